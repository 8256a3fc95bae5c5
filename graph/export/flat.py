"""The network with nothing but what XML formats of graphs can hold: scalars, and lists as JSON, in a fixed order."""

import json
import re
from collections.abc import Mapping
from typing import Any

from graph.property_graph import Graph
from graph.stores.values import whole

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flat(graph: Graph, *, lists: bool) -> Any:
    """Return a ``networkx.MultiDiGraph`` of scalars; with ``lists`` those too, as JSON texts."""
    from networkx import MultiDiGraph

    network: Any = MultiDiGraph()
    for key in sorted(graph.network.nodes):
        network.add_node(key, **flat_properties(graph.network.nodes[key], lists=lists))
    for edge in sorted(graph.edges(), key=lambda e: (e.head, e.type, e.tail)):
        properties = flat_properties(edge.properties, lists=lists)
        network.add_edge(edge.head, edge.tail, key=properties["yimai_id"], **properties)
    return network


def flat_properties(properties: Mapping[str, Any], *, lists: bool) -> dict[str, Any]:
    """Return properties without lists, or with lists as JSON."""
    found: dict[str, Any] = {}
    for name, value in properties.items():
        if isinstance(value, list):
            if lists and value:
                found[name] = legal(json.dumps(value, ensure_ascii=False))
        elif value is not None:
            found[name] = legal(value) if isinstance(value, str) else value
    return found


def legal(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return ILLEGAL.sub("", whole(text))
