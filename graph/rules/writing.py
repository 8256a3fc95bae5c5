"""Rules that speak for two names being one: both are forms of one registry row, or they differ only in legal form, place,
number, trade words, generic endings, or in how the same sound is written.
"""

import re

from graph.name_words import PLAIN, TRADE
from graph.names import HAN, is_latin, pinyin
from graph.parts import Parts
from graph.rules.candidate import SHORTEST_ALIAS, Candidate
from graph.rules.seats import seats

SUBSIDIARY = ("医疗", "健康", "医药", "药业", "云", "金融", "保险", "影像", "机器人", "生物")
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
MARK = re.compile(r"^(.{2,4}?)[省市县区](?=.{3})")


def same_row(a: Candidate, b: Candidate) -> bool:
    """Both are forms that the registry lists for one row."""
    return a.row is not None and b.row is not None and (a.row.label, a.row.name) == (b.row.label, b.row.name)


def same_name(a: Candidate, b: Candidate) -> bool:
    """They are written alike, but for traditional characters, width, case, blanks or punctuation."""
    return a.parts.folded == b.parts.folded and not (a.ambiguous or b.ambiguous)


def legal_form(a: Candidate, b: Candidate) -> bool:
    """They differ in the legal form alone (有限公司, 股份, 集团, Inc.)."""
    p, q = a.parts, b.parts
    return p.label in ("Vendor", "Institution", "Hospital") and p.stem == q.stem and legal_forms(p, q) and seats(p, q)


def legal_forms(p: Parts, q: Parts) -> bool:
    """Tell whether one name alone has a legal form, or both are registered in one place (（苏州）… or 苏州…)."""
    return p.legal != q.legal or (p.legal and bool(p.place) and p.place == q.place and p.folded != q.folded)


def place_prefix(a: Candidate, b: Candidate) -> bool:
    """They differ in the place before the name (北京, 上海市), and perhaps in the legal form."""
    p, q = a.parts, b.parts
    if p.label == "Hospital":
        return not p.generic and p.core == q.core and p.branch == q.branch and not (p.university or q.university)
    same = p.label == "Vendor" and p.stem == q.stem and len(p.stem) > SHORTEST_ALIAS
    return same and bool(p.place) != bool(q.place)


def place_ending(a: Candidate, b: Candidate) -> bool:
    """They name the same place with and without 省, 市 or 区, and the rest is equal."""
    p, q = a.parts, b.parts
    same = bool(p.place) and p.place == q.place and p.university == q.university and p.branch == q.branch
    return same and (p.core == q.core if p.label == "Hospital" else p.stem == q.stem and p.label == "Institution")


def place_mark(a: Candidate, b: Candidate) -> bool:
    """They differ in a 省, 市, 县 or 区 behind the first place alone."""
    p, q = a.parts, b.parts
    if p.label not in ("Hospital", "Institution") or p.folded == q.folded:
        return False
    return p.folded == unmarked(q.folded) or q.folded == unmarked(p.folded)


def unmarked(name: str) -> str:
    """Return a name without the first 省, 市, 县 or 区 among its third to fifth characters."""
    return MARK.sub(r"\1", name)


def written_out(a: Candidate, b: Candidate) -> bool:
    """One of them shortens a word that has one full form (卫健委, 医大)."""
    p, q = a.parts, b.parts
    same = p.label == "Institution" and p.stem == q.stem and p.place == q.place and p.legal == q.legal
    return same and p.folded != q.folded and not p.generic


def spelling(a: Candidate, b: Candidate) -> bool:
    """One of them is the other person's name in pinyin, in Chinese or in Western order (Wenhong Zhang)."""
    p, q = sorted((a.parts.folded, b.parts.folded), key=is_latin)
    if a.parts.label != "Person" or not is_latin(q) or not HAN_NAME.fullmatch(p):
        return False
    return q in {pinyin(p), pinyin(p[1:]) + pinyin(p[0]), pinyin(p[2:]) + pinyin(p[:2])}


