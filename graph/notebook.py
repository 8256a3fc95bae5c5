"""How records look in a notebook: the HTML behind their ``_repr_html_``, a card of one entity, a page in a cell.

Everything is escaped, nothing loads from outside; a cell shows the first few of each thing and says how many are left.
"""

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.captions import of_kind as caption
from graph.captions import of_property, of_value
from graph.messages import language
from graph.model import Entity, Event, Fact, Reading
from graph.ontology import ontology

if TYPE_CHECKING:
    from graph.html.page import PageOptions
    from graph.property_graph import Graph, Node

MOST = 8  # best connected entities, facts of a card, rows of a reading that a cell shows
SENTENCE = 120  # characters of a sentence that a cell shows
SHORT = 12  # characters of a text, such as a day, that is not broken over lines
HEIGHT = 620  # pixels of an embedded page
WORDS = {
    "aliases": ("别名", "also"),
    "articles": ("文章", "articles"),
    "confidence": ("可信度", "confidence"),
    "connected": ("联系最多", "best connected"),
    "count": ("数量", "count"),
    "date": ("日期", "date"),
    "dropped": ("舍去", "dropped"),
    "edge": ("边", "edge"),
    "edges": ("条边", "edges"),
    "entities": ("实体", "entities"),
    "facts": ("事实", "facts"),
    "first_seen": ("首次报道", "first reported"),
    "kind": ("类别", "kind"),
    "last_seen": ("最近报道", "last reported"),
    "more": ("项未显示", "more"),
    "name": ("名称", "name"),
    "neighbours": ("邻居", "neighbours"),
    "node": ("节点", "node"),
    "nodes": ("个节点", "nodes"),
    "publisher": ("媒体", "publisher"),
    "sentence": ("原句", "sentence"),
    "sources": ("独立来源", "sources"),
    "status": ("状态", "status"),
    "url": ("网址", "url"),
}
CHIP = '<span style="border:1px solid;border-radius:.6em;padding:0 .5em;font-size:.85em;opacity:.8">{}</span>'


@dataclass(frozen=True, slots=True)
class Html:
    """HTML that a notebook shows as it is."""

    text: str

    def _repr_html_(self) -> str:
        return self.text


def word(name: str) -> str:
    """Return one of WORDS in the user's language."""
    zh, en = WORDS[name]
    return zh if language() == "zh" else en


def chip(label: str) -> str:
    """Return the caption of a label in a frame."""
    return CHIP.format(html.escape(caption(label)))


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, most: int | None = None) -> str:
    """Return a table of escaped cells, its first ``most`` rows; strings that begin with ``<span`` are our own."""
    left = f"<p>… {len(rows) - most} {word('more')}</p>" if most is not None and len(rows) > most else ""
    head = "".join(f"<th>{html.escape(word(h))}</th>" for h in heads)
    body = "".join("<tr>" + "".join(map(cell, row)) + "</tr>" for row in rows[:most])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{left}"


def cell(value: object) -> str:
    """Return one cell of a table: numbers to the right, sentences cut, nothing for what is not known."""
    if isinstance(value, Html):
        return f"<td>{value.text}</td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td style="text-align:right">{value:g}</td>'
    wrap = ";white-space:nowrap" if isinstance(value, str) and len(value) <= SHORT else ""
    return f'<td style="text-align:left{wrap}">{html.escape(shortened("" if value is None else str(value)))}</td>'


def shortened(text: str) -> str:
    """Return a text of at most SENTENCE characters."""
    return text if len(text) <= SENTENCE else text[: SENTENCE - 1] + "…"


def heading(label: str, name: str, aliases: Iterable[str]) -> str:
    """Return the head of a card: label, name, and the other forms."""
    also = "；".join(aliases)
    more = f"<br><small>{word('aliases')}: {html.escape(also)}</small>" if also else ""
    return f"<div>{chip(label)} <b>{html.escape(name)}</b>{more}</div>"


def listed(properties: Mapping[str, Any], names: Iterable[str]) -> str:
    """Return those properties that are known, on one line."""
    known = [(n, properties[n]) for n in names if properties.get(n) not in (None, [], "")]
    told = (f"{named(n)} {'；'.join(map(spoken, v)) if isinstance(v, list) else spoken(v)}" for n, v in known)
    return f"<div><small>{html.escape(' · '.join(told))}</small></div>" if known else ""


def named(name: str) -> str:
    """Return what a property is called in the user's language."""
    return word(name) if name in WORDS else of_property(name)


def spoken(value: object) -> str:
    """Return a property's value as people read it."""
    return of_value(value) if isinstance(value, str) else str(value)


