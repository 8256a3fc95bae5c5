"""GraphML: one file with every property, lists as JSON."""

from pathlib import Path

from graph.export.flat import flat
from graph.property_graph import Graph


def write(graph: Graph, path: Path) -> None:
    """Write the graph as GraphML."""
    from networkx import write_graphml_xml

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_graphml_xml(flat(graph, lists=True), file, named_key_ids=True, prettyprint=True)
