"""What stands directly behind a name: units that belong to it, of firms (某某|事业群), of universities (某某大学|计算机学院), of public
bodies (卫生部基层卫生|与妇幼保健司), those that a text sets up; and goods that are no name (某某|医疗平台)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.free import free
from graph.model import Mention

# 卫生部基层卫生|与妇幼保健司: a name that ends in no word for a body goes on to the one that follows
BODY_END = re.compile("[局会院部委署厅司处所心社网报学系室馆站团所科组盟府]$|公司$")
PUBLIC = re.compile("[部委会局厅署府]")
GOES_ON = re.compile(
    r"[与及和暨]?(?:(?![与及和暨])[一-鿿]){2,8}?(?:司|处|局|专委会|委员会)(?=司长|处长|局长|主[任委]|副|[，。、,（(\s])"
)
MISSION = re.compile("专委会|专业委员会|杂志社|办事处|代表[处团]|联络处|总?领事馆")
# what a firm does with a unit: the unit behind it is not directly behind the firm
FOUNDS = (
    r"成立|组建|新设|设立|设了|设有|下设|旗下|下属|升格|升级|更名|分出|拆|整合|裁|撤|归|并入|推出|宣布|官宣|调整|发布"
)
UNIT_END = r"(?:事业群|事业部|业务群|业务部|军团)"
# a unit directly behind its firm, with what it is for: 某某|事业群, 某某|X射线事业部
UNIT = re.compile(rf"(?![原前现])(?:(?!{FOUNDS})[^\W的与和及由在是暨将把任又]){{0,10}}?{UNIT_END}")
FOUNDED = re.compile(
    rf"(?:{FOUNDS})[为到出了的]?[“「\"]?(?P<name>(?:(?!{FOUNDS})[^\W的与和及由在是暨将把任又掉了个]){{2,9}}?{UNIT_END})"
)
# a school or institute directly behind its university: 某某大学|计算机学院
SCHOOL = re.compile(
    r"[^\W的与和及由在是暨将把对向等附为任至到赴同联携并出入从所有被曾现获]{2,12}?(?:学院|研究院|研究所|研究中心|(?:研发|创新|工程|数据|[一-鿿]学)中心|实验室|学部|学系|工程系|科学系|电机系)(?![一-鿿]{0,3}医院)"
)
UNIT_SURE = 0.85  # the score of a unit that its words alone tell
# what a firm has behind its name and what is no name of a model: of 52 such places on the passages one is annotated as a model
GOODS = re.compile(
    r"(?:AI|人工智能|智慧|智能|数字|互联网|云|大数据|医疗|医学|健康|医药|医院|影像|诊疗|服务|管理|数据|开放|辅助诊断){0,3}(?:平台|系统|产品|解决方案|方案|助手)"
)
HAS_SCHOOLS = re.compile("(?:大学|学院|科学院|工程院|研究院)$")


def with_unit(mention: Mention, text: str) -> Mention:
    """Return a firm's or university's name with the unit that follows at once (大健康|事业群, 某某大学|计算机学院)."""
    unit = None
    if mention.label == "Vendor":
        unit = UNIT.match(text, mention.end)
    elif mention.label == "Institution" and HAS_SCHOOLS.search(mention.text):
        unit = SCHOOL.match(text, mention.end)
    if not unit or HAS_SCHOOLS.search(unit[0][:-2]) or "大学" in unit[0]:
        return mention
    return replace(mention, end=unit.end(), text=text[mention.start : unit.end()])


def without_goods(found: Sequence[Mention]) -> list[Mention]:
    """Cut what a firm has off names that were taken for models (某某科技|医疗平台), where the article names the firm."""
    firms = {m.text for m in found if m.label == "Vendor"}

    def cut(m: Mention) -> Mention:
        goods = (
            next((e for e in GOODS.finditer(m.text) if e.end() == len(m.text)), None) if m.label == "Model" else None
        )
        firm = m.text[: goods.start()] if goods else ""
        return replace(m, end=m.start + len(firm), text=firm, label="Vendor") if firm in firms else m

    return [cut(m) for m in found]


def founded(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return the units that firms are told to set up, rename or close, where the encoder passed them over (成立|医疗军团)."""
    spans = free(text, (m.span("name") for m in FOUNDED.finditer(text)), found)
    return [Mention(start, end, text[start:end], "Vendor", "unit", UNIT_SURE) for start, end in spans]


def whole_body(mention: Mention, text: str) -> Mention:
    """Return a public body's name with the unit that its words run into (卫生部基层卫生|与妇幼保健司), or with what it is abroad
    (驻|某国某地|办事处)."""
    start, end = mention.start, mention.end
    abroad = text[start - 1 : start] == "驻"
    if mission := MISSION.match(text, end):
        if not mission[0].startswith("代表团") or abroad:
            end = mission.end()
    elif not BODY_END.search(mention.text) and PUBLIC.search(mention.text) and (unit := GOES_ON.match(text, end)):
        end = unit.end()
    if abroad and MISSION.search(text, start, end):
        start -= 1
    return replace(mention, start=start, end=end, text=text[start:end])
