"""The rules by which two names are one: small documented functions, and the table that gives them their weights.

A rule looks at two candidates and says whether it applies; its docstring is what people are shown who ask why. The
score of a pair is the sum of the weights of the rules that apply, held between 0 and 1; from ``SAME`` on the two are
one. A veto decides alone. The weights were set by hand on the registry's own forms and on the pairs in the tests, so
that one strong rule joins, and a weak one only together with context.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.names import HAN, is_latin, pinyin
from graph.parts import NEUTRAL, PLAIN, TRADE, Parts
from graph.registry import Row, places

SAME = 0.5
VETO = -1.0
SHORTEST_ALIAS = 2
SUBSIDIARY = ("医疗", "健康", "医药", "药业", "云", "金融", "保险", "影像", "机器人", "生物")
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
MARK = re.compile(r"^(.{2,4}?)[省市县区](?=.{3})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a name when it is compared.

    ``aliases`` are the folded other forms that articles give it, ``row`` the registry row that lists it, ``apart`` the
    folded names that some article uses beside it for something else, ``context`` what facts join it to: (kind, key).
    """

    parts: Parts
    aliases: frozenset[str] = frozenset()
    row: Row | None = None
    apart: frozenset[str] = frozenset()
    context: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    ambiguous: bool = False


Rule = Callable[[Candidate, Candidate], bool]


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


def article_alias(a: Candidate, b: Candidate) -> bool:
    """An article gives one of them as another form of the other."""
    return (alias_of(a, b) or alias_of(b, a)) and not (a.parts.generic or b.parts.generic)


def alias_of(a: Candidate, b: Candidate) -> bool:
    """Tell whether ``a`` is among the other forms of ``b``."""
    form = a.parts.folded
    return form in b.aliases and not a.ambiguous and len(form) >= SHORTEST_ALIAS


def shared_alias(a: Candidate, b: Candidate) -> bool:
    """Articles give both of them the same long or foreign form."""
    return any(len(form) > 4 or (is_latin(form) and len(form) > 3) for form in a.aliases & b.aliases)


def same_sound(a: Candidate, b: Candidate) -> bool:
    """They sound alike but are written differently."""
    p, q = a.parts, b.parts
    if p.core == q.core or p.label == "Person" or not (HAN.search(p.core) or HAN.search(q.core)):
        return False
    return len(p.core) >= SHORTEST_ALIAS and pinyin(p.core) == pinyin(q.core) and p.place == q.place


