"""GEXF for Gephi: names as labels, ``kind`` for colours, weights; no evidence lists."""

import re
from pathlib import Path

from graph.export.flat import flat
from graph.property_graph import Graph

MODIFIED = re.compile(r' lastmodifieddate="[^"]*"')


def write(graph: Graph, path: Path) -> None:
    """Write the graph as GEXF, without the time of day."""
    from networkx import generate_gexf

    network = flat(graph, lists=False)
    for _, node in network.nodes(data=True):
        node["node_kind"] = node.pop("label")
        node["label"] = node["name"]
    for _, _, edge in network.edges(data=True):
        edge["label"] = edge.pop("type")
        edge["edge_id"] = edge.pop("yimai_id")
        edge["weight"] = float(edge.get("sources", edge.get("count", 1)))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(generate_gexf(network)) + "\n"
    path.write_text(MODIFIED.sub("", text), encoding="utf-8", newline="\n")
