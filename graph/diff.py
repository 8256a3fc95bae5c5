"""What is new, and what is no longer there: between two graphs, or in one graph since a day.

Nodes and facts are the same in two builds where their ``yimai_id`` is; an entity that got another id is still known by
any of its names. Between two graphs a thing is new that the old one lacks; ``since`` a day a thing is new that was first
published on that day or later, so that an undated article makes nothing new. A status has changed where it differs, or
where evidence from that day on says a later status than all evidence before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.merge import covers
from graph.names import fold
from graph.ontology import check_date, ontology
from graph.property_graph import Edge, Graph, Node

ORGANISATIONS = ("Vendor", "Hospital", "Institution")
Known = dict[str, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class NewPartnership:
    """A partnership that was not there: its parties, what is known of it, and its first sentence."""

    id: str
    parties: tuple[str, ...]
    kind: str
    date: str
    status: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that was not there."""

    id: str
    label: str
    name: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangedStatus:
    """A fact whose status moved: its name (parties, or head, type and tail), from what to what, and the sentence."""

    id: str
    what: str
    before: str
    after: str
    last_seen: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NewTransaction:
    """A data transaction that was not there: its name (data set, else sellers), who plays which role, stage and sentence."""

    id: str
    name: str
    ends: tuple[tuple[str, str], ...]
    stage: str
    date: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """Something that is no longer there: its label or type, its name (head → tail of a relation), and its first sentence."""

    id: str
    kind: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What is new and what has gone, each list sorted; ``old`` and ``new`` say what was compared."""

    old: str
    new: str
    partnerships: tuple[NewPartnership, ...]
    organisations: tuple[NewOrganisation, ...]
    statuses: tuple[ChangedStatus, ...]
    transactions: tuple[NewTransaction, ...] = ()
    vanished: tuple[Vanished, ...] = ()


def diff(old: Graph, new: Graph, *, names: tuple[str, str] = ("", "")) -> Diff:
    """Return what ``new`` has that ``old`` lacks, and what it has lost; ``names`` say what the two are."""
    known = forms_known(old)
    same = twins(old, new, known)
    events = [n for n in [*new.nodes("Partnership"), *new.nodes("DataTransaction")] if n.id not in same]
    organisations = [n for n in named(new) if n.id not in old.network and not known_ids(n, known)]
    lost = tuple(sorted(vanished(old, new, set(same.values())), key=lambda v: (v.kind, v.what, v.id)))
    return made(new, names, events, organisations, list(moved(old, new, same)), lost)


def since(graph: Graph, date: str, *, name: str = "") -> Diff:
    """Return what was first published on ``date`` (YYYY, YYYY-MM or YYYY-MM-DD) or later. Raises VocabularyError."""
    check_date(date)
    events = [*graph.nodes("Partnership"), *graph.nodes("DataTransaction")]
    organisations = [n for n in named(graph) if in_time(first(n), date)]
    recent = [n for n in events if in_time(first(n), date)]
    return made(graph, (date, name), recent, organisations, list(moved_since(graph, date)))


def made(
    graph: Graph,
    names: tuple[str, str],
    events: Sequence[Node],
    organisations: Sequence[Node],
    statuses: Sequence[ChangedStatus],
    lost: tuple[Vanished, ...] = (),
) -> Diff:
    """Return what was found, sorted."""
    new = [partnership(graph, node) for node in events if node.label == "Partnership"]
    sold = [transaction(graph, node) for node in events if node.label == "DataTransaction"]
    found = [organisation(node) for node in organisations]
    return Diff(
        *names,
        tuple(sorted(new, key=lambda p: (p.date or p.first_seen, p.parties, p.id))),
        tuple(sorted(found, key=lambda o: (o.first_seen, o.label, o.name, o.id))),
        tuple(sorted(statuses, key=lambda s: (s.last_seen, s.what, s.id))),
        tuple(sorted(sold, key=lambda t: (t.date or t.first_seen, t.name, t.id))),
        lost,
    )


def vanished(old: Graph, new: Graph, kept: set[str]) -> Iterator[Vanished]:
    """Yield the organisations, events and relations of the old graph that the new one has under no name; ``kept`` are
    the events that it has."""
    known = forms_known(new)
    for node in named(old):
        if node.id not in new.network and not known_ids(node, known):
            yield Vanished(node.id, node.label, node.name, sentence(node.properties))
    for node in [*old.nodes("Partnership"), *old.nodes("DataTransaction")]:
        if node.id not in kept:
            yield Vanished(node.id, node.label, node.name, sentence(node.properties))
    for edge in old.edges():
        found = ontology().types[edge.type]
        if edge.type in ("MENTIONS", "PARTNERS_WITH") or found.role or has_edge(old, new, edge, known):
            continue
        what = f"{old.node(edge.head).name} → {old.node(edge.tail).name}"
        yield Vanished(str(edge.properties["yimai_id"]), edge.type, what, sentence(edge.properties))


def has_edge(old: Graph, new: Graph, edge: Edge, known: Known) -> bool:
    """Tell whether a graph has an edge of another one, between its ends or those that are known by their names."""
    if new.network.has_edge(edge.head, edge.tail, key=edge.type):
        return True
    heads, tails = ([key, *known_ids(old.node(key), known)] for key in (edge.head, edge.tail))
    return any(new.network.has_edge(a, b, key=edge.type) for a in heads for b in tails)


def named(graph: Graph) -> Iterator[Node]:
    """Yield the organisations of a graph."""
    for label in ORGANISATIONS:
        yield from graph.nodes(label)


def first(node: Node) -> str:
    """Return when a node was first published, empty where no article is dated."""
    return str(node.properties.get("first_seen") or "")


def in_time(date: str, least: str) -> bool:
    """Tell whether a date, which may be a month or a year, can be on a day or later; one not known is not."""
    return bool(date) and (date >= least or covers(date, least))


def forms_known(graph: Graph) -> Known:
    """Return the entities of all labels by their folded names: (label, yimai_id)."""
    known: Known = {}
    for node in graph.nodes():
        if node.label not in ontology().named:
            continue
        for form in (node.name, *node.properties["aliases"]):
            known.setdefault(fold(form), set()).add((node.label, node.id))
    return known


def known_ids(node: Node, known: Known) -> list[str]:
    """Return the ids under which another graph knows an organisation by its name."""
    return sorted(i for label, i in known.get(fold(node.name), ()) if label == node.label)


def twins(old: Graph, new: Graph, known: Known) -> dict[str, str]:
    """Return the events of the new graph that the old one has as well: new id → old id.

    A partnership gets another id when its date or kind becomes known; it is still the one that has its parties and one
    of its sentences.
    """
    found = {node.id: node.id for node in new.nodes("DataTransaction") if node.id in old.network}
    for node in new.nodes("DataTransaction"):
        alike = [n for n in old.nodes("DataTransaction") if n.name == node.name and shares(n, node)]
        if node.id not in found and alike:
            found[node.id] = min(n.id for n in alike)
    for node in sorted(new.nodes("Partnership"), key=lambda n: n.id):
        if node.id in old.network:
            found[node.id] = node.id
            continue
        ends = [[e.head, *known_ids(new.node(e.head), known)] for e in edges(new, node, "PARTY_TO")]
        starts = [key for key in (ends[0] if ends else ()) if key in old.network]
        near = sorted({e.tail for key in starts for e in old.edges_of(key) if e.type == "PARTY_TO"})
        twin = next((key for key in near if same_event(old, node, old.node(key), ends)), "")
        found |= {node.id: twin} if twin else {}
    return found


def same_event(old: Graph, node: Node, other: Node, ends: Sequence[Sequence[str]]) -> bool:
    """Tell whether a partnership of the old graph has these parties and shares a sentence."""
    parties = {e.head for e in edges(old, other, "PARTY_TO")}
    if len(parties) != len(ends) or not all(parties & set(end) for end in ends):
        return False
    return shares(node, other)


def shares(one: Node, other: Node) -> bool:
    """Tell whether two nodes have a sentence in common."""
    return not set(one.properties["sentences"]).isdisjoint(other.properties["sentences"])


def edges(graph: Graph, node: Node, type_: str) -> list[Edge]:
    """Return the edges of one type at a node, sorted by the other end."""
    return sorted((e for e in graph.edges_of(node.id) if e.type == type_), key=lambda e: (e.head, e.tail))


def partnership(graph: Graph, node: Node) -> NewPartnership:
    """Return a partnership as it is shown."""
    p = node.properties
    parties = sorted(graph.node(e.head).name for e in edges(graph, node, "PARTY_TO"))
    return NewPartnership(
        node.id,
        tuple(parties),
        p.get("kind", ""),
        p.get("date", ""),
        p.get("status", ""),
        first(node),
        p.get("sources", 0),
        sentence(p),
    )


def transaction(graph: Graph, node: Node) -> NewTransaction:
    """Return a data transaction as it is shown."""
    p, ends = node.properties, []
    for e in graph.edges_of(node.id):
        role = ontology().types[e.type].role
        if role:
            ends.append((str(role), graph.node(e.tail if e.head == node.id else e.head).name))
    stage, date = p.get("stage", ""), p.get("date", "")
    sources = p.get("sources", 0)
    return NewTransaction(node.id, node.name, tuple(sorted(ends)), stage, date, first(node), sources, sentence(p))


def organisation(node: Node) -> NewOrganisation:
    """Return an organisation as it is shown."""
    p = node.properties
    return NewOrganisation(node.id, node.label, node.name, first(node), p.get("sources", 0), sentence(p))


def sentence(properties: Mapping[str, Any], place: int = 0) -> str:
    """Return one sentence of a fact as people read it, empty where it has none."""
    readables, sentences = (properties.get(name) or [""] for name in ("readables", "sentences"))
    return str(readables[place] or sentences[place])


def facts(graph: Graph) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield id, name and properties of everything that has a status of its own, events before relations."""
    for label in ontology().labels:
        if label in ("Partnership", "DataTransaction"):
            yield from ((node.id, node.name, node.properties) for node in graph.nodes(label))
    for edge in graph.edges():
        found = ontology().types[edge.type]
        if edge.type != "MENTIONS" and edge.type != "PARTNERS_WITH" and not found.role:
            what = f"{graph.node(edge.head).name} {edge.type} {graph.node(edge.tail).name}"
            yield edge.properties["yimai_id"], what, edge.properties


