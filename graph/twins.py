"""What two graphs have in common where ids differ: entities known by any of their names, events by parties and sentences."""

from collections.abc import Sequence

from graph.names import fold
from graph.ontology import ontology
from graph.property_graph import Edge, Graph, Node

Known = dict[str, set[tuple[str, str]]]


def has_edge(old: Graph, new: Graph, edge: Edge, known: Known) -> bool:
    """Tell whether a graph has an edge of another one, between its ends or those that are known by their names."""
    if new.network.has_edge(edge.head, edge.tail, key=edge.type):
        return True
    heads, tails = ([key, *known_ids(old.node(key), known)] for key in (edge.head, edge.tail))
    return any(new.network.has_edge(a, b, key=edge.type) for a in heads for b in tails)


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
