"""Facts whose status moved: between two graphs, or by evidence published since a day."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.diff_records import ChangedStatus
from graph.merge import covers
from graph.ontology import ontology
from graph.property_graph import Graph


def in_time(date: str, least: str) -> bool:
    """Tell whether a date, which may be a month or a year, can be on a day or later; one not known is not."""
    return bool(date) and (date >= least or covers(date, least))


def sentence(properties: Mapping[str, Any], place: int = 0) -> str:
    """Return one sentence of a fact as people read it, empty where it has none."""
    readables, sentences = (properties.get(name) or [""] for name in ("readables", "sentences"))
    return str(readables[place] or sentences[place])


def facts(graph: Graph) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield id, name and properties of everything that has a status of its own, events before relations."""
    for label in ontology().labels:
        if label in ("Partnership", "DataTransaction"):
            yield from ((node.id, node.name, node.properties) for node in graph.nodes(label))
    for edge in graph.edges():
        found = ontology().types[edge.type]
        if edge.type != "MENTIONS" and edge.type != "PARTNERS_WITH" and not found.role:
            what = f"{graph.node(edge.head).name} {edge.type} {graph.node(edge.tail).name}"
            yield edge.properties["yimai_id"], what, edge.properties


def moved(old: Graph, new: Graph, same: Mapping[str, str]) -> Iterator[ChangedStatus]:
    """Yield the facts of both graphs whose status differs; ``same`` maps ids of the new graph to those of the old."""
    before = {key: str(p.get("status") or "") for key, _, p in facts(old)}
    for key, what, properties in facts(new):
        after, earlier = str(properties.get("status") or ""), before.get(same.get(key, key))
        if earlier is not None and after and after != earlier:
            yield changed(key, what, earlier, after, properties)


def moved_since(graph: Graph, date: str) -> Iterator[ChangedStatus]:
    """Yield the facts of which evidence published since a day tells another status than evidence before it."""
    for key, what, properties in facts(graph):
        published, statuses = (list_of(properties, name) for name in ("published", "statuses"))
        told = [s for day, s in zip(published, statuses, strict=True) if s and day and not in_time(day, date)]
        after = str(properties.get("status") or "")
        line = ontology().status
        before = max(told, key=line.index, default="")
        if before and after and after != before:
            yield changed(key, what, before, after, properties)


def list_of(properties: Mapping[str, Any], name: str) -> list[str]:
    """Return one of the evidence lists of a fact."""
    return list(properties.get(name) or ())


def changed(key: str, what: str, before: str, after: str, properties: Mapping[str, Any]) -> ChangedStatus:
    """Return a change with the last sentence that tells the new status."""
    statuses = list_of(properties, "statuses")
    place = max((i for i, s in enumerate(statuses) if s == after), default=len(statuses) - 1)
    seen = str(properties.get("last_seen") or "")
    return ChangedStatus(key, what, before, after, seen, sentence(properties, place))
