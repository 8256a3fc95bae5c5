"""The parts that names are made of: place, university, core, legal form, branch, number, trade words, version.

``Grammar.parts`` takes a name apart by its label; the rules of ``graph.rules`` compare parts. Word lists stand in
``graph.name_words``, places and universities in ``graph.gazetteer``.
"""

import re
from dataclasses import dataclass

from graph.gazetteer import Gazetteer
from graph.name_words import (
    BRANCH,
    COMMISSION,
    DATA_END,
    GENERIC,
    LEGAL,
    LEGAL_LATIN,
    MODEL_END,
    MODEL_FIELD,
    NEUTRAL,
    NUMBER,
    ORDINAL,
    SHORT_ORDINAL,
    SHORTENED,
    SHORTEST_CORE,
    SIZE,
    UNIT,
    VERSION,
    WRITTEN_OUT,
)
from graph.names import HAN, fold
from graph.registry import Registry


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
        self.gazetteer = Gazetteer(registry)
        self.known: dict[tuple[str, str], Parts] = {}

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
            return hospital(self.gazetteer, name, folded)
        if label in ("Vendor", "Institution"):
            return company(self.gazetteer, label, name, folded)
        if label == "Model":
            return model(name, folded)
        if label == "Dataset":
            stem = DATA_END.sub("", folded)
            return Parts(label, name, folded, stem if len(stem) >= SHORTEST_CORE else folded, folded)
        return Parts(label, name, folded, folded, folded)


def hospital(gazetteer: Gazetteer, name: str, folded: str) -> Parts:
    """Return the parts of a hospital's name."""
    text = folded if folded.endswith("集团") else LEGAL.sub("", folded)
    branch = ""
    cut = BRANCH.match(text)
    if cut and cut.group(2) not in ("集团",):
        text, branch = cut.group(1), cut.group(2)
    university, city, rest = gazetteer.university(text.removeprefix("国立"))
    region, place, core = gazetteer.place(rest)
    if core in ("医院", "院") and place:
        region, place, core = "", "", rest
    number = ORDINAL.search(core)
    short = bool(SHORT_ORDINAL.match(core))
    core = numbered(core, belongs=bool(university))
    seat = gazetteer.places.get(place, place) or city
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


def company(gazetteer: Gazetteer, label: str, name: str, folded: str) -> Parts:
    """Return the parts of the name of a company or another organisation."""
    inner = re.search(r"[(（]([\u3400-\u9fff]{2,6})[)）]", name)
    inner_place = fold(inner.group(1)) if inner else ""
    text = fold(name.replace(inner.group(), "")) if inner and inner_place in gazetteer.places else folded
    branch = inner_place if inner and inner_place in gazetteer.places and name.endswith(inner.group()) else ""
    bare = (LEGAL_LATIN if not HAN.search(text) else LEGAL).sub("", text)
    legal, text = bare != text, bare if len(bare) >= SHORTEST_CORE else text
    region, place, stem = gazetteer.place(text)
    if inner_place in gazetteer.places and not place and not branch:
        place = inner_place
    if label == "Institution":
        for short, full in WRITTEN_OUT.items():
            stem = stem.replace(short, full)
        stem = written_out(COMMISSION.sub(r"\1委员会", stem))
    if label == "Institution" and (not stem or stem in WRITTEN_OUT.values()):
        own = level_of(text, place)
        return Parts(
            label, name, folded, stem, stem, place, region=region, city=place, legal=legal, generic=True, level=own
        )
    core, words = trade_words(stem)
    return Parts(
        label,
        name,
        folded,
        stem,
        core,
        place,
        region=region,
        city=place,
        branch=branch,
        words=words,
        legal=legal,
        level=level_of(text, place) if label == "Institution" else "",
    )


def level_of(text: str, place: str) -> str:
    """Return the 省, 市, 区, 县 or 州 that a name puts behind a place, the last where it stands twice (吉林省吉林市)."""
    found = re.findall(rf"{re.escape(place)}([省市区县州])", text) if place else []
    return found[-1] if found else ""


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
