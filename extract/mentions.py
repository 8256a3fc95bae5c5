"""What the encoder found → the mentions of an article: refused where generic, agreed on within the article, completed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from extract.aliases import known_name
from extract.bounds import ORGANISATIONS
from extract.forms import composed, key, plain_words
from extract.gazetteer import Match, registry
from extract.lexicon import words
from extract.units import UNIT_END, UNIT_SURE
from graph.model import Mention

# found on the annotated development excerpts: below this a name is more often wrong than right
THRESHOLD = 0.65
# a surface that the encoder found once this surely is a name wherever it stands in the article
SURE = 0.8
# of 60,700 names on the passages 20 are both, and 3 are two other things in one article
HOMOGRAPHS = {"Vendor", "Model"}
VOTE, RISKY_VOTE = 0.7, 0.3  # what the registry's label weighs beside the encoder's, a mention
GENERIC = {
    "Hospital": "generic_hospital",
    "Model": "generic_model",
    "Vendor": "generic_vendor",
    "Institution": "generic_institution",
    "Person": "generic_person",
    "Dataset": "generic_dataset",
}
# what ends so is an institution, in 3,700 of 3,720 names on the passages
INSTITUTION_NAME = re.compile(
    "(?:大学|学院|委员会|卫健委|管委会|政府|法院|协会|学会|研究所|基金|创投|交易所|交易中心|律师事务所|会计师事务所|日报|晚报|时报|实验室"
    "|(?:银行|证券)(?:股份有限公司)?|[支分]行)$"
)
# and what is a firm unless the encoder is very sure of another label
VENDOR_NAME = re.compile("(?:人寿|财险|药业|制药|药房|租赁|科技)$")
# a site of a hospital, in 114 of 117 names on the passages; the others are of academies
SITE_NAME = re.compile(
    "(?!.*(?:大学(?!.*医院)|检察|学会|协会|集团|书画|教育|医学院))(?=.*医|.*院区$)(?:[^院]|(?<=医)院)+(?:分院|院区)$"
)
UNIT_NAME = re.compile(rf".{{2}}{UNIT_END}$")
COMPANY = re.compile(r"(?:公司|集团)$")
# companies that are institutions all the same: houses of money, law and media, exchanges, agents of tenders
HOUSE = re.compile(
    "证券|基金|资本|投资|创投|信托|银行|律|会计|传媒|报业|出版|交易|资产|担保|金融|中金|医院|医疗集团|教育|医共体|医联体|招标|咨询|管理|科技园|科学园|指数|结算"
)
NO_CLINIC = re.compile("(?:(?:研究|科学|设计|国务|检察|达摩|书|法)院|政府|委员会|卫健[委局]|[局厅署]|(?<!公)司|银行)$")
CLINIC_FIRM = re.compile(r"医院(?:[(（][^()（）]+[)）])?(?:股份|管理|集团)?(?:有限)?(?:责任)?公司$")
# of organisations that the registry knows, and under one label only, it is right in 99 of 100 on the passages
REGISTRY_OUTWEIGHS = 0.98
FORM_OUTWEIGHS = 0.9  # a name less sure takes the label that its form tells
NUMBER = re.compile(r"[\d\s.,%年月日]+$")
COUNTRIES = (
    "美国|英国|德国|法国|日本|韩国|印度|加拿大|澳大利亚|新加坡|泰国|越南|马来西亚|以色列|瑞士|瑞典|丹麦|荷兰|俄罗斯|意大利|西班牙|欧盟|"
    "欧洲|亚洲|非洲|台湾|香港|澳门|北京|上海|广州|深圳|杭州|硅谷|中央"
)
PLACE = re.compile(
    rf"(?!.*医院)(?:中国|中华人民共和国|全国|{COUNTRIES}|[一-鿿]{{1,7}}(?:省|市|县|区|州|镇|乡|自治区|特别行政区))$"
)
POST = re.compile("[市州省县区局部院校会处]长$")
LAW = re.compile(r"(?:法|法典|条例|办法|规定|意见|通知|规划|指南|共识|白皮书|报告|方案|标准|行动计划)$")
# a kind of hospital and no name: 头部医院, 乡镇卫生院, 北京市公立医院
SOME_HOSPITAL = re.compile(
    r"(?:[一-鿿]{1,4}?(?:省|市|县|区)|北京|上海|广州|深圳|全国|国内|我国|省|市|县|区)?(?:头部|公立|民营|基层|三甲|二甲|三级|二级|县级|乡镇|镇|村|[各两三四五六七八九十几]?大|大型|各|多家|知名|综合|专科|"
    r"私立|社区|县域|区级|市级|省级|顶级|实体|线下|教学|试点|众多|同城|外地|合作|签约|成员|联盟|兄弟|友|定点|军队|基层医疗|地方|中小)+"
    r"(?:医院|卫生院|诊所|卫生室|门诊部|医疗机构)$"
)
SOME_CENTRE = re.compile(
    "(?:国家|区域|国际|线上|线下|省级|市级|应用|发展|四大|各大|全国|地方)+(?:医学|医疗|数据|大数据)?(?:中心|研究院|研究所|交易所|平台|会计师事务所|律师事务所)$"
)
ADDRESS = re.compile(r"[一-鿿]{1,2}(?:女士|先生|小姐|教授|主任|医生|院长|博士|老师|阿姨|大爷|奶奶|爷爷|记者|总)$")
PLAIN_WORD = re.compile(r"[a-z][a-z\s-]*$")  # Latin without a capital or a digit: a word, not a name
CREDIT = re.compile(r"(?:来源|稿源|图源|供图|供稿|编辑|责编|校对)\s*[:：|丨]\s*$")
DATA_BEFORE = re.compile("(?:数据集|资料集|评测集)[“]?$")
GIVEN = re.compile(r"\s?(?:供图|供稿|/\s?供?图(?![一-鿿]))")
EVENT = re.compile(r"(?:大会|峰会|论坛|博览会|展览会|年会|研讨会|发布会|大赛|交流会|启动会|[^协学商工委]会议)$")


LISTED_SURE = 0.97  # a name so sure keeps its label whatever the list is called
BETWEEN = re.compile(r"[、，,]|和|与|及|以及|[”」\"][、，,]?[“「\"]")
KIND_OF_LIST = re.compile(
    r"[”」\"]?(?:等|在内的|等在内的|这)?(?:[\d一二两三四五六七八九十百千多余数几近]*[家所个])?(?:[一-鿿]{0,6}?)?"
    r"(?:(?P<Hospital>(?:三甲|顶级|知名|大|合作)?医院|医疗机构)|(?P<Vendor>公司|企业|厂商|巨头|大厂|药企))"
)


NEAR = 6  # mentions before a place that may reach into it


class InOrder:
    """The mentions of an article in order, where others are put in the place of those that they hold."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self.mentions = in_order(found)
        self.starts = [m.start for m in self.mentions]
        self.gone = set[int]()
        self.fresh: list[Mention] = []

    def over(self, start: int, end: int) -> list[int]:
        """Return the numbers of the mentions that reach into a stretch and are not replaced."""
        last = bisect_left(self.starts, end)
        near = range(max(0, last - NEAR), last)
        return [n for n in near if self.mentions[n].end > start and n not in self.gone]

    def replace(self, gone: Collection[int], fresh: Mention) -> None:
        """Put a mention in the place of others."""
        self.gone.update(gone)
        self.fresh.append(fresh)

    def all(self) -> list[Mention]:
        """Return the mentions, the fresh ones among them."""
        return in_order([m for n, m in enumerate(self.mentions) if n not in self.gone] + self.fresh)


