"""The answer as a graph: the nodes that its rows name, and what joins them."""

from collections.abc import Iterable, Sequence

from graph.ontology import ontology
from graph.property_graph import Graph
from graph.stores import Store
from queries.table import Table

TIME = 120.0


def ids_of(table: Table) -> list[str]:
    """Return the yimai_ids in a table's columns of type ``id`` and ``id[]``, and in nodes that an ad-hoc answer holds."""
    found: dict[str, None] = {}
    for i, column in enumerate(table.columns):
        for row in table.rows:
            found.update(dict.fromkeys(ids_in(row[i], column.type in ("id", "id[]"))))
    return list(found)


def ids_in(value: object, is_id: bool) -> Iterable[str]:
    """Yield the yimai_ids in a value."""
    if is_id and isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if "label" in value and "yimai_id" in value:
            yield str(value["yimai_id"])
        for inner in value.get("nodes", ()):
            yield from ids_in(inner, False)
    elif isinstance(value, list):
        for inner in value:
            yield from ids_in(inner, is_id)


def graph_of(store: Store, ids: Sequence[str]) -> Graph:
    """Return the nodes of these ids and the edges between them, with all that the store knows of them."""
    graph = Graph()
    given = {"ids": list(ids)}
    labels = "|".join(ontology().labels)  # an index is one label's
    nodes = store.query(f"MATCH (n:{labels}) WHERE n.yimai_id IN $ids RETURN n", given, timeout=TIME, limit=None)
    for (node,) in sorted(nodes.rows, key=lambda row: str(row[0]["yimai_id"])):
        graph.add_node(node["label"], node)
    text = (
        f"MATCH (a:{labels})-[r:{'|'.join(ontology().types)}]->(b) WHERE a.yimai_id IN $ids AND b.yimai_id IN $ids "
        "RETURN a.yimai_id AS head, b.yimai_id AS tail, r"
    )
    edges = store.query(text, given, timeout=TIME, limit=None)
    for head, tail, edge in sorted(edges.rows, key=lambda row: (row[0], row[1], row[2]["type"])):
        graph.add_edge(head, edge["type"], tail, edge)
    return graph