def shared_model(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same model, or both models to the same maker."""
    kinds = {"Model"} if a.parts.label != "Model" else {"Vendor", "Hospital", "Institution"}
    return bool({c for c in a.context & b.context if c[0] in kinds})


def shared_person(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same person."""
    return any(kind == "Person" for kind, _ in a.context & b.context)


def shared_partner(a: Candidate, b: Candidate) -> bool:
    """Facts join both to the same organisation."""
    if a.parts.label == "Model":
        return False
    return any(kind in ("Vendor", "Hospital", "Institution") for kind, _ in a.context & b.context)


def told_apart(a: Candidate, b: Candidate) -> bool:
    """An article names both side by side as two things."""
    return a.parts.folded in b.apart or b.parts.folded in a.apart


def unit_word(a: Candidate, b: Candidate) -> bool:
    """One of them adds a word of a business unit or subsidiary (云, 医疗, 健康): parent is not subsidiary."""
    p, q = a.parts, b.parts
    if p.label != "Vendor" or p.core != q.core:
        return False
    own = [tuple(w for w in x.words if w not in NEUTRAL) for x in (p, q)]
    return own[0] != own[1] and not registered_name(a, b)


def different_label(a: Candidate, b: Candidate) -> bool:
    """They are of different kinds: a model is not its maker."""
    return a.parts.label != b.parts.label


def different_row(a: Candidate, b: Candidate) -> bool:
    """The registry lists them as two things."""
    return a.row is not None and b.row is not None and not same_row(a, b)


def different_branch(a: Candidate, b: Candidate) -> bool:
    """They are different branches of a hospital, or a branch and the whole."""
    return a.parts.branch != b.parts.branch and not same_row(a, b)


def different_number(a: Candidate, b: Candidate) -> bool:
    """Their numbers differ (第一, 第二)."""
    p, q = a.parts, b.parts
    return p.label == "Hospital" and p.number != q.number and p.core != q.core and not same_row(a, b)


def different_place(a: Candidate, b: Candidate) -> bool:
    """Their places differ, by their names or by what the registry knows."""
    if same_row(a, b):
        return False
    return not seats(a.parts, b.parts) or elsewhere(a, b) or elsewhere(b, a)


def elsewhere(a: Candidate, b: Candidate) -> bool:
    """Tell whether a hospital's name puts it into another place than the registry puts the other one."""
    row, places_ = b.row, [place for place in (a.parts.region, a.parts.city) if known(place)]
    if a.parts.label != "Hospital" or row is None or a.row is not None or not places_:
        return False
    facts = [str(row.facts.get(fact) or "") for fact in ("city", "province")]
    return bool(facts[0]) and not any(fact and within(places_[0], fact) for fact in facts)


def different_level(a: Candidate, b: Candidate) -> bool:
    """They name a city and a province, or a city and a county, that are called alike (吉林省, 吉林市)."""
    p, q = a.parts, b.parts
    return bool(p.level and q.level) and p.place == q.place and p.level != q.level


def different_university(a: Candidate, b: Candidate) -> bool:
    """Their universities differ."""
    p, q = a.parts.university, b.parts.university
    return bool(p and q) and p != q and not same_row(a, b)


def different_version(a: Candidate, b: Candidate) -> bool:
    """They are two versions of a model."""
    p, q = a.parts.version, b.parts.version
    return bool(p and q) and p != q and not same_row(a, b)


def short_form(a: Candidate, b: Candidate) -> bool:
    """One of them is a short form that several organisations share; only its article can decide."""
    return (a.ambiguous or b.ambiguous) and a.parts.folded != b.parts.folded


def seats(p: Parts, q: Parts) -> bool:
    """Tell whether the places of two names can be one: equal, one not said, or a city and its province."""
    if p.region and q.region and not within(p.region, q.region):
        return False
    if p.place and q.place:
        return within(p.place, q.place) if not p.generic else p.place == q.place
    return not (p.city and q.city) or within(p.city, q.city) or not known(p.city) or not known(q.city)


@cache
def known(place: str) -> bool:
    """Tell whether the registry knows a place."""
    return place in places()


def within(one: str, other: str) -> bool:
    """Tell whether two places are equal or one holds the other."""
    province = places()
    return one == other or province.get(one) == other or province.get(other) == one


RULES: tuple[tuple[Rule, float], ...] = (
    (same_row, 1.0),
    (same_name, 1.0),
    (legal_form, 0.9),
    (place_ending, 0.9),
    (place_mark, 0.9),
    (written_out, 0.9),
    (university_number, 0.9),
    (article_alias, 0.8),
    (university_prefix, 0.8),
    (model_ending, 0.8),
    (spelling, 0.6),
    (place_prefix, 0.6),
    (place_number, 0.6),
    (shared_alias, 0.6),
    (registered_name, 0.6),
    (trade_word, 0.55),
    (model_owner, 0.6),
    (model_version, 0.55),
    (model_field, 0.35),
    (same_sound, 0.3),
    (brand_core, 0.2),
    (shared_person, 0.2),
    (shared_model, 0.2),
    (shared_partner, 0.1),
    (unit_word, -0.3),
    (told_apart, -0.4),
    (short_form, VETO),
    (different_label, VETO),
    (different_row, VETO),
    (different_branch, VETO),
    (different_number, VETO),
    (different_place, VETO),
    (different_level, VETO),
    (different_university, VETO),
    (different_version, VETO),
)
STRUCTURAL = tuple(rule for rule, weight in RULES if weight == VETO and rule is not short_form)
CONTEXT = (shared_person, shared_model, shared_partner)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a pair: the score, and the rules that applied, the weightiest first."""

    score: float
    rules: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Tell whether the two are one."""
        return self.score >= SAME


def judge(a: Candidate, b: Candidate) -> Verdict:
    """Return what the rules say of two candidates. Context alone joins nothing."""
    applied = [(rule, weight) for rule, weight in RULES if rule(a, b)]
    names = tuple(rule.__name__ for rule, _ in sorted(applied, key=lambda r: -abs(r[1])))
    if any(weight == VETO for _, weight in applied):
        return Verdict(0.0, names)
    if not any(weight > 0 and rule not in CONTEXT for rule, weight in applied):
        return Verdict(0.0, names)
    return Verdict(round(min(1.0, max(0.0, sum(weight for _, weight in applied))), 3), names)


def apart(a: Candidate, b: Candidate) -> bool:
    """Tell whether two candidates can never be one."""
    return any(rule(a, b) for rule in STRUCTURAL)


@cache
def sentences() -> dict[str, str]:
    """Return each rule's sentence by its name, for people who ask why."""
    rules: list[Any] = [rule for rule, _ in RULES]
    return {rule.__name__: (rule.__doc__ or "").split("\n")[0] for rule in rules}
