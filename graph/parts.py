"""The parts that names are made of: place, university, core, legal form, branch, number, trade words, version.

``Grammar.parts`` takes a name apart by its label; the rules of ``graph.rules`` compare parts. Word lists are vocabulary,
kept here in groups with names.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.names import HAN, fold
from graph.registry import Registry, places

LEGAL = re.compile(
    r"(?:(?:集团|控股)?(?:股份|集团)?(?:有限责任|有限|股份)公司|集团股份公司|股份公司|集团公司|总公司|公司|"
    r"(?<=..)控股集团|(?<=..)集团控股|(?<=..)集团|(?<=..)控股|(?<=..)股份)$"
)
LEGAL_LATIN = re.compile(
    r"(?:coltd|co|ltd|limited|inc|incorporated|corp|corporation|llc|plc|gmbh|ag|sa|holdings|group)$"
)
PLAIN = ("科技", "技术", "发展", "实业", "控股", "集团", "股份")
"""Words that a company adds to its name without becoming another one."""
TRADE = re.compile(
    r"^(?:数字|人工智能|基础|研究|研发|技术|信息|科技|软件|网络|医疗|器械|健康|生物|医药|药业|制药|电子|服务|管理|咨询|系统|设备|互联网|"
    r"智能|智慧|数据|大数据|影像|仪器|工程|产业|发展|实业|计算机|机器人|设备制造|医用|制品|半导体|控股|集团|股份)+$"
)
NEUTRAL = ("科技", "技术", "信息", "网络", "软件", "发展", "实业", "控股", "集团", "股份", "公司", "计算", "系统")
UNIT = [
    "云",
    "云计算",
    "医疗",
    "健康",
    "终端",
    "医药",
    "药业",
    "生物",
    "保险",
    "数科",
    "金融",
    "智能",
    "资本",
    "基金",
    "投资",
    "研究院",
    "实验室",
    "事业群",
    "事业部",
    "军团",
    "云智能",
    "智能云",
    "智慧医疗",
    "医疗健康",
    "大健康",
    "互联网医院",
    "数据",
    "影像",
    "检验",
    "器械",
    "中国",
    "海外",
    "国际",
]
PLACE_END = "特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|新区|省|市|区|县|州|盟|旗"
NUMBER = "一二三四五六七八九十"
TYPES = [
    "人民",
    "中心",
    "中医",
    "中医药",
    "中西医结合",
    "中西医",
    "妇幼保健",
    "妇幼",
    "妇女儿童",
    "妇产",
    "妇产科",
    "儿童",
    "儿科",
    "肿瘤",
    "口腔",
    "眼科",
    "胸科",
    "肺科",
    "精神卫生",
    "精神病",
    "传染病",
    "感染病",
    "康复",
    "骨科",
    "整形",
    "急救",
    "职业病",
    "结核病",
    "皮肤病",
    "皮肤",
    "公共卫生",
    "总",
    "红十字会",
    "红十字",
    "老年",
    "老年病",
    "心血管病",
    "脑科",
    "耳鼻喉",
    "职工",
    "立",
    "附属",
]
HOSPITAL_END = "医院|医疗中心|医学中心|保健院|防治院|防治中心|卫生院|卫生服务中心|中心|院"
GENERIC = re.compile(
    rf"^(?:省|市|区|县|州|镇|乡)?(?:第?(?:[{NUMBER}]+|\d+))?(?:{'|'.join(sorted(TYPES, key=len, reverse=True))})*(?:{HOSPITAL_END})$"
)
ORDINAL = re.compile(rf"第?([{NUMBER}]+|\d+)(?=附|人民|医|院|中|临床|妇|儿|康|军|总|市)")
SHORT_ORDINAL = re.compile(rf"^(?:省|市|县)?([{NUMBER}])(?:附)?(?:医院|院|医)$")
BRANCH = re.compile(r"^(.{2,}?(?:医院|[一二三四五六七八九十]院))[(（·]?([^)）]+)[)）]?$")
SCHOOL = re.compile(
    r"^(?:[\u3400-\u9fff]{0,4}(?:医学院|医学部|医学中心|药学院|学部|医院管理处))?(?:第?([一二三四五六七八九十]+)?(?:附属|附设|直属))?"
)
MODEL_END = re.compile(
    r"(?:(?:垂直|垂类|多模态)*(?:大语言模型|语言大模型|大模型|语言模型|基础模型|模型)|"
    r"(?:人工智能|ai)?(?:系统|平台|智能体|助手|产品|应用|app))$"
)
MODEL_FIELD = re.compile(r"(?:智慧)?(?:医疗|医学|医药|健康|中医药|中医|影像|病理)$")
VERSION = re.compile(r"(?:[vｖ]?\d+(?:\.\d+)*(?:版|版本)?)$")
LATIN_CORE = re.compile(r"[a-z][a-z0-9]{2,}")
DATA_END = re.compile(r"(?:数据集|数据产品|数据库|数据资产|数据|产品)$")
SHORTENED = {
    "医科大学": "医大",
    "药科大学": "药大",
    "中医药大学": "中医大",
    "交通大学": "交大",
    "师范大学": "师大",
    "工业大学": "工大",
    "农业大学": "农大",
    "财经大学": "财大",
}
"""How names of universities are shortened everywhere; the shortened one is no other university."""
SHORT_SCHOOL = re.compile(rf"(?:附|第?[{NUMBER}](?:院|医院|附))")
"""What stands behind the initials of a medical university (福医附一, 成医一附院)."""
SIZE = re.compile(r"(?<=[a-z\d])[-_ ]?\d+(?:\.\d+)?b(?=$|大?模型$)")
"""How many parameters a model has: -7B."""
COMMISSION = re.compile(r"(卫生健康|发展和改革|发展改革|教育工作)委$")
WRITTEN_OUT = {
    "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "卫计委": "卫生和计划生育委员会",
    "医保局": "医疗保障局",
    "药监局": "药品监督管理局",
    "发改委": "发展和改革委员会",
    "工信部": "工业和信息化部",
    "工信局": "工业和信息化局",
    "经信委": "经济和信息化委员会",
    "网信办": "互联网信息办公室",
    "市监局": "市场监督管理局",
    "人社局": "人力资源和社会保障局",
    "社科院": "社会科学院",
    "信通院": "信息通信研究院",
}
SHORTEST_CORE = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart.

    ``stem`` is the name without legal form and place (a model's without its generic ending), ``core`` the distinctive
    rest; ``region`` is the place before ``place`` where two stand there, ``level`` the
    省, 市 or 县 behind ``place``; ``words`` are the trade words between core and end; ``generic`` tells that without place or university the
    name means nothing; ``city`` is what the place or the university says of the seat.
    """

    label: str
    name: str
    folded: str
    stem: str
    core: str
    place: str = ""
    university: str = ""
    region: str = ""
    city: str = ""
    branch: str = ""
    number: str = ""
    version: str = ""
    words: tuple[str, ...] = ()
    legal: bool = False
    generic: bool = False
    short: bool = False
    level: str = ""


