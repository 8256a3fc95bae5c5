"""Places and universities at the start of names, as the registry knows them, and what they are called in short."""

import re
from collections import defaultdict

from graph.name_words import NUMBER, SHORTENED, SHORTEST_CORE
from graph.names import HAN, fold
from graph.registry import Registry, places

PLACE_END = "特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|新区|省|市|区|县|州|盟|旗"
SCHOOL = re.compile(
    r"^(?:[\u3400-\u9fff]{0,4}(?:医学院|医学部|医学中心|药学院|学部|医院管理处))?(?:第?([一二三四五六七八九十]+)?(?:附属|附设|直属))?"
)
SHORT_SCHOOL = re.compile(rf"(?:附|第?[{NUMBER}](?:院|医院|附))")
"""What stands behind the initials of a medical university (福医附一, 成医一附院)."""


class Gazetteer:
    """The universities and places that a registry knows, found at the start of a name."""

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
