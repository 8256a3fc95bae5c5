"""Where a name begins and ends: what the encoder cut too long, too short or in two is set right by the text around it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.cleaning.bigrams import bonds
from extract.family_names import with_family_name
from extract.forms import EDITION_WORD
from extract.gazetteer import Match
from extract.lexicon import words
from extract.units import whole_body, with_unit
from graph.model import Mention

SOUND = 3  # characters from which a known name may move the bounds of what the encoder found
EDGE = " \t\u3000,，。、;；:：!！?？\"“”‘’'「」『』《》〈〉()（）[]【】·-—~|/"
APART = re.compile(r"(?<=[一-鿿])[ \t\u3000]+(?=[一-鿿])")
CLOSE = {"(": ")", "（": "）"}
ADVERBS = "也还曾便"
PARTICLES = "之的等副"  # no firm but 美的, no model or organisation ends so (高邮市副|市长)
# what stands behind an organisation's name and never in it (某某集体|采购, 某某官网)
BEHIND = re.compile(
    r"(?:集体|方面|官网|官微|内部|旗下|公告|财报|年报|调研组|考察[团组]|参?访问?团|代表团|专家组|常委|(?<=政协|人大)(?:委员|代表)|一行|大模型)$"
)
# Neutron Therapeutics|硼中子: what follows a firm's Latin words and is no word for firms
LATIN_FIRM = re.compile(r"(?P<name>[A-Z][A-Za-z&.'-]+ [A-Za-z&.' -]*[A-Za-z])(?P<rest>[一-鿿]{2,8})$")
INTO_SECOND = re.compile(r"(?P<name>[一-鿿]{2,16}?(?:大学|医院|公司|集团|学会|协会|委员会))于[一-鿿]{4}.*$")
OF_FIRM = re.compile("公司|集团|中心|医院|大学|实验|研究|基金|资本|投资|科技|医疗|健康|中国|亚太|团队|工作室|制药|生物")
POST_BEFORE = re.compile(r"C[A-Z]O\s?(?=[一-鿿]{2})")  # CEO|郭岚
RANK = re.compile(r"(?<=[一-鿿]{2})(?:高工|教授|院士|博士|研究员)$")  # 郭岚|高工
JOINT_SIGN = re.compile("[-—–－&＆×]")
JOINT_END = re.compile("(?:实验室|中心|研究院|研究所|研究室|基地|学院|工作室)$")
# 某某大学计算与|数据科学学院: the name goes on behind the word that joins two subjects
SUBJECTS = re.compile(r"[一-鿿]{2,12}?(?:学院|研究院|研究所|实验室|中心|系)")
# what directly behind a name is always its last word (941 names end in 集团, 3 stand before it)
GROUP = {"Vendor": re.compile("集团"), "Institution": re.compile("党工委|管委会|管理委员会")}
LEADING = "和与同跟及由向对在"
JOINING = "与及暨"  # within a name as well; 和 mostly stands between two
ENDS = "院部局所厅处委会系社"  # may end another organisation: 某某大学|部
STRAY = "云一二三四五六七八九十"  # may end another thing of a firm or model: 某某|云, 某某|二
ACRONYM = re.compile(r"(?P<name>.*[一-鿿].*?)[(（](?P<short>[A-Za-z][A-Za-z0-9\-]{1,11})[)）]$")
SHORT_FORM = re.compile(r"(?P<name>[一-鿿]{4,})[(（](?P<short>[一-鿿]{2,6})[)）]$")
WITH = re.compile("[同和与].{3}")
DOES_WITH = re.compile(
    r"(?:、[^。；！？\n]{0,50}?|[^。；！？\n]{0,10}?)(?:签|谈[成妥拢]|达成|结成|结为|合作|联[合手]|携手|共[建同]|一[起道]|旗下|牵手|成立|订立)"
)
NUMBERED = re.compile(r"\d*[年月日亿万家项个款名]")
DIGITS = "0123456789 "
WORD = 5.0  # bits from which two characters are most often one word
ORGANISATIONS = ("Vendor", "Hospital", "Institution")
CLINIC_END = re.compile(r"(?:院|中心|诊所|妇幼|门诊部|所)$")
FOLLOWS = tuple("限同议内长士署员")  # 数据|局限, 联合|会同: the next word begins within the last one
WARD = re.compile(r"(?:门诊部|卫生院|保健院|医院)")


def trim(mention: Mention) -> Mention:
    """Cut white space, quotes and stops off a name's ends; a bracket that is closed inside stays."""
    start, end, text = mention.start, mention.end, mention.text
    for gap in reversed(
        list(APART.finditer(text))
    ):  # 训练 瑞金医院: the word before the space belongs to another phrase
        if len(text) - gap.end() >= 3 and mention.label != "Person":
            start, text = start + gap.end(), text[gap.end() :]
            break
    while text and text[0] in EDGE and not (text[0] in CLOSE and CLOSE[text[0]] in text):
        start, text = start + 1, text[1:]
    while text and text[-1] in EDGE and not any(text[-1] == c and o in text for o, c in CLOSE.items()):
        end, text = end - 1, text[:-1]
    shut = next((n for n, c in enumerate(text) if c in "”」』" and "“「『"["”」』".index(c)] not in text), 0)
    if shut > 1:  # 福棠”儿科: a quotation ends within it
        text = text[:shut]
        end = start + shut
    for opening, closing in CLOSE.items():
        if opening in text and closing not in text:  # a bracket that the name's end cut open
            text = text[: text.index(opening)]
            end = start + len(text)
    while mention.label in ORGANISATIONS and (rest := BEHIND.search(text)) and rest.start() > 1:
        text = text[: rest.start()].rstrip(EDGE)
        end = start + len(text)
    if mention.label == "Institution" and (two := INTO_SECOND.match(text)):  # 某某大学|于某某学院举行
        text = two["name"]
        end = start + len(text)
    if mention.label == "Vendor" and (said := LATIN_FIRM.match(text)) and not OF_FIRM.search(said["rest"]):
        text = said["name"]
        end = start + len(text)
    if (
        mention.label in ORGANISATIONS and text.startswith("数商") and text[2:3] != "云" and len(text) > 4
    ):  # a trade in data: 数商|某某科技
        start, text = start + 2, text[2:]
    if mention.label == "Person" and (post := POST_BEFORE.match(text)):
        start, text = start + post.end(), text[post.end() :]
    if mention.label == "Person" and (rank := RANK.search(text)):
        end, text = start + rank.start(), text[: rank.start()]
    while len(text) > 2 and (
        (text[-1] in PARTICLES and mention.label != "Person" and not text.endswith("美的"))
        or (text[-1] == "." and not text[-2].isascii())
    ):
        end, text = end - 1, text[:-1]
    if mention.label == "Person" and len(text) == 3 and text[-1] in ADVERBS:  # 李岚|也表示
        end, text = end - 1, text[:-1]
    return Mention(start, end, text, mention.label, mention.finder, mention.score)