def in_order(found: Iterable[Mention]) -> list[Mention]:
    """Return mentions as they stand in the article."""
    return sorted(found, key=lambda m: (m.start, m.end))


def by_form(mention: Mention) -> Mention:
    """Give a name the label that its form tells: an academy is no hospital, and where the encoder is not sure a company is
    a Vendor unless it is a house of money, law or media; a business unit is one."""
    if UNIT_NAME.search(mention.text) and mention.label in ("Vendor", "Model", "Institution"):
        return replace(mention, label="Vendor", score=max(mention.score, UNIT_SURE))
    listed_as = [label for label in GENERIC if known_name(mention.text, label, registry())[0]]
    if len(listed_as) == 1 and not known_name(mention.text, listed_as[0], registry())[1]:
        acronym = mention.label == "Model" and listed_as[0] == "Institution" and mention.text.isupper()  # TFDA
        swap = (
            (acronym or mention.label in ORGANISATIONS)
            and listed_as[0] in ORGANISATIONS
            and mention.score < REGISTRY_OUTWEIGHS
        )
        return replace(mention, label=listed_as[0]) if swap else mention
    if mention.label == "Institution" and SITE_NAME.match(mention.text):
        return replace(mention, label="Hospital")
    if mention.label == "Vendor" and INSTITUTION_NAME.search(mention.text):
        return replace(mention, label="Institution")
    if (
        mention.label in ("Institution", "Hospital")
        and VENDOR_NAME.search(mention.text)
        and mention.score < LISTED_SURE
    ):
        return replace(mention, label="Vendor")
    if mention.label == "Hospital" and mention.text.endswith("公司") and not CLINIC_FIRM.search(mention.text):
        return replace(mention, label="Vendor")
    if mention.label == "Hospital" and NO_CLINIC.search(mention.text):
        firm = known_name(mention.text, "Vendor", registry())[0]
        return replace(mention, label="Vendor" if firm else "Institution")
    if mention.score >= FORM_OUTWEIGHS:
        return mention
    if mention.label == "Institution" and COMPANY.search(mention.text) and not HOUSE.search(mention.text):
        return replace(mention, label="Vendor")
    return mention


