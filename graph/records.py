"""A reading as JSON and back, lossless: the lines of ``yimai facts``, of the ledger, and what ``score.py`` takes.

``entities``, ``relations`` and ``transactions`` are as in the gold files. PARTNERS_WITH pairs are written out for every
pair of a partnership's parties and carry its id as ``event``; reading back, the events in ``partnerships`` count.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from graph.errors import InputError
from graph.model import Document, Dropped, Entity, Event, Evidence, Reading, Relation

ROLES = ("seller", "buyer", "exchange", "facilitator", "dataset")
VALUES = ("records", "price", "currency", "purpose", "stage")
Record = dict[str, Any]


def evidence_record(found: Evidence) -> Record:
    """Return one piece of evidence as JSON."""
    return {
        "spans": [list(s) for s in found.spans],
        "sentence": found.sentence,
        "readable": found.readable,
        "rule": found.rule,
        "confidence": round(found.confidence, 4),
    }


def fact_record(evidence: tuple[Evidence, ...], date: str | None, status: str | None) -> Record:
    """Return what every fact carries: date, status, the best confidence and where its first sentence stands."""
    best = max(evidence, key=lambda e: e.confidence)
    return {
        "date": date,
        "status": status,
        "confidence": round(best.confidence, 4),
        "start": best.spans[0][0],
        "end": best.spans[-1][1],
        "evidence": [evidence_record(e) for e in evidence],
    }


def entity_record(entity: Entity) -> Record:
    """Return an entity as JSON."""
    return {
        "id": entity.id,
        "type": entity.label,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [list(m) for m in entity.mentions],
        "properties": dict(entity.properties),
        "evidence": [evidence_record(e) for e in entity.evidence],
    }


def relation_record(fact: Relation) -> Record:
    """Return a relation as JSON; its properties stand beside its ends."""
    own = {"head": fact.head, "type": fact.type, "tail": fact.tail}
    return {**own, **fact.properties, **fact_record(fact.evidence, fact.date, fact.status)}


def partnership_record(event: Event) -> Record:
    """Return a Partnership as JSON."""
    return {
        "id": event.id,
        "parties": [i for role, i in event.roles if role == "party"],
        "concerns": [i for role, i in event.roles if role == "concerns"],
        **event.properties,
        **fact_record(event.evidence, event.date, event.status),
    }


def pair_records(event: Event) -> Iterable[Record]:
    """Yield the PARTNERS_WITH pairs of a Partnership."""
    parties = [i for role, i in event.roles if role == "party"]
    rest = {**event.properties, **fact_record(event.evidence, event.date, event.status)}
    for head, tail in combinations(parties, 2):
        yield {"head": head, "type": "PARTNERS_WITH", "tail": tail, "event": event.id, **rest}


def transaction_record(event: Event) -> Record:
    """Return a DataTransaction as JSON, one list of entity ids a role."""
    roles: Record = {role: [i for r, i in event.roles if r == role] for role in ROLES}
    values: Record = {name: event.properties.get(name) for name in VALUES}
    rest = {k: v for k, v in event.properties.items() if k not in VALUES}
    return {"id": event.id, **roles, **values, **rest, **fact_record(event.evidence, event.date, event.status)}


def to_record(reading: Reading) -> Record:
    """Return a reading as a JSON object."""
    document = reading.document
    events = [f for f in reading.facts if isinstance(f, Event)]
    partnerships = [e for e in events if e.label == "Partnership"]
    relations = [relation_record(f) for f in reading.facts if isinstance(f, Relation)]
    return {
        "doc": document.source,
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "date": document.date,
        "url": document.url,
        "text": document.text,
        "reader": reading.reader,
        "entities": [entity_record(e) for e in reading.entities],
        "relations": relations + [pair for e in partnerships for pair in pair_records(e)],
        "partnerships": [partnership_record(e) for e in partnerships],
        "transactions": [transaction_record(e) for e in events if e.label == "DataTransaction"],
        "dropped": [[d.start, d.end, d.text, d.reason] for d in reading.dropped],
    }


def read_evidence(rows: list[Record], article: str) -> tuple[Evidence, ...]:
    """Return evidence from JSON."""
    return tuple(
        Evidence(
            article,
            tuple((s, e) for s, e in r["spans"]),
            r["sentence"],
            r["readable"],
            r["rule"],
            r["confidence"],
        )
        for r in rows
    )


COMMON = {"date", "status", "confidence", "start", "end", "evidence"}


def rest_of(record: Record, *known: str) -> Record:
    """Return the properties of a fact: all that is neither one of its ends nor carried by every fact."""
    return {k: v for k, v in record.items() if k not in COMMON and k not in known and v is not None}


def from_record(record: Record) -> Reading:
    """Return the reading that ``to_record`` wrote. Raises InputError where a field is missing."""
    try:
        return read_record(record)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"a reading of {record.get('doc', '?')!r} that cannot be understood: {error!r}") from error


def read_record(record: Record) -> Reading:
    """Return the reading of a sound record."""
    article = record["id"]
    names = ("title", "publisher", "author", "date", "url")
    document = Document(record["doc"], article, record["text"], *(record[n] for n in names))
    entities = tuple(
        Entity(
            r["id"],
            r["type"],
            r["name"],
            tuple(r["aliases"]),
            r["properties"],
            tuple((s, e) for s, e in r["mentions"]),
            read_evidence(r["evidence"], article),
        )
        for r in record["entities"]
    )
    relations = tuple(
        Relation(
            r["type"],
            r["head"],
            r["tail"],
            read_evidence(r["evidence"], article),
            r["date"],
            r["status"],
            rest_of(r, "head", "type", "tail"),
        )
        for r in record["relations"]
        if "event" not in r
    )
    partnerships = tuple(
        Event(
            r["id"],
            "Partnership",
            (*(("party", i) for i in r["parties"]), *(("concerns", i) for i in r["concerns"])),
            read_evidence(r["evidence"], article),
            r["date"],
            r["status"],
            rest_of(r, "id", "parties", "concerns"),
        )
        for r in record["partnerships"]
    )
    transactions = tuple(
        Event(
            r["id"],
            "DataTransaction",
            tuple((role, i) for role in ROLES for i in r[role]),
            read_evidence(r["evidence"], article),
            r["date"],
            r["status"],
            rest_of(r, "id", *ROLES),
        )
        for r in record["transactions"]
    )
    dropped = tuple(Dropped(*row) for row in record["dropped"])
    return Reading(document, entities, relations + partnerships + transactions, dropped, record["reader"])