def split(mention: Mention) -> list[Mention]:
    """Part a name from the short form that it introduces: 某某工程中心（CAIR）, 某某大学（某大） are two forms of one name."""
    found = ACRONYM.match(mention.text)
    if not found and mention.label in ("Institution", "Hospital"):
        found = SHORT_FORM.match(mention.text)
        found = found if found and set(found["short"]) <= set(found["name"]) else None
    if not found or EDITION_WORD.match(found["short"]):
        return [mention]
    parts = [
        replace(mention, start=mention.start + found.start(g), end=mention.start + found.end(g), text=found[g])
        for g in ("name", "short")
    ]
    return [trim(part) for part in parts]


def snap(found: Sequence[Mention], known: Sequence[Match], text: str) -> list[Mention]:
    """Cut names at the bounds of known ones: where a sound known name of the same label overlaps what the encoder
    found without being the whole of it (百度健|康灵医 → 百度健康|灵医), and the rest is no word of its own. What was taken
    for a person inside an organisation's name is that organisation."""
    sound = [k for k in known if k.end - k.start >= SOUND and (not k.risky or text[k.start].isascii())]
    sound.sort(key=lambda k: k.start)
    reach = 2 * max((k.end - k.start for k in sound), default=0)  # a name that grows by one known name may meet another
    out = []
    for m in found:
        start, end = m.start, m.end
        first, last = (bisect_left(sound, at, key=lambda k: k.start) for at in (start - reach, end + reach))
        for k in sound[first:last]:
            inside = k.start <= start and end <= k.end and (k.start, k.end) != (start, end)
            if inside and m.label == "Person" and k.label in ORGANISATIONS:  # 高雄荣|总
                m, start, end = replace(m, label=k.label), k.start, k.end
            if k.end <= start or k.start >= end or (k.start <= start and k.end >= end and k.label != m.label):
                continue
            crossing = k.start < start < k.end < end or start < k.start < end < k.end
            if k.label == m.label and (crossing or (k.start <= start and end <= k.end)):
                start, end = (k.start, max(k.end, end)) if k.start <= start else (start, k.end)
            elif k.label == m.label and k.start == start and end - k.end == 1:
                end = k.end  # one character behind a known name belongs to the next word
            elif crossing:
                start, end = (k.end, end) if k.start < start else (start, k.start)
        if end > start:
            out.append(replace(m, start=start, end=end, text=text[start:end]))
    return list(
        {
            (m.start, m.end): m for m in sorted((with_unit(alone(m, text), text) for m in out), key=lambda m: m.score)
        }.values()
    )


