"""The graph as tables: one for each label, one for each relationship type, rows in the order of their ids."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.measures import measured, measured_schema
from graph.ontology import ontology
from graph.property_graph import Graph, edge_schema
from graph.stores.values import storable

ENDS = {"head": "string", "tail": "string"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A table: ``nodes`` or ``edges``, its name, columns (name → type) and rows."""

    kind: str
    name: str
    schema: dict[str, str]
    rows: list[dict[str, Any]]


def frames(graph: Graph) -> Iterator[Frame]:
    """Yield the tables that have rows, nodes with their measures first; those of edges begin with ``head`` and ``tail``."""
    measures = measured(graph)
    for label in ontology().labels:
        schema = measured_schema(label)
        nodes = sorted(graph.nodes(label), key=lambda n: n.id)
        rows = [storable({**n.properties, **measures.get(n.id, {})}, schema) for n in nodes]
        if rows:
            yield Frame("nodes", label, dict(schema), rows)
    for type_ in ontology().types:
        schema = {**ENDS, **edge_schema(type_)}
        edges = sorted(graph.edges(type_), key=lambda e: (e.head, e.tail))
        found = [storable({"head": e.head, "tail": e.tail, **e.properties}, schema) for e in edges]
        if found:
            yield Frame("edges", type_, schema, found)
