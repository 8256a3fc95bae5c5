"""Who stands where in the network: degree, brokers, communities, paths, hospitals with alike equipment.

All measures look at the projection on named entities: facts are undirected edges, event nodes are bridged by
PARTNERS_WITH, articles are left out. Ties are broken by yimai_id, nothing is drawn by chance. Paths are
networkx's; what counts over the whole network is igraph's, which takes seconds where networkx takes hours, and gives
the same (tested).

``measured`` gives what stores and tables keep of these on each named entity, so that questions over the whole graph
read it there:

===========  =======  ==============================================================================================
degree       integer  entities that facts join it to
partners     integer  organisations that it works with
brokered     integer  pairs of its partners that do not work with one another
betweenness  float    share of shortest paths that lead through it, 0-1, three digits, at most six behind the point
community    string   its community: the yimai_id of the best joined member; none where it has no facts
===========  =======  ==============================================================================================
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import Any

from graph.communities import grouped, scattered
from graph.errors import NotFoundError
from graph.net import Net, fact_types, net
from graph.ontology import ontology
from graph.property_graph import Edge, Graph, Node, node_schema

EXACT = 3_000
LEAST_SAMPLES, MOST_SAMPLES = 64, 200
WORK = 4_000_000  # samples by entities; with it a hundred thousand entities take four seconds
DIGITS = 6
MEASURES = {
    "degree": "integer",
    "partners": "integer",
    "brokered": "integer",
    "betweenness": "float",
    "community": "string",
}
Standing = tuple[int, int, int, float, str | None]
ALONE: Standing = (0, 0, 0, 0.0, None)


@dataclass(frozen=True, slots=True)
class Path:
    """A way between two nodes: the nodes in turn, and for each hop the facts that make it."""

    nodes: tuple[Node, ...]
    hops: tuple[tuple[Edge, ...], ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """A hospital that is like another: cosine of what both work with (0-1), and what that is, the rarest first."""

    node: Node
    score: float
    shared: tuple[Node, ...]


def projection(graph: Graph, types: Iterable[str] | None = None) -> Any:
    """Return an undirected ``networkx.Graph`` of the entities that have facts; ``sources`` are its weights."""
    from networkx import Graph as Network

    wanted = fact_types(types)
    edges = sorted((e for e in graph.edges() if e.type in wanted), key=lambda e: (e.head, e.tail, e.type))
    network: Any = Network()
    network.add_nodes_from(sorted({end for e in edges for end in (e.head, e.tail)}))
    for e in edges:
        known = network.get_edge_data(e.head, e.tail, {"sources": 0})
        network.add_edge(e.head, e.tail, sources=known["sources"] + int(e.properties.get("sources") or 1))
    return network


def degrees(graph: Graph, types: Iterable[str] | None = None) -> dict[str, int]:
    """Return for each entity with facts the number of entities that it is joined to."""
    found = net(graph, types)
    return dict(zip(found.keys, found.graph.degree(), strict=True))


def betweenness(graph: Graph, types: Iterable[str] | None = None) -> dict[str, float]:
    """Return the share of shortest paths that lead through each entity (Freeman 1977): who brokers.

    Exact up to 3,000 entities; in larger graphs from 200 sampled ones, down to 64 where there are very many (Brandes
    and Pich 2007): those whose ids have the least hashes, so that a small change leaves them.
    """
    return between(net(graph, types))


def between(found: Net) -> dict[str, float]:
    """Return the betweenness of each node of a net, 0-1."""
    count = len(found.keys)
    if count < 3:
        return dict.fromkeys(found.keys, 0.0)
    size = max(LEAST_SAMPLES, min(MOST_SAMPLES, WORK // count))
    order = sorted(range(count), key=lambda i: scattered(found.keys[i])) if count > EXACT else []
    sample = order[:size] or None
    raw = found.graph.betweenness(directed=False, sources=sample)
    scale = 2 / ((count - 1) * (count - 2)) * (count / size if sample else 1)
    return {key: float(value) * scale for key, value in zip(found.keys, raw, strict=True)}


def brokered(graph: Graph) -> dict[str, int]:
    """Return for each organisation with partners the pairs of them that do not work with one another (Burt 1992)."""
    return open_pairs(net(graph, ["PARTNERS_WITH"]))


def open_pairs(found: Net) -> dict[str, int]:
    """Return for each node of a net the pairs of its neighbours that are not joined."""
    shares = found.graph.transitivity_local_undirected(mode="zero")
    pairs = [d * (d - 1) // 2 for d in found.graph.degree()]
    return {key: n - round(share * n) for key, n, share in zip(found.keys, pairs, shares, strict=True)}


def communities(graph: Graph, types: Iterable[str] | None = None) -> list[list[str]]:
    """Return groups of entities that are densely joined (``graph.communities``), the largest first."""
    return grouped(net(graph, types))


def standing(whole: Net, working: Net) -> dict[str, Standing]:
    """Return the measures of the entities of the network, in the order of MEASURES; ``working`` is that of partners."""
    share, degree = between(whole), dict(zip(whole.keys, whole.graph.degree(), strict=True))
    partners, pairs = dict(zip(working.keys, working.graph.degree(), strict=True)), open_pairs(working)
    centre = {}
    for keys in grouped(whole):
        centre.update(dict.fromkeys(keys, min(keys, key=lambda key: (-degree[key], key))))
    return {
        key: (n, partners.get(key, 0), pairs.get(key, 0), rounded(share[key]), centre[key]) for key, n in degree.items()
    }


def rounded(share: float) -> float:
    """Return a share in three digits: more tell nothing, and would be others after each article."""
    return round(float(f"{share:.3g}"), DIGITS)


def measured(graph: Graph) -> dict[str, dict[str, Any]]:
    """Return for each named entity what stores keep of its place in the network: MEASURES."""
    found = standing(net(graph), net(graph, ["PARTNERS_WITH"]))
    return {
        node.id: dict(zip(MEASURES, found.get(node.id, ALONE), strict=True))
        for label in ontology().named
        for node in graph.nodes(label)
    }


@cache
def measured_schema(label: str) -> dict[str, str]:
    """Return the properties of a node and, of a named entity, its measures besides. Raises VocabularyError."""
    return {**node_schema(label), **MEASURES} if label in ontology().named else node_schema(label)


def paths(graph: Graph, start: str, end: str, *, k: int = 3, types: Iterable[str] | None = None) -> list[Path]:
    """Return up to ``k`` shortest paths between two yimai_ids (Yen 1971). Raises NotFoundError where there is none."""
    from networkx import NetworkXNoPath, NodeNotFound, shortest_simple_paths

    wanted = fact_types(types)
    try:
        found = list(islice(shortest_simple_paths(projection(graph, types), start, end), k))
    except (NetworkXNoPath, NodeNotFound) as error:
        names = graph.node(start).name, graph.node(end).name
        raise NotFoundError(
            f"no facts lead from {names[0]} to {names[1]}; allow more types, or read more articles"
        ) from error
    return [as_path(graph, keys, wanted) for keys in found]


def as_path(graph: Graph, keys: Sequence[str], wanted: set[str]) -> Path:
    """Return a path with the facts of every hop, sorted by type."""
    hops = []
    for one, other in pairwise(keys):
        between = [e for e in graph.edges_of(one) if {e.head, e.tail} == {one, other} and e.type in wanted]
        hops.append(tuple(sorted(between, key=lambda e: (e.type, e.head))))
    return Path(tuple(graph.node(key) for key in keys), tuple(hops))


def similar_hospitals(graph: Graph, hospital: str, *, limit: int = 10) -> list[Similar]:
    """Return the hospitals most like this one (a yimai_id) by the vendors and models that they work with.

    Cosine over what they share, each weighted by how rare it is among hospitals (inverse document frequency).
    """
    graph.node(hospital)
    kit = {n.id: equipment(graph, n.id) for n in graph.nodes("Hospital")}
    count: dict[str, int] = {}
    for things in kit.values():
        for thing in things:
            count[thing] = count.get(thing, 0) + 1
    weight = {thing: math.log(1 + len(kit) / n) for thing, n in count.items()}
    norm = {key: math.sqrt(sum(weight[t] ** 2 for t in sorted(things))) for key, things in kit.items()}
    found = []
    for key, things in kit.items():
        shared = sorted(things & kit.get(hospital, set()), key=lambda t: (-weight[t], t))
        if key != hospital and shared:
            score = sum(weight[t] ** 2 for t in shared) / (norm[key] * norm[hospital])
            found.append(Similar(graph.node(key), round(score, 4), tuple(graph.node(t) for t in shared)))
    return sorted(found, key=lambda s: (-s.score, s.node.id))[:limit]


def equipment(graph: Graph, hospital: str) -> set[str]:
    """Return the vendors and models that facts join to a hospital."""
    ends = {e.tail if e.head == hospital else e.head for e in graph.edges_of(hospital) if e.type in fact_types()}
    return {end for end in ends if graph.network.nodes[end]["label"] in ("Vendor", "Model")}