def alone(mention: Mention, text: str) -> Mention:
    """Return an organisation's name without the word for "with" before it (同|磐源投资签约), and any name without the first
    digits of a number behind it (Med-PaLM M|2023年)."""
    start, end = mention.start, mention.end
    if mention.label in ORGANISATIONS and WITH.match(mention.text) and DOES_WITH.match(text, end):
        tied = bonds(text[start : start + 2])
        start += bool(tied[1] < WORD and "一" <= text[start - 1 : start] <= "鿿")
    end -= mention.text.endswith("党") and text[end : end + 1] in ("组", "委")  # 某某政府党|组成员
    if NUMBERED.match(text, end) and text[end - 1].isdigit():
        while end - start > 2 and text[end - 1] in DIGITS:
            end -= 1
    return replace(mention, start=start, end=end, text=text[start:end])


@cache
def broken_heads() -> dict[str, list[tuple[str, str, bool]]]:
    """Return by the character before the break how the last word of a name may be broken (事业|部): what is left, what is
    gone, and whether it is an institution's only."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for head in words("head"):
        for size in range(len(head) - 1, 1 if len(head) > 2 else 0, -1):
            found[head[size - 1]].append((head[:size], head[size:], head in words("head_of_institution")))
    return dict(found)


def whole(mention: Mention, text: str) -> Mention:
    """Return a name with what it breaks off before: the rest of its last word (智能诊断事业|部), of a hospital's (某某|医院),
    of a school's (计算与|数据科学学院), or the family name before a given one (缑|文韬)."""
    if mention.label == "Person":
        return with_family_name(mention, text)
    if mention.label not in ORGANISATIONS:
        return mention
    if mention.text.endswith(tuple(JOINING)):
        rest = SUBJECTS.match(text, mention.end) if mention.label == "Institution" else None
        end = rest.end() if rest else mention.end - 1
        return replace(mention, end=end, text=text[mention.start : end])
    end = mention.end
    last = GROUP.get(mention.label)
    if last and (more := last.match(text, end)) and not mention.text.endswith(("大学", "学院", "医院", more[0])):
        return replace(mention, end=more.end(), text=text[mention.start : more.end()])
    for begun, gone, of_institution in broken_heads().get(mention.text[-1:], ()):
        behind = end + len(gone)
        if (
            mention.text.endswith(begun)
            and text.startswith(gone, end)
            and text[behind : behind + 1] not in FOLLOWS
            and (mention.label == "Institution" or not of_institution)
        ):
            return replace(mention, end=behind, text=text[mention.start : behind])
    if mention.label == "Institution":
        return whole_body(mention, text)
    ward = WARD.match(text, end) if mention.label == "Hospital" and not CLINIC_END.search(mention.text) else None
    if ward:
        return replace(mention, end=ward.end(), text=text[mention.start : ward.end()])
    return mention


