"""View + pyvis Network → one compact JSON value: columns, each sentence once, and its deflated base64 text."""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from graph.html.view import Row, View

OPENING = 150  # nodes in the opening view: what can be read at once (VIEW measurements: more becomes a ball)
EXACT = 1500  # up to here betweenness is exact; above, shortest paths from this many/8 evenly chosen nodes estimate it
WIDE = 8000


class Table:
    """Distinct strings in order of arrival; index 0 is the empty string."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {"": 0}

    def __call__(self, text: str) -> int:
        """Return the number of ``text``."""
        return self.index.setdefault(text, len(self.index))


def columns(view: View, net: Any, first: Sequence[int]) -> Row:
    """Return the page's data: ``nodes``, ``edges``, ``evidence`` and ``articles`` as columns, ``texts`` once each."""
    nodes, edges = view["nodes"], view["edges"]
    place = {row["id"]: number for number, row in enumerate(nodes)}
    articles = {key: number for number, key in enumerate(view["articles"])}
    texts = Table()
    evidence: Row = {"article": [], "text": [], "confidence": [], "rule": []}
    pairs = [(place[e["from"]], place[e["to"]]) for e in edges]
    packed_nodes = {
        "id": [n["id"] for n in nodes],
        "label": [n["label"] for n in nodes],
        "name": [n["name"] for n in nodes],
        "aliases": sparse(n["aliases"] for n in nodes),
        "pinyin": [n["pinyin"] for n in nodes],
        "initials": [n["initials"] for n in nodes],
        "x": [n["x"] for n in net.nodes],
        "y": [n["y"] for n in net.nodes],
        "community": [n["community"] for n in net.nodes],
        "between": betweenness(len(nodes), pairs),
        **common(nodes, texts, evidence, articles),
    }
    packed_edges = {
        "from": [a for a, _ in pairs],
        "to": [b for _, b in pairs],
        "type": [e["type"] for e in edges],
        **common(edges, texts, evidence, articles),
    }
    return {
        "nodes": {k: coded(v) for k, v in packed_nodes.items()},
        "edges": {k: coded(v) for k, v in packed_edges.items()},
        "evidence": {k: coded(v) for k, v in evidence.items()},
        "articles": {k: [a[k] for a in view["articles"].values()] for k in ("title", "publisher", "date", "url")},
        "texts": list(texts.index),
        "opening": list(first),
        "shapes": {n["label"]: [net.node_map[n["id"]]["shape"], net.node_map[n["id"]]["color"]] for n in nodes},
        "lines": {e["title"]: [e["color"], e["arrows"]] for e in net.edges},
        "options": net.options,
    }


def common(rows: Sequence[Row], texts: Table, evidence: Row, articles: dict[str, int]) -> Row:
    """Return the columns that nodes and edges share; ``evidence`` grows, each row keeps its numbers in it."""
    cited: list[list[int]] = []
    for row in rows:
        first = len(evidence["article"])
        for article, text, confidence, rule in row["evidence"]:
            evidence["article"].append(articles.get(article, -1))
            evidence["text"].append(texts(text))
            evidence["confidence"].append(confidence)
            evidence["rule"].append(rule)
        cited.append([first, len(evidence["article"]) - first])
    plain = ("confidence", "sources", "first", "last", "date", "status")
    return {
        **{name: [r[name] for r in rows] for name in plain},
        "conflict": sparse(r["conflict"] for r in rows),
        "properties": sparse(r["properties"] for r in rows),
        "reasons": sparse(r["reasons"] for r in rows),
        "cited": [many for _, many in cited],
    }


def sparse(values: Iterable[Any]) -> Row:
    """Return the values that say something, by their place."""
    return {"sparse": {str(i): v for i, v in enumerate(values) if v}}


def coded(values: Any) -> Any:
    """Return a column of few distinct strings as their list and the numbers in it; any other as it is."""
    if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
        return values
    counted = Counter(values)
    if len(counted) * 4 > len(values) and len(values) > 20:
        return values
    words = sorted(counted, key=lambda w: (-counted[w], w))
    number = {word: i for i, word in enumerate(words)}
    return {"words": words, "codes": [number[v] for v in values]}


def betweenness(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return how often each node lies on others' shortest paths, 0-100; exact in small graphs, estimated in large ones."""
    if count > WIDE or not pairs:
        return [0] * count
    import igraph

    graph = igraph.Graph(n=count, edges=list(pairs)).simplify()
    sources = None if count <= EXACT else list(range(0, count, max(1, count * 8 // EXACT)))
    found = graph.betweenness(directed=False, sources=sources)
    most = max(found) or 1
    return [round(100 * value / most) for value in found]


def opening(view: View, *, limit: int = OPENING) -> list[int]:
    """Return the nodes to open with: all of a small graph, else the best connected ones, none of them alone."""
    nodes = view["nodes"]
    place = {row["id"]: number for number, row in enumerate(nodes)}
    pairs = [(place[e["from"]], place[e["to"]]) for e in view["edges"]]
    chosen = [i for i, n in enumerate(nodes) if n["label"] != "Partnership"]
    if len(chosen) <= limit:
        return chosen
    near: dict[int, set[int]] = {i: set() for i in chosen}
    for a, b in pairs:
        if a in near and b in near and a != b:
            near[a].add(b)
            near[b].add(a)
    ranked = sorted(chosen, key=lambda i: (-len(near[i]), -nodes[i]["sources"], nodes[i]["id"]))
    picked = set(ranked[: limit * 2 // 3])
    for i in ranked[limit * 2 // 3 :]:
        if len(picked) >= limit:
            break
        if near[i] & picked:
            picked.add(i)
    return sorted(i for i in picked if near[i] & picked or not near[i])


def to_json(value: object) -> str:
    """Return JSON without spaces, Chinese as it is; lone surrogates become U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


def deflated(text: str) -> str:
    """Return ``text`` as zlib-deflated UTF-8 in base64: safe in any element, the same bytes everywhere."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
