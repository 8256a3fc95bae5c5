"""Who stands where in the network: degree, brokers, communities, paths, hospitals with alike equipment.

All measures look at the projection on named entities: facts are undirected edges, event nodes are bridged by
PARTNERS_WITH, articles are left out. Ties are broken by yimai_id, random choices have a fixed seed.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from graph.errors import NotFoundError
from graph.ontology import ontology
from graph.property_graph import Edge, Graph, Node

EXACT = 1_500
SAMPLES = 300
SEED = 7


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


def fact_types(types: Iterable[str] | None = None) -> set[str]:
    """Return the types of facts between named entities, those of ``types`` where given."""
    named = set(ontology().named)
    found = {t.name for t in ontology().types.values() if named.issuperset((*t.sources, *t.targets))}
    return found & set(types) if types is not None else found


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
    return {key: int(count) for key, count in projection(graph, types).degree()}


def betweenness(graph: Graph, types: Iterable[str] | None = None) -> dict[str, float]:
    """Return the share of shortest paths that lead through each entity (Freeman 1977): who brokers.

    Exact up to 1,500 entities; in larger graphs from 300 sampled ones (Brandes and Pich 2007), the same in every run.
    """
    from networkx import betweenness_centrality

    network = projection(graph, types)
    sample = SAMPLES if len(network) > EXACT else None
    return {key: float(value) for key, value in betweenness_centrality(network, k=sample, seed=SEED).items()}


def communities(graph: Graph, types: Iterable[str] | None = None) -> list[list[str]]:
    """Return groups of entities that are densely joined (Louvain, Blondel et al. 2008), the largest first."""
    from networkx.algorithms.community import louvain_communities

    network = projection(graph, types)
    found = louvain_communities(network, weight="sources", seed=SEED) if len(network) else []
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


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