class Grammar:
    """Takes names apart with the universities and places that a registry knows; remembers what it has taken apart."""

    def __init__(self, registry: Registry) -> None:
        self.places = {fold(place): place for place in places()}
        self.longest_place = max(map(len, self.places))
        self.universities: dict[str, tuple[str, str]] = {}
        for row in registry.rows:
            if row.label == "Institution" and row.facts.get("kind") == "university":
                for form in (row.name, *row.forms):
                    if HAN.search(form):
                        self.universities[fold(form)] = (row.name, str(row.facts.get("city") or ""))
        self.initials: dict[str, tuple[str, str]] = {}
        self.shorten()
        self.bases = {name: self.base(name) for name, _ in self.universities.values()}
        self.longest_university = max(map(len, self.universities), default=0)
        self.known: dict[tuple[str, str], Parts] = {}

    def shorten(self) -> None:
        """Add what universities are called in short, where no other one is called so: 天津医大, 福医大, 福医."""
        by_short: dict[str, set[tuple[str, str]]] = defaultdict(set)
        by_initials: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for form, home in self.universities.items():
            for full, short in SHORTENED.items():
                if form == fold(home[0]) and form.endswith(full):
                    by_short[form.removesuffix(full) + short].add(home)
                    by_short[form[0] + short].add(home)
            if form == fold(home[0]) and form.endswith(("医科大学", "医学院")):
                by_initials[form[0] + "医"].add(home)
        for found, known in ((by_short, self.universities), (by_initials, self.initials)):
            for short, homes in found.items():
                if len(homes) == 1 and short not in self.universities:
                    known[short] = next(iter(homes))

    def parts(self, label: str, name: str) -> Parts:
        """Return the parts of a name."""
        key = (label, name)
        if key not in self.known:
            self.known[key] = self.take_apart(label, name)
        return self.known[key]

    def take_apart(self, label: str, name: str) -> Parts:
        """Return the parts of a name, by the grammar of its label."""
        folded = fold(name)
        if label == "Hospital":
            return self.hospital(name, folded)
        if label in ("Vendor", "Institution"):
            return self.company(label, name, folded)
        if label == "Model":
            return model(name, folded)
        if label == "Dataset":
            stem = DATA_END.sub("", folded)
            return Parts(label, name, folded, stem if len(stem) >= SHORTEST_CORE else folded, folded)
        return Parts(label, name, folded, folded, folded)

    def base(self, name: str) -> str:
        """Return the university that a school belongs to by its name: 浙江大学医学院 → 浙江大学."""
        shorter = (name[:i] for i in range(3, len(name)) if name[:i].endswith("大学"))
        return next((self.universities[fold(s)][0] for s in shorter if fold(s) in self.universities), name)

    def university(self, text: str) -> tuple[str, str, str]:
        """Return a leading university, its city, and the rest behind its school and 附属; empty where there is none."""
        for length in range(min(self.longest_university, len(text) - 1), 1, -1):
            if text[:length] in self.universities:
                name, city = self.universities[text[:length]]
                name, rest = self.bases[name], text[length:]
                school = SCHOOL.match(rest)
                if school is None or school.end() == len(rest):
                    return name, city, rest
                number = school.group(1)
                return name, city, f"第{number}{rest[school.end() :]}" if number else rest[school.end() :]
        if text[:2] in self.initials and SHORT_SCHOOL.match(text[2:]):
            name, city = self.initials[text[:2]]
            return self.bases.get(name, name), city, text[2:]
        return "", "", text

    def place(self, text: str) -> tuple[str, str, str]:
        """Return leading places without their 省/市, the first and the last of them, and the rest of the text."""
        found: list[str] = []
        rest = text
        while True:
            name, after = self.one_place(rest)
            if not name or len(after) < SHORTEST_CORE:
                return (found[0] if len(found) > 1 else ""), (found[-1] if found else ""), rest
            found.append(name)
            rest = after

    def one_place(self, text: str) -> tuple[str, str]:
        """Return one leading place, known or recognised by its ending."""
        for length in range(min(self.longest_place, len(text)), 1, -1):
            if text[:length] in self.places:
                ending = re.match(PLACE_END, text[length:])
                cut = length + (ending.end() if ending and len(text) - length > ending.end() + 1 else 0)
                return text[:length], text[cut:]
        unknown = re.match(rf"([\u3400-\u9fff]{{2,4}}?)(?:{PLACE_END})(?=..)", text)
        return (unknown.group(1), text[unknown.end() :]) if unknown else ("", text)

    def hospital(self, name: str, folded: str) -> Parts:
        """Return the parts of a hospital's name."""
        text = folded if folded.endswith("集团") else LEGAL.sub("", folded)
        branch = ""
        cut = BRANCH.match(text)
        if cut and cut.group(2) not in ("集团",):
            text, branch = cut.group(1), cut.group(2)
        university, city, rest = self.university(text.removeprefix("国立"))
        region, place, core = self.place(rest)
        if core in ("医院", "院") and place:
            region, place, core = "", "", rest
        number = ORDINAL.search(core)
        short = bool(SHORT_ORDINAL.match(core))
        core = numbered(core, belongs=bool(university))
        seat = self.places.get(place, place) or city
        generic = bool(GENERIC.match(core)) or core in ("医院",)
        return Parts(
            "Hospital",
            name,
            folded,
            text,
            core,
            place,
            university,
            region,
            seat,
            branch,
            digits(number.group(1)) if number else "",
            generic=generic,
            short=short,
            legal=text != folded and not branch,
            level=level_of(text, place),
        )

    def company(self, label: str, name: str, folded: str) -> Parts:
        """Return the parts of the name of a company or another organisation."""
        inner = re.search(r"[(（]([\u3400-\u9fff]{2,6})[)）]", name)
        inner_place = fold(inner.group(1)) if inner else ""
        text = fold(name.replace(inner.group(), "")) if inner and inner_place in self.places else folded
        branch = inner_place if inner and inner_place in self.places and name.endswith(inner.group()) else ""
        bare = (LEGAL_LATIN if not HAN.search(text) else LEGAL).sub("", text)
        legal, text = bare != text, bare if len(bare) >= SHORTEST_CORE else text
        region, place, stem = self.place(text)
        if inner_place in self.places and not place and not branch:
            place = inner_place
        if label == "Institution":
            for short, full in WRITTEN_OUT.items():
                stem = stem.replace(short, full)
            stem = written_out(COMMISSION.sub(r"\1委员会", stem))
        if label == "Institution" and (not stem or stem in WRITTEN_OUT.values()):
            return Parts(label, name, folded, stem, stem, place, region=region, city=place, legal=legal, generic=True)
        core, words = trade_words(stem)
        return Parts(
            label, name, folded, stem, core, place, region=region, city=place, branch=branch, words=words, legal=legal
        )


