"""Readings made by hand: ``reading("a.txt", "华为与瑞金医院合作。", facts=[...])`` in as few words as can be."""

import hashlib
from collections.abc import Sequence

from graph.model import Document, Entity, Event, Evidence, Fact, Properties, Reading, Relation


def document(source: str, text: str, **metadata: str) -> Document:
    """Return a document of this text; its id is a hash of text and metadata."""
    digest = hashlib.sha256((text + repr(sorted(metadata.items()))).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Document(source, digest, text, **metadata)


def entity(label: str, name: str, *aliases: str, id: str = "", **properties: object) -> Entity:
    """Return an entity whose id is its name."""
    return Entity(id or name, label, name, aliases, properties)


def evidence(text: str, quote: str = "", *, rule: str = "test", confidence: float = 0.8) -> Evidence:
    """Return evidence for the first place of ``quote`` (default: the whole text)."""
    quote = quote or text
    start = text.index(quote)
    return Evidence("", ((start, start + len(quote)),), quote, quote, rule, confidence)


def relation(
    head: str,
    type_: str,
    tail: str,
    *,
    date: str | None = None,
    status: str | None = None,
    quote: str = "",
    confidence: float = 0.8,
    **properties: object,
) -> tuple[str, Relation]:
    """Return a relation; ``reading`` gives it its evidence."""
    return quote, Relation(
        type_, head, tail, (Evidence("", ((0, 0),), "", "", "test", confidence),), date, status, properties
    )


def partnership(
    *parties: str,
    concerns: Sequence[str] = (),
    date: str | None = None,
    status: str | None = None,
    quote: str = "",
    confidence: float = 0.8,
    **properties: object,
) -> tuple[str, Event]:
    """Return a Partnership of these entities."""
    roles = (*(("party", p) for p in parties), *(("concerns", c) for c in concerns))
    return quote, event("Partnership", roles, date, status, confidence, properties)


def transaction(
    *,
    seller: Sequence[str] = (),
    buyer: Sequence[str] = (),
    exchange: Sequence[str] = (),
    facilitator: Sequence[str] = (),
    dataset: Sequence[str] = (),
    date: str | None = None,
    status: str | None = None,
    quote: str = "",
    confidence: float = 0.8,
    **properties: object,
) -> tuple[str, Event]:
    """Return a DataTransaction."""
    given = {"seller": seller, "buyer": buyer, "exchange": exchange, "facilitator": facilitator, "dataset": dataset}
    roles = tuple((role, e) for role, ends in given.items() for e in ends)
    return quote, event("DataTransaction", roles, date, status, confidence, properties)


def event(
    label: str,
    roles: tuple[tuple[str, str], ...],
    date: str | None,
    status: str | None,
    confidence: float,
    properties: Properties,
) -> Event:
    """Return an event with evidence that is still to be placed."""
    name = hashlib.sha256(repr((label, roles, date)).encode()).hexdigest()[:6]
    found = (Evidence("", ((0, 0),), "", "", "test", confidence),)
    return Event(f"{label}-{name}", label, roles, found, date, status, properties)


def reading(
    source: str,
    text: str,
    entities: Sequence[Entity],
    facts: Sequence[tuple[str, Fact]] = (),
    *,
    reader: str = "test-1",
    **metadata: str,
) -> Reading:
    """Return a reading: every name's places are its mentions, every fact's quote (or the text) is its evidence."""
    made = document(source, text, **metadata)
    return Reading(
        made, tuple(mentioned(e, made) for e in entities), tuple(placed(f, q, made) for q, f in facts), (), reader
    )


def mentioned(found: Entity, made: Document) -> Entity:
    """Return the entity with the first place of each of its forms."""
    places = sorted(
        (made.text.index(f), made.text.index(f) + len(f)) for f in (found.name, *found.aliases) if f in made.text
    )
    return Entity(found.id, found.label, found.name, found.aliases, found.properties, tuple(places), found.evidence)


def placed(fact: Fact, quote: str, made: Document) -> Fact:
    """Return the fact with its evidence in the document."""
    quote = quote or made.text
    start = made.text.index(quote)
    found = Evidence(made.id, ((start, start + len(quote)),), quote, quote, "test", fact.evidence[0].confidence)
    if isinstance(fact, Relation):
        return Relation(fact.type, fact.head, fact.tail, (found,), fact.date, fact.status, fact.properties)
    return Event(fact.id, fact.label, fact.roles, (found,), fact.date, fact.status, fact.properties)
