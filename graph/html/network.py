"""The view as a pyvis Network and back: pyvis's Network and options are the data that the page draws.

Only the data model is used; the document is our own. Nodes and edges are appended directly, since ``add_node`` and
``add_edge`` scan all earlier ones, and the latter drops a second relation between the same pair where a graph is undirected.
"""

from collections import Counter
from typing import Any

from graph.html.layout import Layout
from graph.html.view import View
from graph.ontology import ontology

# Shape and colour of each label. Colours after Okabe and Ito (2008), darkened until each has 3:1 on white and on #14181f.
STYLES: dict[str, tuple[str, str]] = {
    "Vendor": ("dot", "#1f78c1"),
    "Hospital": ("square", "#d1590b"),
    "Model": ("diamond", "#05936a"),
    "Institution": ("hexagon", "#b4629a"),
    "Person": ("triangle", "#7a7f87"),
    "Dataset": ("triangleDown", "#a8820a"),
    "Partnership": ("dot", "#8a8f98"),
    "DataTransaction": ("star", "#b8860b"),
}
# Colour and arrow of each relationship type; families share a hue, the legend and the label tell them apart.
LINES: dict[str, str] = {
    "PARTNERS_WITH": "#5b8def",
    "DEVELOPED": "#05936a",
    "USES": "#d1590b",
    "BASED_ON": "#7fa650",
    "ACQUIRED": "#c0392b",
    "INVESTED_IN": "#a8820a",
    "PART_OF": "#8a63b8",
    "AFFILIATED_WITH": "#7a7f87",
    **dict.fromkeys(("SOLD", "BOUGHT", "FACILITATED", "TRADED_ON", "OF_DATASET"), "#0f8b9d"),
}
OTHER = ("dot", "#7a7f87")
OPTIONS: dict[str, Any] = {
    "autoResize": False,
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 70, "avoidOverlap": 0.6},
        "stabilization": False,
    },
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "hover": True,
        "tooltipDelay": 100,
        "keyboard": False,
    },
    "nodes": {"chosen": False, "borderWidth": 1.5, "labelHighlightBold": False},
    "edges": {"chosen": False, "smooth": False, "selectionWidth": 0, "hoverWidth": 0},
}


def network(view: View, places: Layout) -> Any:
    """Return a ``pyvis.network.Network`` of the view; ids are the yimai_ids, ``group`` is the community."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(directed=True, cdn_resources="in_line")
    degree = Counter(end for e in view["edges"] for end in (e["from"], e["to"]))
    for row, (x, y), group in zip(view["nodes"], places.points, places.communities, strict=True):
        shape, color = STYLES.get(row["label"], OTHER)
        size = round(5 + 3 * degree[row["id"]] ** 0.5, 1)
        made = Node(row["id"], shape, label=row["name"], x=x, y=y, color=color, size=size, community=group)
        net.nodes.append(made.options)
        net.node_ids.append(row["id"])
        net.node_map[row["id"]] = made.options
    types = ontology().types
    for row in view["edges"]:
        symmetric = row["type"] in types and types[row["type"]].symmetric
        line = {"color": LINES.get(row["type"], "#7a7f87"), "arrows": "" if symmetric else "to", "title": row["type"]}
        net.edges.append(Edge(row["from"], row["to"], directed=True, **line).options)
    net.options = OPTIONS
    return net


def view_of(net: Any) -> View:
    """Return the view of any pyvis Network: ``group`` becomes the label where the ontology has it, titles are shown as text."""
    words = ontology()
    blank: dict[str, Any] = {
        "confidence": 100, "sources": 0, "first": "", "last": "", "date": "", "status": "", "conflict": "", "reasons": [], "evidence": [],
    }  # fmt: skip
    nodes = [
        {
            "id": str(n["id"]),
            "label": n["group"] if n.get("group") in words.labels else "Institution",
            "name": str(n.get("label", n["id"])),
            "aliases": [],
            "pinyin": "",
            "initials": "",
            **blank,
            "properties": {"title": str(n["title"])} if n.get("title") else {},
        }
        for n in net.nodes
    ]
    edges = [
        {
            "from": str(e["from"]),
            "to": str(e["to"]),
            "type": e["title"] if e.get("title") in words.types else "PARTNERS_WITH",
            **blank,
            "properties": {"title": str(e["title"])} if e.get("title") else {},
        }
        for e in net.edges
    ]
    return {"nodes": nodes, "edges": edges, "articles": {}}
