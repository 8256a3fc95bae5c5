"""Known names where they stand in a text: the registry, the user's own rows, matched longest first."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import add

FILES = {"vendors": "Vendor", "hospitals": "Hospital", "models": "Model", "institutions": "Institution"}
OTHER_FORMS = ("short_names", "aliases", "english")
LATIN = re.compile(r"[A-Za-z0-9]")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A known name at a place, its label, the canonical name, and whether the form alone is a risk."""

    start: int
    end: int
    label: str
    name: str
    risky: bool


@dataclass(slots=True)
class Gazetteer:
    """Known forms, by their first two characters in lower case, longest first, and what each of a label names."""

    forms: dict[str, list[tuple[str, str, str, bool]]] = field(default_factory=dict)
    named: dict[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)

    def add(self, form: str, label: str, name: str, risky: bool = False) -> None:
        """Add one form of a known name."""
        key = form.lower()
        if len(key) >= SHORTEST and len(key) == len(form):
            rows = self.forms.setdefault(key[:SHORTEST], [])
            rows.append((key, label, name, risky))
            rows.sort(key=lambda row: -len(row[0]))
            self.named.setdefault((key, label), (name, risky))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield non-overlapping matches from left to right, the longest at each place; Latin forms as whole words.

        A form that names things of several labels (DeepSeek, company and model) is yielded once for each.
        """
        low, done, forms = lower(text), 0, self.forms
        for i in [i for i, pair in enumerate(map(add, low, low[1:])) if pair in forms]:
            if i < done:
                continue
            for key, label, name, risky in forms[low[i : i + SHORTEST]]:
                if i + len(key) < done:
                    break
                if low.startswith(key, i) and whole_word(text, i, i + len(key)):
                    yield Match(i, i + len(key), label, name, risky)
                    done = i + len(key)


def lower(text: str) -> str:
    """Lower-case a text without changing its length."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether a match does not cut a Latin word or a number."""
    before = start == 0 or not (LATIN.match(text[start]) and LATIN.match(text[start - 1]))
    return before and (end == len(text) or not (LATIN.match(text[end - 1]) and LATIN.match(text[end])))


@cache
def registry_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one file of the registry."""
    text = files("graph").joinpath(f"registry/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def build(rows: Iterable[tuple[str, dict[str, str]]], risky: Iterable[str] = ()) -> Gazetteer:
    """Build a gazetteer from (label, registry row) pairs; ``risky`` are short forms that need context."""
    found, doubtful = Gazetteer(), {form.lower() for form in risky}
    for label, row in rows:
        forms = [row["name"], *(f for column in OTHER_FORMS for f in (row.get(column) or "").split("|") if f)]
        for form in dict.fromkeys(forms):
            found.add(form, label, row["name"], form.lower() in doubtful)
    return found


@cache
def registry() -> Gazetteer:
    """Return the gazetteer of the shipped registry, built once."""
    rows = ((label, row) for file, label in FILES.items() for row in registry_rows(file))
    return build(rows, (row["short_name"] for row in registry_rows("ambiguous")))
