"""What is new, and what is no longer there: between two graphs, or in one graph since a day.

Nodes and facts are the same in two builds where their ``yimai_id`` is; an entity that got another id is still known by
any of its names, and what was a part of one that is there still is new. Between two graphs a thing is new that the old one lacks; ``since`` a day a thing is new that was first
published on that day or later, so that an undated article makes nothing new. A status has changed where it differs, or
where evidence from that day on says a later status than all evidence before.
"""

from collections.abc import Iterator, Sequence

from graph.diff_records import ChangedStatus, Diff, NewOrganisation, NewPartnership, NewTransaction, Vanished
from graph.ontology import check_date, ontology
from graph.property_graph import Graph, Node
from graph.statuses import in_time, moved, moved_since, sentence
from graph.twins import Known, edges, forms_known, has_edge, known_ids, twins

ORGANISATIONS = ("Vendor", "Hospital", "Institution")


def diff(old: Graph, new: Graph, *, names: tuple[str, str] = ("", "")) -> Diff:
    """Return what ``new`` has that ``old`` lacks, and what it has lost; ``names`` say what the two are."""
    known = forms_known(old)
    same = twins(old, new, known)
    events = [n for n in [*new.nodes("Partnership"), *new.nodes("DataTransaction")] if n.id not in same]
    organisations = [n for n in named(new) if n.id not in old.network and not renamed(n, new, known)]
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


def renamed(node: Node, new: Graph, known: Known) -> bool:
    """Tell whether an organisation is one that the old graph knows by its name and the new one has under no other id."""
    return any(key not in new.network for key in known_ids(node, known))


def named(graph: Graph) -> Iterator[Node]:
    """Yield the organisations of a graph."""
    for label in ORGANISATIONS:
        yield from graph.nodes(label)


def first(node: Node) -> str:
    """Return when a node was first published, empty where no article is dated."""
    return str(node.properties.get("first_seen") or "")


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
