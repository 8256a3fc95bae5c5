"""Pages of other tools from one graph: python rivals.py GRAPH.json TOOL OUT.html, run by page.py in an environment of its own.

``GRAPH.json`` holds nodes [id, name, label, x, y] and edges [from, to, type, sentence]. Each tool gets the same colours and, where its
name ends in ``-placed``, the same positions; everything else is as the tool's own documentation has it. Prints the seconds that it took.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

TOOLS = ("pyvis", "pyvis-placed", "ipysigma", "gravis", "gravis-placed", "neo4j-viz", "neo4j-viz-placed")
COLORS = {"Vendor": "#1f78c1", "Hospital": "#d1590b", "Model": "#05936a", "Institution": "#b4629a", "Person": "#7a7f87"}
Rows = list[list[Any]]


def pyvis(nodes: Rows, edges: Rows, out: Path, *, placed: bool) -> None:
    """``in_line`` is the only one of its three kinds that draws without a network."""
    from pyvis.network import Network

    net = Network(height="800px", width="100%", directed=True, cdn_resources="in_line")
    for key, name, label, x, y in nodes:
        net.add_node(key, label=name, color=COLORS[label], **({"x": x, "y": y} if placed else {}))
    for a, b, type_, sentence in edges:
        net.add_edge(a, b, label=type_ if not placed else None, title=sentence)
    if placed:
        net.toggle_physics(False)
    out.write_text(net.generate_html(notebook=False), encoding="utf-8")


def ipysigma(nodes: Rows, edges: Rows, out: Path, *, placed: bool) -> None:
    """Its page asks three content delivery networks for scripts."""
    from ipysigma import Sigma  # type: ignore[import-not-found]

    graph = networkx_graph(nodes, edges)
    Sigma.write_html(graph, str(out), fullscreen=True, node_color="kind", node_label="name")


def gravis(nodes: Rows, edges: Rows, out: Path, *, placed: bool) -> None:
    """The vis.js renderer, its fastest for large graphs on a canvas."""
    import gravis as gv  # type: ignore[import-not-found]

    graph = networkx_graph(nodes, edges)
    for key, _, label, x, y in nodes:
        graph.nodes[key].update(color=COLORS[label], **({"x": x, "y": y} if placed else {}))
    more = {"layout_algorithm_active": False} if placed else {}
    out.write_text(gv.vis(graph, **more).to_html_standalone(), encoding="utf-8")


def neo4j_viz(nodes: Rows, edges: Rows, out: Path, *, placed: bool) -> None:
    """Its limit of 10,000 nodes is raised."""
    from neo4j_viz import Layout, Node, Relationship, VisualizationGraph  # type: ignore[import-not-found]

    number = {row[0]: i for i, row in enumerate(nodes)}
    made = [Node(id=i, caption=r[1], color=COLORS[r[2]], x=r[3], y=r[4]) for i, r in enumerate(nodes)]
    links = [
        Relationship(source=number[a], target=number[b], caption=t, properties={"sentence": s}) for a, b, t, s in edges
    ]
    more = {"layout": Layout.COORDINATE} if placed else {}
    html = VisualizationGraph(nodes=made, relationships=links).render(max_allowed_nodes=100_000, height="800px", **more)
    out.write_text(html.data, encoding="utf-8")


def networkx_graph(nodes: Rows, edges: Rows) -> Any:
    """Return the graph as two of the tools take it, parallel relations kept."""
    import networkx

    graph = networkx.MultiDiGraph()
    for key, name, label, _, _ in nodes:
        graph.add_node(key, name=name, label=name, kind=label)
    for a, b, type_, sentence in edges:
        graph.add_edge(a, b, kind=type_, sentence=sentence)
    return graph


def main() -> None:
    """Write the page."""
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    name, out = sys.argv[2], Path(sys.argv[3])
    write = {"pyvis": pyvis, "ipysigma": ipysigma, "gravis": gravis, "neo4j-viz": neo4j_viz}[
        name.removesuffix("-placed")
    ]
    start = time.perf_counter()
    write(data["nodes"], data["edges"], out, placed=name.endswith("-placed"))
    print(round(time.perf_counter() - start, 2))


if __name__ == "__main__":
    main()
