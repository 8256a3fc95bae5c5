"""Parts of a graph for a page of their own: the surroundings of entities, the ways between two, the rows of an answer."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from graph.errors import InputError, NotFoundError
from graph.property_graph import Graph

SKIPPED = ("MENTIONS",)
EVENT_EDGES = ("PARTY_TO", "CONCERNS")
WAYS = 5


def links(graph: Graph, *, skip: Sequence[str] = SKIPPED) -> Any:
    """Return the graph as a simple undirected networkx graph over what a page can show."""
    from networkx import Graph as Simple

    simple: Any = Simple()
    simple.add_nodes_from(sorted(n.id for n in graph.nodes() if n.label != "Article"))
    simple.add_edges_from(sorted((e.head, e.tail) for e in graph.edges() if e.type not in skip))
    return simple


def around(graph: Graph, ids: Sequence[str], *, depth: int = 1) -> set[str]:
    """Return the nodes within ``depth`` steps of ``ids``; a Partnership is no step of its own."""
    if not 1 <= depth <= 6:
        raise InputError(f"depth {depth} is not possible; it may be 1 to 6")
    simple = links(graph, skip=(*SKIPPED, *EVENT_EDGES))
    found = set(ids)
    front = set(ids)
    for _ in range(depth):
        front = {near for node in front for near in simple.neighbors(node)} - found
        found |= front
    return found | joining(graph, found)


def joining(graph: Graph, ids: set[str]) -> set[str]:
    """Return the Partnerships of which two parties are among ``ids``."""
    parties: dict[str, set[str]] = {}
    for edge in graph.edges("PARTY_TO"):
        if edge.head in ids:
            parties.setdefault(edge.tail, set()).add(edge.head)
    return {event for event, seen in parties.items() if len(seen) > 1}


def ways(graph: Graph, start: str, end: str) -> set[str]:
    """Return the nodes of the shortest ways between two, at most WAYS of them. Raises NotFoundError where none is."""
    from networkx import NetworkXNoPath, shortest_simple_paths

    simple = links(graph, skip=(*SKIPPED, *EVENT_EDGES))
    try:
        found = list(islice(shortest_simple_paths(simple, start, end), WAYS))
    except NetworkXNoPath:
        names = [graph.node(i).name for i in (start, end)]
        raise NotFoundError(f"no way leads from {names[0]} to {names[1]} in this graph; read more articles") from None
    nodes = {node for way in found if len(way) <= len(found[0]) + 2 for node in way}
    return nodes | joining(graph, nodes)


def named_in(graph: Graph, rows: Iterable[Mapping[str, object] | Sequence[object] | str]) -> set[str]:
    """Return the nodes that the rows of an answer name, by yimai_id or full name. Raises NotFoundError for none."""
    by_name = {n.name: n.id for n in graph.nodes() if n.label != "Article"}
    found = {node for row in rows for value in strings(row) if (node := known(graph, by_name, value))}
    if not found:
        raise NotFoundError(
            "nothing that was given is the name or id of a node; give names as `yimai find` prints them"
        )
    return found | joining(graph, found)


def known(graph: Graph, by_name: Mapping[str, str], value: str) -> str | None:
    """Return the node that a value stands for, if any; articles are no nodes of a page."""
    if value in graph.network and graph.node(value).label != "Article":
        return value
    return by_name.get(value)


def strings(value: object) -> Iterable[str]:
    """Yield the strings of a row, of whatever shape."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from strings(inner)


def subgraph(graph: Graph, ids: Iterable[str]) -> Graph:
    """Return the part of a graph with these nodes, the edges between them and the articles that they cite."""
    kept = set(ids)
    chosen = [key for key in graph.network if key in kept or graph.network.nodes[key]["label"] == "Article"]
    part = Graph()
    part.network = graph.network.subgraph(chosen)
    return part