def refusal(mention: Mention) -> str:
    """Return why a name is refused, or an empty string."""
    text = mention.text
    if len(key(text)) < 2:
        return "too short"
    if NUMBER.match(text):
        return "a number"
    if text in words(GENERIC[mention.label]) or (mention.label == "Model" and plain_words(text)):
        return "a generic word"
    if (
        mention.label == "Vendor"
        and not known_name(text, "Vendor", registry())[0]
        and composed(text, words("business_words"))
    ):
        return "words of trade"
    if mention.label == "Institution" and SOME_CENTRE.match(text):
        return "a kind of institution"
    if mention.label == "Hospital" and SOME_HOSPITAL.match(text):
        return "a kind of hospital"
    if mention.label == "Person" and ADDRESS.match(text):
        return "a form of address"
    if PLAIN_WORD.match(text) and mention.finder == "encoder":
        return "a plain word"
    if mention.label in ("Institution", "Vendor", "Hospital") and PLACE.match(text):
        return "a place"
    if mention.label in ORGANISATIONS and (POST.search(text) or any(text in words(GENERIC[k]) for k in ORGANISATIONS)):
        return "a post or generic word"
    if mention.label in ("Institution", "Vendor") and LAW.search(text):
        return "a law or document"
    if mention.label in ("Institution", "Vendor", "Model") and EVENT.search(text):
        return "a conference or event"
    if "\n" in text:
        return "runs over a line's end"
    if mention.score < THRESHOLD:
        return f"the encoder is not sure ({mention.score:.2f})"
    return ""


def credited(mention: Mention, text: str) -> bool:
    """Tell whether a name stands as the source of a text or picture (来源：某某网, 某某供图)."""
    return bool(CREDIT.search(text, max(0, mention.start - 8), mention.start) or GIVEN.match(text, mention.end))


def of_data(mention: Mention, text: str) -> bool:
    """Tell whether what was taken for a model is called a data set directly before (数据集RJUA-QA)."""
    return mention.label == "Model" and bool(DATA_BEFORE.search(text, max(0, mention.start - 5), mention.start))


def in_title(mention: Mention, text: str) -> bool:
    """Tell whether a name is all that stands between title marks (《部落冲突》: a work, not a model or firm)."""
    return text[mention.start - 1 : mention.start] == "《" and text[mention.end : mention.end + 1] == "》"


def agree(found: Sequence[Mention], known: Sequence[Match] = ()) -> list[Mention]:
    """Give every surface the label that the article's mentions of it and the registry support most; a firm's name may surely
    be its model's too."""
    weight: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for m in found:
        weight[m.text.lower()][m.label] += m.score
    listed = {(k.start, k.end): k for k in known}
    for m in found:
        k = listed.get((m.start, m.end))
        if k:
            weight[m.text.lower()][k.label] += RISKY_VOTE if k.risky else VOTE
    out = []
    for m in found:
        counts = weight[m.text.lower()]
        best, top = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        homograph = {m.label, best} == HOMOGRAPHS and m.score > 0.9 and counts[m.label] > top / 4
        keeps = m.label == best or homograph
        out.append(m if keeps else replace(m, label=best))
    return out


def listed(found: Sequence[Mention], text: str) -> list[Mention]:
    """Give the members of a list the label that the word behind it tells (瑞金、华西、新华等医院), unless one is sure."""
    out = list(found)
    order = sorted(range(len(out)), key=lambda n: out[n].start)
    chain: list[int] = []
    for place, n in enumerate(order):
        chain.append(n)
        last = place + 1 == len(order)
        if not last and BETWEEN.fullmatch(text[out[n].end : out[order[place + 1]].start]):
            continue
        kind = KIND_OF_LIST.match(text[out[n].end : out[n].end + 16]) if len(chain) > 1 else None
        label = next((name for name in ("Hospital", "Vendor") if kind and kind[name]), None)
        for k in chain if label else ():
            m = out[k]
            if m.label in ORGANISATIONS and m.score < LISTED_SURE:
                out[k] = replace(m, label=str(label))
        chain = []
    return out


def complete(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Add the places where a surely found name stands and the encoder passed it over."""
    sure: dict[str, Mention] = {}
    for m in found:
        if m.score >= SURE and len(m.text) >= 3 and (m.text not in sure or m.score > sure[m.text].score):
            sure[m.text] = m
    taken = bytearray(len(text))
    for m in found:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    out = list(found)
    for surface in sorted(sure, key=lambda s: (-len(s), s)):
        for place in places(text, surface):
            end = place + len(surface)
            if not any(taken[place:end]):
                taken[place:end] = b"\1" * (end - place)
                out.append(Mention(place, end, surface, sure[surface].label, "again", sure[surface].score * 0.9))
    return in_order(out)


def places(text: str, surface: str) -> Iterable[int]:
    """Yield where a surface stands, Latin ones as whole words."""
    latin = surface[0].isascii() and surface[0].isalnum(), surface[-1].isascii() and surface[-1].isalnum()
    start = text.find(surface)
    while start >= 0:
        before = text[start - 1] if start else " "
        after = text[start + len(surface)] if start + len(surface) < len(text) else " "
        cuts = (latin[0] and before.isascii() and before.isalnum()) or (
            latin[1] and after.isascii() and after.isalnum()
        )
        if not cuts:
            yield start
        start = text.find(surface, start + len(surface))
