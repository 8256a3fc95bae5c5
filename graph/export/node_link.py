"""Node-link JSON: what ``networkx.node_link_graph(…, edges="edges")`` and d3 read, one file with everything."""

import json
from pathlib import Path

from graph.property_graph import Graph
from graph.stores.values import whole


def write(graph: Graph, path: Path) -> None:
    """Write the graph as node-link JSON."""
    nodes = [{"id": key, **graph.network.nodes[key]} for key in sorted(graph.network.nodes)]
    edges = [
        {"source": e.head, "target": e.tail, "key": e.type, **e.properties}
        for e in sorted(graph.edges(), key=lambda e: (e.head, e.type, e.tail))
    ]
    record = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = whole(json.dumps(record, ensure_ascii=False, indent=1))
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