def university_prefix(a: Candidate, b: Candidate) -> bool:
    """They differ in the university that stands before the hospital's own, distinctive name."""
    p, q = a.parts, b.parts
    distinctive = p.label == "Hospital" and not p.generic and p.core == q.core and p.branch == q.branch
    return distinctive and bool(p.university) != bool(q.university)


def university_number(a: Candidate, b: Candidate) -> bool:
    """They name the same numbered hospital of the same university (浙大二院)."""
    p, q = a.parts, b.parts
    same = bool(p.university) and p.university == q.university and p.branch == q.branch
    return same and p.core == q.core


def place_number(a: Candidate, b: Candidate) -> bool:
    """They name the same numbered hospital of the same place, once in short (武汉市一医院)."""
    p, q = a.parts, b.parts
    same = bool(p.place and p.number) and (p.place, p.number) == (q.place, q.number) and p.branch == q.branch
    plain = all(x.core in (f"第{x.number}医院", f"第{x.number}人民医院") for x in (p, q))
    return same and plain and p.short != q.short and not (p.university or q.university)


def trade_word(a: Candidate, b: Candidate) -> bool:
    """One of them only adds words that any company may add (科技, 技术, 发展) to a name of four characters or more."""
    p, q = sorted((a.parts, b.parts), key=lambda x: len(x.stem))
    if p.label != "Vendor" or p.stem == q.stem or len(p.stem) < 4 or p.stem.startswith("中国"):
        return False
    rest = q.stem.removeprefix(p.stem)
    return rest != q.stem and rest in PLAIN


def registered_name(a: Candidate, b: Candidate) -> bool:
    """One of them is the full registered name: place, brand, trade and legal form (杭州海康威视数字技术股份有限公司)."""
    p, q = sorted((a.parts, b.parts), key=lambda x: len(x.stem))
    if p.label != "Vendor" or len(p.stem) < 3 or p.legal or not q.legal or p.stem.startswith("中国"):
        return False
    rest = q.stem.removeprefix(p.stem)
    if rest == q.stem or rest.startswith(SUBSIDIARY):
        return False
    return TRADE.match(rest) is not None and (len(p.stem) > 3 or p.core == p.stem)


def brand_core(a: Candidate, b: Candidate) -> bool:
    """They share the distinctive core of a brand, and each adds a trade word of its own."""
    p, q = a.parts, b.parts
    return p.label == "Vendor" and p.core == q.core and p.stem != q.stem and bool(p.words) and bool(q.words)


def model_ending(a: Candidate, b: Candidate) -> bool:
    """They differ in the generic ending of a model's or data set's name (大模型, 系统, 平台, 数据集)."""
    p, q = a.parts, b.parts
    return p.label in ("Model", "Dataset") and p.stem == q.stem and p.version == q.version and p.folded != q.folded


def model_field(a: Candidate, b: Candidate) -> bool:
    """They differ in the field that a model's name adds (医疗, 健康)."""
    p, q = a.parts, b.parts
    return p.label == "Model" and p.core == q.core and p.words != q.words


def model_version(a: Candidate, b: Candidate) -> bool:
    """One of them adds the version of a model with a Chinese name."""
    p, q = a.parts, b.parts
    return p.label == "Model" and p.stem == q.stem and bool(p.version) != bool(q.version)


def model_owner(a: Candidate, b: Candidate) -> bool:
    """One of them puts the maker before a model's Latin name (医联MedGPT)."""
    p, q = sorted((a.parts, b.parts), key=lambda x: len(x.stem))
    if p.label != "Model" or not is_latin(p.stem) or len(p.stem) < 3:
        return False
    owner = q.stem.removesuffix(p.stem)
    return owner != q.stem and len(owner) >= SHORTEST_ALIAS and all(HAN.match(c) for c in owner)


def same_sound(a: Candidate, b: Candidate) -> bool:
    """They sound alike but are written differently."""
    p, q = a.parts, b.parts
    if p.core == q.core or p.label == "Person" or not (HAN.search(p.core) or HAN.search(q.core)):
        return False
    return len(p.core) >= SHORTEST_ALIAS and pinyin(p.core) == pinyin(q.core) and p.place == q.place
