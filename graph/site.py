"""What a build works with, and what all its parts share: ids, labels, facts as people left them, evidence with its article.

A build may be asked for a part of the graph (``Wanted``); then the site holds that part alone.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.decisions import Decisions, corrected
from graph.digest import Digest
from graph.events import Ends
from graph.identity import Identity, Resolution
from graph.merge import Support
from graph.model import Document, Evidence, Fact, Relation
from graph.names import hashed
from graph.property_graph import LETTERS, Graph

LABELS = {letter: label for label, letter in LETTERS.items()}
"""The label of a node by the first letter of its yimai_id."""
Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a build is asked for where it is not asked for everything: articles by source, entities, mentions as (source,
    entity), relations as (head, type, tail), events by their ends, and pairs of partners. What is asked for comes out
    whole if all articles are there that tell of it.
    """

    articles: Container[str]
    entities: Container[str]
    mentions: Container[tuple[str, str]]
    relations: Container[tuple[str, str, str]]
    ends: Container[Ends]
    pairs: Container[tuple[str, str]]


@dataclass(slots=True)
class Site:
    """What a build works with: the digests, who is who, which articles are copies, and the graph that grows.

    ``events`` are the events that came of the same ends.
    """

    digests: Sequence[Digest]
    resolution: Resolution
    copies: Mapping[str, str]
    decisions: Decisions
    wanted: Wanted | None = None
    graph: Graph = field(default_factory=Graph)
    events: dict[Ends, list[str]] = field(default_factory=lambda: defaultdict(list))


def add_edge(site: Site, head: str, type_: str, tail: str, properties: Properties) -> None:
    """Add an edge; where not everything is asked for, ends that are not there are put there by their id alone."""
    if site.wanted is not None:
        for key in (head, tail):
            if key not in site.graph.network:
                site.graph.network.add_node(key, label=LABELS[key[0]], name="")
    site.graph.add_edge(head, type_, tail, properties)


def article_id(source: str) -> str:
    """Return the yimai_id of the Article node of a source."""
    return LETTERS["Article"] + hashed("Article", source)


def supports(site: Site, document: Document, evidence: Iterable[Evidence], fact: Fact | None = None) -> list[Support]:
    """Return evidence with its article, copy group, and the date and status that the fact has in this article."""
    date, status = (fact.date or "", fact.status or "") if fact else ("", "")
    key, group = article_id(document.source), site.copies[document.source]
    return [Support(key, document.source, group, document.date or "", e, date, status) for e in evidence]


def plain(value: object) -> object:
    """Return a scalar or a list of scalars as such, anything else as text."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else str(value)


def edge_id(head: str, type_: str, tail: str) -> str:
    """Return the yimai_id of an edge."""
    return "R" + hashed(head, type_, tail)


def facts_of(site: Site, digest: Digest) -> Iterator[Fact]:
    """Yield the facts of an article as people left them, those of which all ends are entities of it."""
    source, known = digest.document.source, {e.id for e in digest.entities}
    for fact in digest.facts:
        ends = [fact.head, fact.tail] if isinstance(fact, Relation) else [end for _, end in fact.roles]
        if not fact.evidence or not known.issuperset(ends):
            continue
        if not site.decisions.wrong and not site.decisions.fixes:
            yield fact
            continue
        forms = {end: forms_of(site.resolution.identities[site.resolution.of[source, end]]) for end in ends}
        left = corrected(fact, site.decisions, forms)
        if left is not None:
            yield left


def forms_of(identity: Identity) -> tuple[str, ...]:
    """Return all names by which people know an identity."""
    return (identity.name, *identity.aliases)