def joint(found: Sequence[Mention], text: str) -> list[Mention]:
    """Join the names of founders to that of their laboratory (某某医院-|某某科技联合实验室)."""
    order = sorted(found, key=lambda m: (m.start, m.end))
    out: list[Mention] = []
    for m in order:
        first = out[-1] if out else None
        if (
            first
            and m.label == "Institution"
            and first.label in ORGANISATIONS
            and JOINT_END.search(m.text)
            and JOINT_SIGN.fullmatch(text, first.end, m.start)
        ):
            out[-1] = replace(m, start=first.start, text=text[first.start : m.end])
        else:
            out.append(m)
    return out


def without_strays(found: Sequence[Mention], text: str) -> list[Mention]:
    """Cut the first characters of the next word off names that the article has without them (仇若谷|刚刚, 晟睿|资金), and
    the last one of the word before (莅临|健培科技); a person's that is everywhere told with the next character is so long (田军|章, 田军章).

    Of names found so, four of five are cut wrongly by the encoder; in a model's or firm's 云 and numbers fewer. Of a
    person's name two or three go.
    """
    places: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for m in found:
        places[m.label, m.text].append(m)

    def stray(m: Mention, size: int) -> bool:
        bare, rest = m.text[:-size], m.text[-size:]
        without = any(not text.startswith(rest, other.end) for other in places.get((m.label, bare), ()))
        if len(places[m.label, m.text]) > 1 or not without or not all("一" <= c <= "鿿" for c in rest):
            return False
        if m.label == "Person":
            return len(bare) >= 3 or size == 1
        return (
            size == 1 and m.label in ("Vendor", "Model", "Institution") and len(bare) > 1 and rest not in STRAY + ENDS
        )

    def led(m: Mention) -> bool:
        bare = places.get((m.label, m.text[1:]), ())
        if m.label not in ORGANISATIONS or m.start == 0 or len(m.text) < 4 or len(places[m.label, m.text]) > len(bare):
            return False
        return "一" <= text[m.start - 1] <= "鿿"  # a word that ends with it

    begins = {m.start for m in found}

    def cut(m: Mention) -> Mention:
        least = 2 if m.label in ORGANISATIONS else 3 if m.label == "Person" else len(m.text)
        if (
            m.text[-1] in "和" + JOINING and m.end in begins and len(m.text) > least
        ):  # 某某教育和|某某医院, 石文岚和|某某局
            return replace(m, end=m.end - 1, text=m.text[:-1])
        size = next((n for n in (1, 2, 3) if len(m.text) > n + 1 and stray(m, n)), 0)
        if size:
            return replace(m, end=m.end - size, text=m.text[:-size])
        if m.text[0] in LEADING and (m.label, m.text[1:-1]) in places and len(places[m.label, m.text]) == 1:
            return replace(m, start=m.start + 1, end=m.end - 1, text=m.text[1:-1])  # 和|某大|校董会
        if led(m):
            return replace(m, start=m.start + 1, text=m.text[1:])
        longer = text[m.start : m.end + 1]
        grows = m.label == "Person" and len(m.text) == 2 and ("Person", longer) in places
        return replace(m, end=m.end + 1, text=longer) if grows else m

    return [cut(m) for m in found]
