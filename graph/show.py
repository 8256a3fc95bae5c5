"""All that is known of one node, as plain values: what ``yimai show`` prints and ``--json`` writes."""

from collections.abc import Mapping
from typing import Any

from graph.ontology import ontology
from graph.property_graph import EVIDENCE, IDENTITY, Edge, Graph, Node

Record = dict[str, Any]
LEFT_OUT = {*IDENTITY, *EVIDENCE, "pinyin", "initials"}


def portrait(graph: Graph, yimai_id: str) -> Record:
    """Return a node with its properties, its evidence, and its facts, each with its sentences and where they stand.

    Facts are sorted by type (as in the ontology), then the most recent, then the surest first. Raises NotFoundError.
    """
    node = graph.node(yimai_id)
    facts = [fact(graph, edge, node) for edge in graph.edges_of(yimai_id) if edge.type != "MENTIONS"]
    order = list(ontology().types)
    facts.sort(key=lambda f: (f["other"]["name"], f["other"]["id"]))
    facts.sort(key=lambda f: (f["date"] or f["last_seen"] or "", f["confidence"] or 0), reverse=True)
    facts.sort(key=lambda f: order.index(f["type"]))
    return {
        "id": node.id,
        "label": node.label,
        "name": node.name,
        **{k: v for k, v in node.properties.items() if k not in LEFT_OUT and v not in ([], None)},
        "evidence": evidence(graph, node.properties),
        "facts": facts,
    }


def fact(graph: Graph, edge: Edge, node: Node) -> Record:
    """Return one fact as seen from a node: ``direction`` is ``out`` where the node is its head."""
    other = graph.node(edge.tail if edge.head == node.id else edge.head)
    known = {"date": None, "status": None, "confidence": None, "sources": None, "first_seen": None, "last_seen": None}
    skipped = {*EVIDENCE, "type"}
    return {
        "type": edge.type,
        "direction": "out" if edge.head == node.id else "in",
        "other": {"id": other.id, "label": other.label, "name": other.name},
        **known,
        **{k: v for k, v in edge.properties.items() if k not in skipped and v not in ([], None)},
        "evidence": evidence(graph, edge.properties),
    }


def evidence(graph: Graph, properties: Mapping[str, Any]) -> list[Record]:
    """Return the evidence of a node or an edge, a record a piece, with title, publisher and date of its article."""
    rows = zip(*(properties.get(name, ()) for name in EVIDENCE), strict=True)
    found = []
    for row in rows:
        values = dict(zip(EVIDENCE, row, strict=True))
        article = graph.node(values["articles"]).properties
        found.append(
            {
                "article": values["articles"],
                **{name: article.get(name) for name in ("title", "publisher", "date", "url", "source")},
                "start": values["starts"],
                "end": values["ends"],
                "spans": [[int(n) for n in span.split("-")] for span in values["spans"].split()],
                "sentence": values["sentences"],
                "readable": values["readables"],
                "confidence": values["confidences"],
                "rule": values["rules"],
                "says_date": values["dates"] or None,
                "says_status": values["statuses"] or None,
            }
        )
    return found
