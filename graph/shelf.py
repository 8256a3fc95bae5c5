"""What a build keeps for the next one, in a file that may be deleted at any time: articles as builds need them, and all
that resolution knows, each part by its key. Only what an update asks for is read.

Values are written by ``marshal``: nothing in the file is ever run.
"""

import marshal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Generic, TypeVar

from graph.brief import Brief, Named
from graph.digest import Digest
from graph.joining import Link
from graph.model import Document, Entity, Event, Evidence, Fact, Relation
from graph.resolution_state import Cluster, State
from graph.units import Unit

K = TypeVar("K")
V = TypeVar("V")
TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE article (source TEXT PRIMARY KEY, digest TEXT NOT NULL, copy_of TEXT NOT NULL, signature BLOB NOT NULL,
                      brief BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE part (kind TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
"""
PUT_ARTICLE = "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?)"
MOST = 500
"""How many values one statement asks for."""


class Part(MutableMapping[K, V], Generic[K, V]):
    """One table of values by key: read when asked for, written by ``flush``. Iterating over it reads the keys written."""

    def __init__(self, shelf: "Shelf", kind: str, to_plain: Callable[[V], Any], from_plain: Callable[[Any], V]) -> None:
        self.shelf, self.kind, self.to_plain, self.from_plain = shelf, kind, to_plain, from_plain
        self.held: dict[K, V | None] = {}
        self.changed: set[K] = set()

    def __getitem__(self, key: K) -> V:
        """Return a value; it is the caller's, who puts it back where it changes."""
        if key not in self.held:
            row = self.shelf.connection.execute(
                "SELECT value FROM part WHERE kind = ? AND key = ?", (self.kind, text(key))
            ).fetchone()
            self.held[key] = self.from_plain(marshal.loads(row[0])) if row else None
        found = self.held[key]
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: K, value: V) -> None:
        self.held[key] = value
        self.changed.add(key)

    def __delitem__(self, key: K) -> None:
        self.held[key] = None
        self.changed.add(key)

    def __iter__(self) -> Iterator[K]:
        raise TypeError("parts of a shelf are asked for by key")

    def __len__(self) -> int:
        raise TypeError("parts of a shelf are asked for by key")

    def flush(self) -> None:
        """Write what has changed."""
        gone = [(self.kind, text(k)) for k in self.changed if self.held[k] is None]
        self.shelf.connection.executemany("DELETE FROM part WHERE kind = ? AND key = ?", gone)
        self.fill((k, v) for k in self.changed if (v := self.held[k]) is not None)
        self.changed.clear()

    def fill(self, values: Iterable[tuple[K, V]]) -> None:
        """Write values."""
        rows = ((self.kind, text(key), marshal.dumps(self.to_plain(value))) for key, value in values)
        self.shelf.connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", rows)


def text(key: object) -> str:
    """Return a key as text."""
    return key if isinstance(key, str) else "\x1f".join(key)  # type: ignore[arg-type]


def same(value: Any) -> Any:
    """Return a value that is plain already."""
    return value


class Shelf:
    """The file; a transaction is open from the first change until ``commit``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("PRAGMA cache_size = -100000")
        if not self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self.connection.executescript(TABLES)
        self.connection.execute("BEGIN IMMEDIATE")
        self.events: Part[str, list[Any]] = Part(self, "event", same, same)
        self.identities: Part[str, tuple[Any, ...]] = Part(self, "identity", same, same)
        self.state = State(
            units=Part(self, "unit", unit_values, lambda v: Unit(*v)),
            blocks=Part(self, "block", same, same),
            links=Part(self, "link", link_values, lambda v: {k: Link(*link) for k, link in v.items()}),
            rows=Part(self, "row", same, same),
            roots=Part(self, "root", same, same),
            clusters=Part(self, "cluster", lambda c: (c.members, c.why, c.claim, c.id), lambda v: Cluster(*v)),
            families=Part(self, "family", same, same),
            claims=Part(self, "claim", same, same),
            homes=Part(self, "home", same, same),
        )

    def parts(self) -> Iterator[tuple[str, Part[Any, Any]]]:
        """Yield the parts of the state by their names."""
        for field in fields(State):
            part = getattr(self.state, field.name)
            assert isinstance(part, Part)
            yield field.name, part

    def about(self) -> dict[str, str]:
        """Return what the shelf was made of and for."""
        return dict(self.connection.execute("SELECT name, value FROM about"))

    def describe(self, **values: str) -> None:
        """Note what the shelf was made of and for."""
        self.connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", values.items())

    def clear(self) -> None:
        """Forget everything."""
        for table in ("about", "article", "part"):
            self.connection.execute(f"DELETE FROM {table}")

    def fill(self, state: State) -> None:
        """Keep all that resolution knows."""
        for name, part in self.parts():
            part.fill(getattr(state, name).items())

    def digests(self) -> dict[str, str]:
        """Return the digest of every article's reading, by source."""
        return dict(self.connection.execute("SELECT source, digest FROM article"))

    def signatures(self) -> dict[str, tuple[str, bytes]]:
        """Return the group of copies and the signature of every article, by source."""
        rows = self.connection.execute("SELECT source, copy_of, signature FROM article ORDER BY source")
        return {source: (group, signature) for source, group, signature in rows}

    def put(self, digest: str, group: str, article: Digest, about: Brief) -> None:
        """Keep an article."""
        row = (
            article.document.source,
            digest,
            group,
            article.signature,
            marshal.dumps(brief_values(about)),
            body(article),
        )
        self.connection.execute(PUT_ARTICLE, row)

    def regroup(self, source: str, group: str) -> None:
        """Keep another group of copies of an article."""
        self.connection.execute("UPDATE article SET copy_of = ? WHERE source = ?", (group, source))

    def drop(self, source: str) -> None:
        """Forget an article."""
        self.connection.execute("DELETE FROM article WHERE source = ?", (source,))

    def articles(self, sources: Iterable[str]) -> Iterator[tuple[Digest, Brief]]:
        """Yield articles, sorted by source; a digest comes without places and signature."""
        wanted = sorted(sources)
        for start in range(0, len(wanted), MOST):
            some = wanted[start : start + MOST]
            marks = ", ".join("?" * len(some))
            rows = self.connection.execute(
                f"SELECT brief, body FROM article WHERE source IN ({marks}) ORDER BY source", some
            )
            for about, content in rows:
                yield digest_from(marshal.loads(content)), brief_from(marshal.loads(about))

    def commit(self) -> None:
        """Write everything."""
        self.events.flush()
        self.identities.flush()
        for _, part in self.parts():
            part.flush()
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; what was not committed is as if it had never been."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
        self.connection.close()


def python() -> str:
    """Return the version of Python, on which the written form of values depends."""
    return f"{sys.version_info[0]}.{sys.version_info[1]} {marshal.version}"


def unit_values(unit: Unit) -> tuple[Any, ...]:
    """Return a unit as plain values."""
    return tuple(getattr(unit, field.name) for field in fields(Unit))


def link_values(links: Mapping[Any, Link]) -> dict[Any, tuple[Any, ...]]:
    """Return links as plain values."""
    return {key: tuple(link) for key, link in links.items()}


def brief_values(about: Brief) -> tuple[Any, ...]:
    """Return a brief as plain values."""
    return (about.source, tuple(tuple(n) for n in about.names), about.facts, about.seats)


def brief_from(values: tuple[Any, ...]) -> Brief:
    """Return the brief of plain values."""
    source, names, facts, seats = values
    return Brief(source, tuple(Named(*n) for n in names), facts, seats)


def body(article: Digest) -> bytes:
    """Return document, entities and facts of a digest as bytes."""
    d = article.document
    entities = [
        (e.id, e.label, e.name, e.aliases, plain(e.properties), e.mentions, evidence_values(e.evidence))
        for e in article.entities
    ]
    facts = [
        (f.type, f.head, f.tail, evidence_values(f.evidence), f.date, f.status, plain(f.properties))
        if isinstance(f, Relation)
        else (f.id, f.label, f.roles, evidence_values(f.evidence), f.date, f.status, plain(f.properties), "event")
        for f in article.facts
    ]
    return marshal.dumps(((d.source, d.id, d.text, d.title, d.publisher, d.author, d.date, d.url), entities, facts))


def plain(properties: Mapping[str, object]) -> dict[str, Any]:
    """Return properties with plain values: those of JSON are."""
    return dict(properties)


def evidence_values(found: Iterable[Evidence]) -> list[tuple[Any, ...]]:
    """Return evidence as plain values."""
    return [(e.article, e.spans, e.sentence, e.readable, e.rule, e.confidence) for e in found]


def evidence_from(values: Iterable[tuple[Any, ...]]) -> tuple[Evidence, ...]:
    """Return the evidence of plain values."""
    return tuple(Evidence(*v) for v in values)


def digest_from(values: tuple[Any, ...]) -> Digest:
    """Return the digest of plain values."""
    document, entities, facts = values
    return Digest(
        Document(*document),
        tuple(Entity(i, label, name, forms, p, m, evidence_from(e)) for i, label, name, forms, p, m, e in entities),
        tuple(fact_from(f) for f in facts),
        {},
        b"",
    )


def fact_from(values: tuple[Any, ...]) -> Fact:
    """Return the fact of plain values."""
    if len(values) == 8:
        id_, label, roles, evidence, date, status, properties, _ = values
        return Event(id_, label, roles, evidence_from(evidence), date, status, properties)
    type_, head, tail, evidence, date, status, properties = values
    return Relation(type_, head, tail, evidence_from(evidence), date, status, properties)
