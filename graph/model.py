"""The records that flow through the house, all frozen and without behaviour.

sources → Document → cleaning → Mentions → Entities → facts → Reading → ledger → resolution → Graph.
Offsets count code points of ``Document.text``, the article as given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Properties = Mapping[str, object]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as given.

    ``source`` says which article (its url, else its path or name), ``id`` which version of it (a hash of text and
    metadata). ``date`` is YYYY, YYYY-MM or YYYY-MM-DD.
    """

    source: str
    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at a place: ``start`` and ``end`` in the text it was found in, label, who found it, how sure (0-1)."""

    start: int
    end: int
    text: str
    label: str
    finder: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article supports a fact.

    ``spans`` are places in the article as given (several where a subject is carried over from an earlier sentence),
    ``sentence`` is their text joined by `` … ``, ``readable`` the same after cleaning; ``rule`` names what found it.
    """

    article: str
    spans: tuple[Span, ...]
    sentence: str
    readable: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One named thing in one article: id within the reading, label, fullest name, other forms, mentions as given."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Properties = field(default_factory=dict)
    mentions: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def _repr_html_(self) -> str:
        from graph.notebook import entity_html

        return entity_html(self)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge between two entities of a reading, other than PARTNERS_WITH, which is the view of a Partnership."""

    type: str
    head: str
    tail: str
    evidence: tuple[Evidence, ...]
    date: str | None = None
    status: str | None = None
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """A Partnership or DataTransaction: roles to entities of the reading.

    ``roles`` are (role, entity id): ``party``, ``concerns`` for a Partnership; ``seller``, ``buyer``, ``exchange``,
    ``facilitator``, ``dataset`` for a DataTransaction.
    """

    id: str
    label: str
    roles: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    date: str | None = None
    status: str | None = None
    properties: Properties = field(default_factory=dict)


Fact = Relation | Event


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was cut or refused: the place in the article as given, its text, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article yields. The unit of the ledger, of gold files and of scoring."""

    document: Document
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    reader: str = field(default="")

    def _repr_html_(self) -> str:
        from graph.notebook import reading_html

        return reading_html(self)
