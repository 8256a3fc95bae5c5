"""The graph itself: a typed skin over ``networkx.MultiDiGraph``, and its file.

Nodes
-----
The key of a node in ``Graph.network`` is its ``yimai_id``: a letter for the label (``LETTERS``) and twelve hex digits,
the same in every build as long as the canonical name stays. All properties are scalars or lists of scalars; a list is
always there (perhaps empty), a scalar that is not known is absent. ``node_schema(label)`` gives names and types.

=================  =========  =========================================================================================
every node         yimai_id   string
                   label      string, one of the ontology's labels
                   name       string, the canonical name (an event: its parties or data set; an article: its title)
named entities     aliases    string[], every other form seen in articles or known to the registry, sorted
(six labels)       english    string[], those of the forms that are Latin
                   pinyin     string[], of the name and of every Chinese alias, for search: ``ruijinyiyuan``
                   initials   string[], the same: ``rjyy``
                   reasons    string[], why forms were joined: ``瑞金医院: registry (a form the registry lists)``
                   evidence   the lists below, one item an article: where it is first named
                   registry_* what the registry knows: ``city province level kind parent university`` string,
                              ``developers based_on`` string[]; properties without the prefix come from articles
Partnership,       aliases    string[], empty
DataTransaction    date       string, when it happened; YYYY, YYYY-MM or YYYY-MM-DD
                   status     string, planned, announced, active, completed or ended: the furthest one reached
                   conflict   boolean, and ``conflict_reason`` string: sources contradict one another
                   evidence   the lists below
those eight        confidence float, 0-0.99: 1 - product(1 - c) over independent sources
                   sources    integer, independent sources; near copies of one text count once
                   first_seen string, ``last_seen`` string: dates of the first and the last article
                   and the properties of the ontology (``kind``, ``pseudonym``, ``price``, ``records``, …)
Article            source     string, url, path or name; ``content_hash`` string; ``title publisher author date url``;
                   copy_of    string, yimai_id of the first article of which it is a near copy
=================  =========  =========================================================================================

Evidence lists run parallel, one item a piece of evidence, in order of publication date, then source, then start:
``articles`` (yimai_id of the Article node), ``starts``, ``ends`` (first and last code point of the article as given),
``spans`` (``12-40 55-80``: the exact slices; ``sentences[i]`` is them joined by `` … ``), ``sentences``, ``readables``,
``confidences``, ``rules``, ``published`` (the article's date), ``dates``, ``statuses`` (what this evidence says; empty
string where it says nothing).

Edges
-----
The key of an edge is its type: one merged edge for each (head, type, tail). ``edge_schema(type)`` gives names and types.

=================  =====================================================================================================
every edge         ``yimai_id`` (R and twelve hex digits), ``type``
MENTIONS           ``count`` integer: how often the article names the entity
all others         evidence lists, ``confidence``, ``sources``, ``first_seen``, ``last_seen``, ``date``, ``status``,
                   ``conflict``, ``conflict_reason`` as above, and the properties of the ontology (``title``,
                   ``former``, ``role``, …)
PARTNERS_WITH      the pairwise view of Partnership nodes, stored once, from the smaller yimai_id to the larger:
                   ``kinds`` string[], ``first_date``, ``last_date`` string, ``partnerships`` string[] (yimai_ids)
PARTY_TO and the   the edges of an event (CONCERNS, SOLD, BOUGHT, FACILITATED, TRADED_ON, OF_DATASET) carry the evidence
other event edges  of those facts in which this end took part
=================  =====================================================================================================
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.chunks import FORMAT, Cell, packed
from graph.errors import NotFoundError, WorkspaceError
from graph.ontology import check_ends, check_label, check_type, ontology

if TYPE_CHECKING:
    from graph.likeness import Match

LETTERS = {
    "Vendor": "V",
    "Hospital": "H",
    "Model": "M",
    "Institution": "I",
    "Person": "P",
    "Dataset": "D",
    "Partnership": "C",
    "DataTransaction": "T",
    "Article": "A",
}
IDENTITY = {"yimai_id": "string", "label": "string", "name": "string"}
NAMED = {
    "aliases": "string[]",
    "english": "string[]",
    "pinyin": "string[]",
    "initials": "string[]",
    "reasons": "string[]",
}
EVIDENCE = {
    "articles": "string[]",
    "starts": "integer[]",
    "ends": "integer[]",
    "spans": "string[]",
    "sentences": "string[]",
    "readables": "string[]",
    "confidences": "float[]",
    "rules": "string[]",
    "published": "string[]",
    "dates": "string[]",
    "statuses": "string[]",
}
SUPPORT = {"confidence": "float", "sources": "integer", "first_seen": "string", "last_seen": "string"}
COURSE = {"date": "string", "status": "string", "conflict": "boolean", "conflict_reason": "string"}
REGISTRY = {
    "Vendor": {"registry_city": "string", "registry_kind": "string", "registry_parent": "string"},
    "Hospital": {f"registry_{n}": "string" for n in ("city", "province", "level", "university")},
    "Model": {"registry_kind": "string", "registry_developers": "string[]", "registry_based_on": "string[]"},
    "Institution": {"registry_city": "string", "registry_kind": "string"},
}
ARTICLE = {"date": "string", "content_hash": "string", "copy_of": "string"}
Scalar = str | int | float | bool
Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A node as it is read: its yimai_id, label, canonical name and all properties (these three included)."""

    id: str
    label: str
    name: str
    properties: Mapping[str, Any]

    def _repr_html_(self) -> str:
        from graph.notebook import node_html

        return node_html(self)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge as it is read: yimai_ids of its ends, its type and all properties."""

    head: str
    type: str
    tail: str
    properties: Mapping[str, Any]


@cache
def node_schema(label: str) -> dict[str, str]:
    """Return the properties that a node of this label may have, name → type. Raises VocabularyError."""
    own = check_label(label).properties
    if label == "Article":
        return {**IDENTITY, **own, **ARTICLE}
    if ontology().labels[label].event:
        return {**IDENTITY, "aliases": "string[]", **own, **COURSE, **SUPPORT, **EVIDENCE}
    return {**IDENTITY, **NAMED, **own, **REGISTRY.get(label, {}), **SUPPORT, **EVIDENCE}


@cache
def edge_schema(type_: str) -> dict[str, str]:
    """Return the properties that an edge of this type may have, name → type. Raises VocabularyError."""
    found = check_type(type_)
    identity = {"yimai_id": "string", "type": "string"}
    if not found.evidence:
        return {**identity, **found.properties}
    extra = {"partnerships": "string[]"} if found.symmetric else {}
    return {**identity, **found.properties, **extra, **COURSE, **SUPPORT, **EVIDENCE}


class Graph:
    """The merged property graph; ``network`` is the ``networkx.MultiDiGraph`` beneath, free to use."""

    def __init__(self) -> None:
        from networkx import MultiDiGraph

        self.network: Any = MultiDiGraph()

    def add_node(self, label: str, properties: Properties) -> str:
        """Add a node (``properties`` hold its yimai_id and name) and return its id. Raises VocabularyError."""
        check_label(label)
        key: str = properties["yimai_id"]
        self.network.add_node(key, **filled({**properties, "label": label}, node_schema(label)))
        return key

    def add_edge(self, head: str, type_: str, tail: str, properties: Properties) -> None:
        """Add an edge between nodes that are there. Raises VocabularyError where the ends do not fit the type."""
        nodes = self.network.nodes
        check_ends(type_, nodes[head]["label"], nodes[tail]["label"])
        self.network.add_edge(head, tail, key=type_, **filled({**properties, "type": type_}, edge_schema(type_)))

    def __len__(self) -> int:
        """Return the number of nodes."""
        return int(self.network.number_of_nodes())

    def nodes(self, label: str | None = None) -> Iterator[Node]:
        """Yield the nodes, all or those of one label."""
        for key, properties in self.network.nodes(data=True):
            if label is None or properties["label"] == label:
                yield Node(key, properties["label"], properties["name"], properties)

    def edges(self, type_: str | None = None) -> Iterator[Edge]:
        """Yield the edges, all or those of one type."""
        for head, tail, key, properties in self.network.edges(keys=True, data=True):
            if type_ is None or key == type_:
                yield Edge(head, key, tail, properties)

    def node(self, yimai_id: str) -> Node:
        """Return the node of this id. Raises NotFoundError."""
        if yimai_id not in self.network:
            raise NotFoundError(f"no node has the id {yimai_id!r}; `yimai find` searches by name")
        properties = self.network.nodes[yimai_id]
        return Node(yimai_id, properties["label"], properties["name"], properties)

    def edges_of(self, yimai_id: str) -> Iterator[Edge]:
        """Yield the edges that leave or enter a node."""
        for head, tail, key, properties in self.network.out_edges(yimai_id, keys=True, data=True):
            yield Edge(head, key, tail, properties)
        for head, tail, key, properties in self.network.in_edges(yimai_id, keys=True, data=True):
            yield Edge(head, key, tail, properties)

    def find(self, text: str, *, label: str | None = None, limit: int = 20) -> "list[Match]":
        """Return the nodes that answer to ``text``, best first: by name, alias, English, pinyin or initials."""
        from graph.find import find

        return find(self, text, label=label, limit=limit)

    def entity(self, name: str, *, label: str | None = None) -> Node:
        """Return the one node of this name, alias or id. Raises NotFoundError where none or several answer."""
        from graph.find import entity

        return entity(self, name, label=label)

    def _repr_html_(self) -> str:
        from graph.notebook import graph_html

        return graph_html(self)


def filled(properties: Properties, schema: dict[str, str]) -> Properties:
    """Return the properties that the schema knows, in its order; lists always, scalars where known."""
    found: Properties = {}
    for name, kind in schema.items():
        value = properties.get(name)
        if kind[-1] == "]":
            found[name] = list(value) if value else []
        elif value is not None:
            found[name] = value
    return found


def cells(graph: Graph) -> Iterator[Cell]:
    """Yield the nodes in order, each with the edges that leave it."""
    network = graph.network
    for key in sorted(network.nodes):
        out = network.out_edges(key, keys=True, data=True)
        yield key, network.nodes[key], {(type_, tail): properties for _, tail, type_, properties in out}


def to_bytes(graph: Graph) -> bytes:
    """Return the graph as its file holds it (``graph.chunks``); the same graph gives the same bytes."""
    return b"".join(packed(cells(graph)))


def save(graph: Graph, path: Path) -> None:
    """Write the graph to ``path`` (``graph.json.gz``), whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.writelines(packed(cells(graph)))
    new.replace(path)


def load(path: Path) -> Graph:
    """Return the graph that ``save`` wrote. Raises WorkspaceError where it is missing, broken or of another format."""
    try:
        with gzip.open(path, "rt", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            head = json.loads(file.readline())
            records = [json.loads(line) for line in file] if head.get("format") == FORMAT else []
    except FileNotFoundError as error:
        raise WorkspaceError(f"{path} is missing; `yimai build` makes it") from error
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise WorkspaceError(f"{path} cannot be read ({error}); `yimai build --force` makes it anew") from error
    if head.get("format") != FORMAT:
        raise WorkspaceError(
            f"{path} has format {head.get('format')}, not {FORMAT}; `yimai build --force` makes it anew"
        )
    graph = Graph()
    graph.network.add_nodes_from((r.pop("id"), r) for r in records if "id" in r)
    graph.network.add_edges_from((r.pop("source"), r.pop("target"), r.pop("key"), r) for r in records if "target" in r)
    return graph