def graph_html(graph: "Graph") -> str:
    """Return what a graph holds: how many nodes and edges of each kind, and its best connected entities."""
    labels = Counter(node.label for node in graph.nodes())
    types = Counter(edge.type for edge in graph.edges())
    total = f"<div><b>{len(graph)}</b> {word('nodes')}, <b>{sum(types.values())}</b> {word('edges')}</div>"
    kinds = [(Html(chip(k)), labels[k]) for k in ontology().labels if k in labels]
    joins = [(caption(k), types[k]) for k in ontology().types if k in types]
    tables = table(("node", "count"), kinds) + table(("edge", "count"), joins) + hubs(graph)
    return f"{total}<div style='display:flex;gap:2em;align-items:start;flex-wrap:wrap'>{tables}</div>"


def hubs(graph: "Graph") -> str:
    """Return the table of the entities with most neighbours."""
    from graph.measures import degrees

    best = sorted(degrees(graph).items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    if not best:
        return ""
    nodes = [(graph.node(key), count) for key, count in best]
    rows = [(Html(chip(node.label)), node.name, count) for node, count in nodes]
    return table(("kind", "connected", "neighbours"), rows)


def node_html(node: "Node") -> str:
    """Return a node of the graph as a card: names, properties, its first sentences."""
    from graph.property_graph import node_schema
    from graph.show import LEFT_OUT

    properties = node.properties
    own = [n for n in node_schema(node.label) if n not in {*LEFT_OUT, "aliases", "english", "reasons"}]
    told = list(zip(properties.get("published", ()), properties.get("readables", ()), strict=False))
    proof = table(("date", "sentence"), told, most=3) if told else ""
    return heading(node.label, node.name, properties.get("aliases", ())) + listed(properties, own) + proof


def entity_html(entity: Entity) -> str:
    """Return an entity of one article as a card."""
    proof = [(e.confidence, e.readable) for e in entity.evidence]
    body = table(("confidence", "sentence"), proof, most=3) if proof else ""
    return heading(entity.label, entity.name, entity.aliases) + listed(entity.properties, entity.properties) + body


def reading_html(reading: Reading) -> str:
    """Return a reading: its article, entities and facts, and how much was dropped."""
    document, names = reading.document, {e.id: e.name for e in reading.entities}
    title = f"<div><b>{html.escape(document.title or document.source)}</b></div>"
    meta = listed({k: getattr(document, k) for k in ("publisher", "date", "url")}, ("publisher", "date", "url"))
    rows = [(Html(chip(e.label)), e.name, "；".join(e.aliases)) for e in reading.entities]
    facts = [(told(f, names), f.date, f.evidence[0].confidence, f.evidence[0].readable) for f in reading.facts]
    return (
        f"{title}{meta}{table(('kind', 'entities', 'aliases'), rows, most=2 * MOST)}"
        f"{table(('facts', 'date', 'confidence', 'sentence'), facts, most=2 * MOST)}"
        f"<small>{word('dropped')}: {len(reading.dropped)}</small>"
    )


def told(fact: Fact, names: Mapping[str, str]) -> str:
    """Return a fact of a reading in words."""
    if isinstance(fact, Event):
        return f"{caption(fact.label)}: {'、'.join(names[end] for _, end in fact.roles)}"
    return f"{names[fact.head]} {caption(fact.type)} {names[fact.tail]}"


def card(graph: "Graph", name: str, *, most: int = MOST) -> Html:
    """Return what is known of an entity (a name, alias or yimai_id), each fact with its best sentence.

    Raises NotFoundError where nothing or several answer to the name.
    """
    from graph.show import portrait

    node = graph.entity(name)
    rows = []
    for fact in portrait(graph, node.id)["facts"]:
        arrow = "→" if fact["direction"] == "out" else "←"
        best = max(fact["evidence"], key=lambda e: float(e["confidence"]), default={"readable": ""})
        other = fact["other"]["name"]
        rows.append((f"{caption(fact['type'])} {arrow} {other}", fact["date"], fact["sources"], best["readable"]))
    return Html(node_html(node) + table(("facts", "date", "sources", "sentence"), rows, most=most))


def embed(graph: "Graph", *, height: int = HEIGHT, options: "PageOptions | None" = None) -> Html:
    """Return the page of a graph, or of a part of it (``graph.html.parts``), as a frame that a notebook shows."""
    from graph.html.page import page_of

    page = html.escape(page_of(graph, options=options), quote=True)
    style = f"width:100%;height:{height}px;border:1px solid #8884"
    return Html(f'<iframe srcdoc="{page}" style="{style}" title="yimai" allowfullscreen></iframe>')
