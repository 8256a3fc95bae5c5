"""A Graph compiled into one LadybugDB file."""

import gc
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.measures import measured, measured_schema
from graph.ontology import ontology
from graph.property_graph import Graph, edge_schema
from graph.stores.ladybug_ import written
from graph.stores.values import data_frame

COLUMN_TYPES = {"string": "STRING", "integer": "INT64", "float": "DOUBLE", "boolean": "BOOL"}
WAITING = 2
"""Tables that are made ahead: more would hold memory and save no time, as copying takes longer than making."""
Row = tuple[str, str, Mapping[str, Any]]
"""Head, tail and properties of an edge."""
Load = tuple[str, Any]
"""A statement, and the data frame that it loads."""


def column_type(kind: str) -> str:
    """Return the LadybugDB type of a property of the ontology."""
    return COLUMN_TYPES[kind.removesuffix("[]")] + kind[len(kind.removesuffix("[]")) :]


def columns(schema: Mapping[str, str]) -> str:
    """Return the columns of a table."""
    return ", ".join(f"`{name}` {column_type(kind)}" for name, kind in schema.items())


def schema_statements() -> Iterable[str]:
    """Yield the statements that make an empty store: tables for all labels and types."""
    for label in ontology().labels:
        yield f"CREATE NODE TABLE {label}({columns(measured_schema(label))}, PRIMARY KEY(yimai_id))"
    for name, found in ontology().types.items():
        ends = ", ".join(f"FROM {a} TO {b}" for a in found.sources for b in found.targets)
        yield f"CREATE REL TABLE {name}({ends}, {columns(edge_schema(name))})"


def compile_store(graph: Graph, path: Path) -> Path:
    """Write the graph into a fresh LadybugDB file and return its path. Raises StoreError where one is there already.

    Python is told not to look for garbage in what is there: it would walk through the whole graph again and again.
    Each table is committed and written out by itself: what one transaction has loaded must all fit the pool.
    """
    if path.exists():
        raise StoreError(f"{path} is there already; a store is compiled into a new file and swapped in")
    path.parent.mkdir(parents=True, exist_ok=True)
    gc.freeze()
    try:
        fill(graph, path)
    finally:
        gc.unfreeze()
    return path


def fill(graph: Graph, path: Path) -> None:
    """Make the tables of a fresh file and load them."""
    with written(path) as connection:
        connection.execute("BEGIN TRANSACTION")
        for statement in schema_statements():
            connection.execute(statement)
        connection.execute("COMMIT")
        for statement, frame in ahead(loads(graph)):
            connection.execute(statement, {"frame": frame})


def ahead(found: Iterator[Load]) -> Iterator[Load]:
    """Yield what an iterator yields, worked out by a thread beside, at most WAITING ahead.

    LadybugDB lets go of Python while it copies, so the next tables are made meanwhile.
    """
    worker = ThreadPoolExecutor(1)
    try:
        waiting = deque(worker.submit(next, found, None) for _ in range(WAITING))
        while (load := waiting.popleft().result()) is not None:
            waiting.append(worker.submit(next, found, None))
            yield load
    finally:
        worker.shutdown(cancel_futures=True)


def loads(graph: Graph) -> Iterator[Load]:
    """Yield what fills an empty store: statements, each with the data frame of one table, nodes before edges."""
    measures: Mapping[str, Mapping[str, Any]] = {}
    for label in sorted(ontology().labels, key=lambda label: label in ontology().named):
        if label in ontology().named and not measures:
            measures = measured(graph)
        if rows := sorted(graph.nodes(label), key=lambda n: n.id):
            frame = data_frame(({**n.properties, **measures.get(n.id, {})} for n in rows), measured_schema(label))
            yield f"COPY {label} FROM $frame", frame
    for (type_, source, target), edges in sorted(edge_groups(graph).items()):
        yield f"COPY {type_} FROM $frame (from='{source}', to='{target}')", edge_frame(type_, edges)


def edge_groups(graph: Graph) -> dict[tuple[str, str, str], list[Row]]:
    """Return the edges by their type and the labels of their ends."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    labels = {key: properties["label"] for key, properties in graph.network.nodes.items()}
    for head, found in graph.network.adjacency():
        for tail, facts in found.items():
            for type_, properties in facts.items():
                groups[type_, labels[head], labels[tail]].append((head, tail, properties))
    return groups


def edge_frame(type_: str, rows: list[Row]) -> Any:
    """Return the edges of one type between two labels as a data frame."""
    rows.sort(key=itemgetter(0, 1))
    frame = data_frame([properties for _, _, properties in rows], edge_schema(type_))
    ends = data_frame([{"from": head, "to": tail} for head, tail, _ in rows], {"from": "string", "to": "string"})
    for column in reversed(ends.column_names):
        frame = frame.add_column(0, column, ends[column])
    return frame