def moved(old: Graph, new: Graph, same: Mapping[str, str]) -> Iterator[ChangedStatus]:
    """Yield the facts of both graphs whose status differs; ``same`` maps ids of the new graph to those of the old."""
    before = {key: str(p.get("status") or "") for key, _, p in facts(old)}
    for key, what, properties in facts(new):
        after, earlier = str(properties.get("status") or ""), before.get(same.get(key, key))
        if earlier is not None and after and after != earlier:
            yield changed(key, what, earlier, after, properties)


def moved_since(graph: Graph, date: str) -> Iterator[ChangedStatus]:
    """Yield the facts of which evidence published since a day tells another status than evidence before it."""
    for key, what, properties in facts(graph):
        published, statuses = (list_of(properties, name) for name in ("published", "statuses"))
        told = [s for day, s in zip(published, statuses, strict=True) if s and day and not in_time(day, date)]
        after = str(properties.get("status") or "")
        line = ontology().status
        before = max(told, key=line.index, default="")
        if before and after and after != before:
            yield changed(key, what, before, after, properties)


def list_of(properties: Mapping[str, Any], name: str) -> list[str]:
    """Return one of the evidence lists of a fact."""
    return list(properties.get(name) or ())


def changed(key: str, what: str, before: str, after: str, properties: Mapping[str, Any]) -> ChangedStatus:
    """Return a change with the last sentence that tells the new status."""
    statuses = list_of(properties, "statuses")
    place = max((i for i, s in enumerate(statuses) if s == after), default=len(statuses) - 1)
    seen = str(properties.get("last_seen") or "")
    return ChangedStatus(key, what, before, after, seen, sentence(properties, place))
