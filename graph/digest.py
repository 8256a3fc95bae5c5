"""What a build keeps of a reading: everything but the text, and what only the text can tell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.copies import signature
from graph.model import Document, Entity, Evidence, Fact, Reading
from graph.registry import places

SENTENCE_END = re.compile(r"[。！？!?\n]")
CONTEXT = 120
NAMED_RULE = "named"


@dataclass(frozen=True, slots=True)
class Digest:
    """A reading without its text: ``places`` counts cities and provinces, ``signature`` finds near copies of the text.

    Every entity has one piece of evidence: the best that the reader gave, else the sentence that first names it.
    """

    document: Document
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    places: Mapping[str, int]
    signature: bytes


def digests(readings: Iterable[Reading]) -> list[Digest]:
    """Return the digests of readings, one a source, in the order of their sources."""
    found: dict[str, Digest] = {}
    for reading in readings:
        found[reading.document.source] = digest(reading)
    return [found[source] for source in sorted(found)]


def digest(reading: Reading) -> Digest:
    """Return what a build keeps of one reading."""
    document = reading.document
    return Digest(
        replace(document, text=""),
        tuple(evident(entity, document) for entity in reading.entities),
        reading.facts,
        Counter(place_names(document.text)),
        signature(document.text),
    )


def evident(entity: Entity, document: Document) -> Entity:
    """Return the entity with exactly one piece of evidence."""
    best = max(entity.evidence, key=lambda e: (e.confidence, -e.spans[0][0]), default=None)
    return replace(entity, evidence=(best or first_naming(entity, document),))


def first_naming(entity: Entity, document: Document) -> Evidence:
    """Return the sentence around the first mention of an entity, at most 120 characters to either side."""
    if not entity.mentions:
        return Evidence(document.id, ((0, 0),), "", "", NAMED_RULE, 0.5)
    start, end = min(entity.mentions)
    left = [m.end() for m in SENTENCE_END.finditer(document.text, max(0, start - CONTEXT), start)]
    right = SENTENCE_END.search(document.text, end, end + CONTEXT)
    first = left[-1] if left else max(0, start - CONTEXT)
    last = right.end() if right else min(len(document.text), end + CONTEXT)
    sentence = document.text[first:last]
    trimmed = sentence.strip()
    first += len(sentence) - len(sentence.lstrip())
    return Evidence(document.id, ((first, first + len(trimmed)),), trimmed, trimmed, NAMED_RULE, 0.9)


@cache
def place_pattern() -> re.Pattern[str]:
    """Return the pattern of the cities and provinces that the registry knows, longest first."""
    return re.compile("|".join(map(re.escape, sorted(places(), key=lambda p: (-len(p), p)))))


def place_names(text: str) -> Iterator[str]:
    """Yield every city and province that a text names."""
    return (m.group() for m in place_pattern().finditer(text))
