"""Graph → plain dict: what the page shows, as rows of strings and numbers, redacted where wanted.

``view(graph)`` gives ``{"nodes": [...], "edges": [...], "articles": {...}}``. A node row has ``id label name aliases
pinyin initials confidence sources first last date status conflict properties reasons evidence``; an edge row ``from to type`` in
place of the first six. ``evidence`` is a list of ``[article id, sentence as people read it, confidence, rule]``. Confidences are
whole per cent. Articles are no nodes of the picture: evidence names them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.errors import InputError
from graph.ontology import ontology
from graph.property_graph import COURSE, EVIDENCE, IDENTITY, NAMED, SUPPORT, Edge, Graph, Node

Row = dict[str, Any]
View = dict[str, Any]
REDACTIONS = ("sentences", "persons")
MASK = "■■"
OWN = {*IDENTITY, *NAMED, *SUPPORT, *COURSE, *EVIDENCE, "type", "partnerships"}
CITED = ("title", "publisher", "date", "url", "copy_of")


def view(graph: Graph, *, min_confidence: float = 0.0, redact: Iterable[str] = ()) -> View:
    """Return the graph as the page's rows, in the order of their ids. Raises InputError for an unknown redaction."""
    hidden = check_redactions(redact)
    nodes = {n.id: n for n in graph.nodes() if n.label != "Article" and sure(n.properties, min_confidence)}
    if "persons" in hidden:
        nodes = {key: n for key, n in nodes.items() if n.label != "Person"}
    edges = [
        e
        for e in graph.edges()
        if e.type != "MENTIONS" and e.head in nodes and e.tail in nodes and sure(e.properties, min_confidence)
    ]
    edges.sort(key=lambda e: (e.head, e.type, e.tail))
    clean = cleaner(graph, hidden)
    rows = [node_row(nodes[key], clean) for key in sorted(nodes)]
    links = [edge_row(e, clean) for e in edges]
    used = {item[0] for row in (*rows, *links) for item in row["evidence"]}
    return {"nodes": rows, "edges": links, "articles": cited(graph, used, clean)}


def check_redactions(redact: Iterable[str]) -> frozenset[str]:
    """Return what is to be left out. Raises InputError for a word that is not in REDACTIONS."""
    wanted = frozenset(redact)
    if unknown := sorted(wanted.difference(REDACTIONS)):
        raise InputError(f"cannot redact {', '.join(unknown)}; what can be left out is {' or '.join(REDACTIONS)}")
    return wanted


def sure(properties: Mapping[str, Any], least: float) -> bool:
    """Tell whether a fact or node is as sure as asked for."""
    return float(properties.get("confidence", 1.0)) >= least


def cleaner(graph: Graph, hidden: frozenset[str]) -> Callable[[str], str]:
    """Return what makes a text fit for the audience: persons' names masked, or the text as it is."""
    if "persons" not in hidden:
        return str
    names = {f for n in graph.nodes("Person") for f in (n.name, *n.properties.get("aliases", ())) if len(f) > 1}
    if not names:
        return str
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda f: (-len(f), f))))
    return lambda text: pattern.sub(MASK, text)


def evidence_rows(properties: Mapping[str, Any], clean: Callable[[str], str]) -> list[list[Any]]:
    """Return the parallel evidence lists as rows."""
    columns = (properties.get(name, ()) for name in ("articles", "readables", "sentences", "confidences", "rules"))
    return [
        [article, clean(readable or sentence), percent(sureness), rule]
        for article, readable, sentence, sureness, rule in zip(*columns, strict=True)
    ]


def percent(value: float | None) -> int:
    """Return a confidence (0-1) as whole per cent."""
    return round(100 * (1.0 if value is None else value))


def shared(properties: Mapping[str, Any], clean: Callable[[str], str]) -> Row:
    """Return what nodes and edges have in common."""
    return {
        "confidence": percent(properties.get("confidence")),
        "sources": int(properties.get("sources", 0)),
        "first": properties.get("first_seen", ""),
        "last": properties.get("last_seen", ""),
        "date": properties.get("date", ""),
        "status": properties.get("status") or properties.get("stage") or "",
        "conflict": clean(properties.get("conflict_reason", "") or "1") if properties.get("conflict") else "",
        "properties": {k: plain(v, clean) for k, v in properties.items() if k not in OWN and v not in ("", [], None)},
        "reasons": [clean(r) for r in properties.get("reasons", ())],
        "evidence": evidence_rows(properties, clean),
    }


def plain(value: object, clean: Callable[[str], str]) -> object:
    """Return a property as JSON knows it."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain(v, clean) for v in value]
    return clean(str(value))


def node_row(node: Node, clean: Callable[[str], str]) -> Row:
    """Return one node."""
    own = node.properties
    return {
        "id": node.id,
        "label": node.label,
        "name": clean(node.name),
        "aliases": [clean(a) for a in own.get("aliases", ())],
        "pinyin": " ".join(own.get("pinyin", ())),
        "initials": " ".join(own.get("initials", ())),
        **shared(own, clean),
    }


def edge_row(edge: Edge, clean: Callable[[str], str]) -> Row:
    """Return one edge."""
    return {"from": edge.head, "to": edge.tail, "type": edge.type, **shared(edge.properties, clean)}


def cited(graph: Graph, used: set[str], clean: Callable[[str], str]) -> dict[str, Row]:
    """Return title, publisher, date and url of the articles that evidence names."""
    rows = {n.id: n.properties for n in graph.nodes("Article") if n.id in used}
    return {key: {k: clean(rows[key].get(k) or "") for k in CITED} for key in sorted(rows)}


def without_sentences(seen: View) -> View:
    """Return the view with each evidence's sentence left out; article, confidence and rule stay."""
    strip = [
        [{**r, "evidence": [[a, "", c, why] for a, _, c, why in r["evidence"]]} for r in seen[k]]
        for k in ("nodes", "edges")
    ]
    return {"nodes": strip[0], "edges": strip[1], "articles": seen["articles"]}


def vocabulary() -> Row:
    """Return the captions of labels, types and values, as the ontology has them."""
    words = ontology()
    return {
        "labels": {n: {"zh": d.zh, "en": d.en, "event": d.event} for n, d in words.labels.items() if n != "Article"},
        "types": {
            n: {"zh": d.zh, "en": d.en, "symmetric": d.symmetric} for n, d in words.types.items() if n != "MENTIONS"
        },
        "status": [*words.status, *(s for s in words.stage if s not in words.status)],
        "organisation": list(words.organisation),
    }