def level_of(text: str, place: str) -> str:
    """Return the 省, 市, 区, 县 or 州 that a name puts behind a place, empty where none."""
    found = re.search(rf"{re.escape(place)}([省市区县州])", text) if place else None
    return found.group(1) if found else ""


def written_out(stem: str) -> str:
    """Return the name of a university in full: 天津医大 → 天津医科大学."""
    return next((stem.removesuffix(short) + full for full, short in SHORTENED.items() if stem.endswith(short)), stem)


def numbered(core: str, *, belongs: bool) -> str:
    """Return the core of a hospital with its number in figures and its ending in full: 二院, 第二医院 → 第2医院."""
    core = ORDINAL.sub(lambda m: f"第{digits(m.group(1))}", core)
    if belongs or ORDINAL.search(core):
        core = core.replace("附属", "").replace("附", "")
    if core.endswith("院") and not core.endswith(("医院", "保健院", "防治院", "卫生院")):
        core = f"{core[:-1]}医院"
    if core.endswith("妇幼"):
        core += "保健院"
    return core.replace("中医医院", "中医院")


def trade_words(stem: str) -> tuple[str, tuple[str, ...]]:
    """Return the distinctive core of a company's name and the trade words behind it."""
    core = stem
    words: list[str] = []
    endings = sorted((*NEUTRAL, *UNIT), key=lambda w: (-len(w), w))
    while True:
        ending = next((w for w in endings if core.endswith(w) and len(core) - len(w) >= SHORTEST_CORE), "")
        if not ending:
            return core, tuple(reversed(words))
        core = core[: -len(ending)]
        words.append(ending)


