"""The one reader of ``ontology.toml``, and the one check of labels, types and values against it."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import VocabularyError

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a node can be: captions, properties (name → type) and whether it is an event."""

    name: str
    zh: str
    en: str
    about: str
    properties: dict[str, str]
    event: bool


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """What an edge can be: captions, the labels of its ends, properties, the event role that it shows, symmetry."""

    name: str
    zh: str
    en: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    properties: dict[str, str]
    role: str | None
    symmetric: bool
    evidence: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole vocabulary."""

    labels: dict[str, Label]
    types: dict[str, RelationshipType]
    organisation: tuple[str, ...]
    named: tuple[str, ...]
    status: tuple[str, ...]
    stage: tuple[str, ...]
    partnership_kind: tuple[str, ...]
    institution_kind: tuple[str, ...]


@cache
def ontology() -> Ontology:
    """Return the vocabulary, read once."""
    raw = tomllib.loads(files("graph").joinpath("ontology.toml").read_text(encoding="utf-8"))
    groups = {"organisation": raw["organisation"], "named": raw["named"]}

    def ends(names: list[str]) -> tuple[str, ...]:
        return tuple(label for name in names for label in groups.get(name, [name]))

    labels = {
        name: Label(name, d["zh"], d["en"], d["about"], d["properties"], d.get("event", False))
        for name, d in raw["label"].items()
    }
    types = {
        name: RelationshipType(
            name,
            d["zh"],
            d["en"],
            ends(d["from"]),
            ends(d["to"]),
            d["properties"],
            d.get("role"),
            d.get("symmetric", False),
            d.get("evidence", True),
        )
        for name, d in raw["type"].items()
    }
    lists: dict[str, Any] = {
        k: tuple(raw[k]) for k in ("organisation", "named", "status", "stage", "partnership_kind", "institution_kind")
    }
    return Ontology(labels, types, **lists)


def check_label(name: str) -> Label:
    """Return the label of this name. Raises VocabularyError."""
    labels = ontology().labels
    if name not in labels:
        raise VocabularyError(f"{name!r} is no label; the labels are {', '.join(labels)}")
    return labels[name]


def check_type(name: str) -> RelationshipType:
    """Return the relationship type of this name. Raises VocabularyError."""
    types = ontology().types
    if name not in types:
        raise VocabularyError(f"{name!r} is no relationship type; the types are {', '.join(types)}")
    return types[name]


def check_ends(type_: str, head: str, tail: str) -> None:
    """Check that an edge of this type may go from label ``head`` to label ``tail``. Raises VocabularyError."""
    found = check_type(type_)
    if head not in found.sources or tail not in found.targets:
        allowed = f"{'/'.join(found.sources)} to {'/'.join(found.targets)}"
        raise VocabularyError(f"{type_} goes from {allowed}, not from {head} to {tail}")


def check_value(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return ``value`` if it is one of ``allowed``. Raises VocabularyError."""
    if value not in allowed:
        raise VocabularyError(f"{name} {value!r} is none of {', '.join(allowed)}")
    return value


def check_date(value: str) -> str:
    """Return ``value`` if it is YYYY, YYYY-MM or YYYY-MM-DD and there is such a day. Raises VocabularyError."""
    if not DATE.match(value):
        raise VocabularyError(f"date {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError as error:
        raise VocabularyError(f"date {value!r} is in no calendar: {error}") from error
    return value