def model(name: str, folded: str) -> Parts:
    """Return the parts of a model's name; only names in Chinese characters have a version that can be left out."""
    plain = re.sub(r"\s+", "", name.lower())
    version = VERSION.search(plain)
    text = SIZE.sub("", folded)
    if version and HAN.search(plain[: version.start()]):
        text = fold(plain[: version.start()])
    stem = MODEL_END.sub("", text)
    stem = stem if len(stem) >= SHORTEST_CORE else text
    if not version:
        inner = re.search(r"(\d+(?:\.\d+)*)(?:大模型|模型)$", plain)
        version = inner if inner else None
        stem = stem[: -len(fold(inner.group(1)))] if inner and HAN.search(stem) else stem
    found = version.group().rstrip("版本大模型") if version else ""
    field = MODEL_FIELD.search(stem)
    core = stem[: field.start()] if field and field.start() >= SHORTEST_CORE else stem
    words = (field.group(),) if field and core != stem else ()
    return Parts("Model", name, folded, stem, core, words=words, version=found.lstrip("v") if HAN.search(stem) else "")


def digits(number: str) -> str:
    """Return a Chinese numeral up to 99 as digits."""
    if number.isdigit():
        return number
    value = 0
    for character in number:
        value = (value or 1) * 10 if character == "十" else value + NUMBER.index(character) + 1
    return str(value)


def describe(parts: Parts) -> Mapping[str, str]:
    """Return the parts that are there, for people who ask why."""
    named = ("place", "university", "core", "branch", "number", "version")
    found = {name: getattr(parts, name) for name in named if getattr(parts, name)}
    return found | ({"words": " ".join(parts.words)} if parts.words else {})
