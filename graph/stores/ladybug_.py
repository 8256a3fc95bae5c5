"""The embedded store: one LadybugDB file, opened and read. ``ladybug_compile_.py`` makes one of a Graph.

One node table a label, one relationship table a type. A file is never changed: a new one is compiled beside it and
swapped in by whoever keeps the pointer. LadybugDB's read-only mode still lets ``COPY … TO``, ``LOAD FROM``, ``INSTALL``
and ``ATTACH`` touch files, so besides only texts that ``check_reading`` has parsed are run.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.errors import QueryError, StoreError
from graph.measures import measured_schema
from graph.ontology import ontology
from graph.property_graph import Graph, edge_schema
from graph.stores import LIMIT, TIMEOUT, Found, Rows, Store
from graph.stores.cypher import check_reading
from graph.stores.dialect import columns_of, to_ladybug
from graph.stores.lookup import by_forms, ranked, spellings

INTERNAL = ("_ID", "_LABEL", "_SRC", "_DST")
LEAST_POOL, MOST_POOL = 1 << 30, 4 << 30
FORMS = {
    "aliases": ("list_has_any(n.aliases, $whole)", "lower(list_to_string('|', n.aliases)) CONTAINS $part"),
    "pinyin": ("", "('|' + list_to_string('|', n.pinyin)) CONTAINS ('|' + $part)"),
    "initials": ("", "list_contains(n.initials, $part)"),
}
"""How a form answers a whole name, and part of one."""


@contextlib.contextmanager
def written(path: Path) -> Iterator[Any]:
    """Give a connection that writes a store; what is not finished is removed. Raises StoreError."""
    database, connection = opened(path, read_only=False)
    try:
        yield connection
        connection.execute("CHECKPOINT")
    except (RuntimeError, OSError) as error:
        connection.close()
        database.close()
        discard(path)
        raise StoreError(
            f"{path} could not be written: {first_line(error)}; is there room on the disk and in memory?"
        ) from error
    connection.close()
    database.close()


def discard(path: Path) -> None:
    """Remove a store that was not finished."""
    for left in (path, path.with_name(path.name + ".wal")):
        with contextlib.suppress(OSError):
            left.unlink()


def pool() -> int:
    """Return how many bytes LadybugDB may hold at most: half of the machine's memory, between one and four gigabytes."""
    try:
        held = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows does not tell
        return LEAST_POOL
    return min(MOST_POOL, max(LEAST_POOL, held // 2))


def opened(path: Path, *, read_only: bool) -> tuple[Any, Any]:
    """Return the database in a file and a connection to it. Raises StoreError."""
    import ladybug

    try:
        database = ladybug.Database(path, read_only=read_only, buffer_pool_size=pool(), auto_checkpoint=read_only)
        return database, ladybug.Connection(database, num_threads=os.cpu_count() or 1)
    except (RuntimeError, OSError) as error:
        raise StoreError(
            f"{path} cannot be opened: {first_line(error)}; `yimai build --force` makes it anew"
        ) from error


def first_line(error: BaseException) -> str:
    """Return the first line of an error's text."""
    return str(error).strip().partition("\n")[0]


class LadybugStore(Store):
    """A compiled file, open for reading. One query at a time; a lock makes it safe to share between threads."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreError(f"{path} is no store; `yimai build` makes one")
        self.url = str(path)
        self._database, self._connection = opened(path, read_only=True)
        self._lock = threading.Lock()

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = TIMEOUT,
        limit: int | None = LIMIT,
    ) -> Rows:
        """Run one reading statement with bound parameters; ``timeout`` in seconds. Raises QueryError."""
        check_reading(text)
        rows, names = self._run(to_ladybug(text), parameters or {}, timeout, limit), columns_of(text)
        return replace(rows, columns=tuple(names)) if len(names) == len(rows.columns) else rows

    def _run(self, text: str, parameters: Mapping[str, Any], timeout: float, limit: int | None) -> Rows:
        with self._lock:
            self._connection.set_query_timeout(max(1, int(timeout * 1000)))
            try:
                with self._connection.execute(text, dict(parameters)) as result:
                    names = tuple(result.get_column_names())
                    rows: list[tuple[Any, ...]] = []
                    while result.has_next() and (limit is None or len(rows) < limit):
                        rows.append(tuple(plain(value) for value in result.get_next()))
                    return Rows(names, rows, result.has_next())
            except RuntimeError as error:
                raise refusal(error, timeout) from error

    def find(self, text: str, *, labels: Sequence[str] = (), limit: int = 20) -> list[Found]:
        """Return the nodes that answer to a name, best first: whole names and aliases, else parts of them, pinyin."""
        rows: list[tuple[Any, ...]] = []
        whole, part = spellings(text)
        groups = by_forms(labels)
        for exact in (True, False):
            for forms, group in groups.items():
                given = {"text": text, "whole": whole} if exact else {"part": part}
                rows += self._run(lookup(group, forms, exact=exact), given, TIMEOUT, None).rows
            if rows:
                break
        return ranked(rows, text)[:limit]

    def graph(self) -> Graph:
        """Return the whole graph that the file holds."""
        graph = Graph()
        for label in ontology().labels:
            for (node,) in self._run(f"MATCH (n:{label}) RETURN n ORDER BY n.yimai_id", {}, 600, None).rows:
                graph.add_node(label, node)
        for type_ in ontology().types:
            text = f"MATCH (a)-[r:{type_}]->(b) RETURN a.yimai_id, b.yimai_id, r ORDER BY a.yimai_id, b.yimai_id"
            for head, tail, edge in self._run(text, {}, 600, None).rows:
                graph.add_edge(head, type_, tail, edge)
        return graph

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._database.close()


def lookup(labels: Sequence[str], forms: Sequence[str], *, exact: bool) -> str:
    """Return the statement that looks for a name: the whole of it (by $text, $whole), or in parts (by $part)."""
    conditions = ["n.yimai_id = $text", "n.name IN $whole"] if exact else ["lower(n.name) CONTAINS $part"]
    for form in forms:
        conditions.append(FORMS[form][0 if exact else 1])
    aliases = "n.aliases" if "aliases" in forms else "[]"
    asked = f"n.yimai_id AS id, n.label AS label, n.name AS name, {aliases} AS aliases"
    sources = "n.sources" if labels != ["Article"] else "0"
    found = " OR ".join(c for c in conditions if c)
    return f"MATCH (n:{'|'.join(labels)}) WHERE {found} RETURN {asked}, {sources} AS sources"


def refusal(error: RuntimeError, timeout: float) -> QueryError:
    """Return what LadybugDB said as an error of ours."""
    said = first_line(error)
    if "Interrupted" in said:
        return QueryError(f"the question took longer than {timeout:g} s; ask for less, or allow more with --timeout")
    if "UNREACHABLE_CODE" in said and "parameter" in said:
        return QueryError("a parameter cannot stand inside a list comprehension or any(…); name it first: WITH $x AS x")
    return QueryError(f"LadybugDB: {said}")


def plain(value: Any) -> Any:
    """Return a value as plain data: nodes and relationships as dicts of their properties, decimals as integers."""
    if isinstance(value, dict):
        if "_NODES" in value:
            found = {"nodes": plain(value["_NODES"]), "relationships": plain(value["_RELS"])}
            return linked(found, value)
        if "_SRC" in value:
            kept = {k: plain(v) for k, v in value.items() if k not in INTERNAL}
            known = edge_schema(value["_LABEL"])
            return {k: v for k, v in kept.items() if k in known and v is not None}
        if "_LABEL" in value:
            known = measured_schema(value["_LABEL"])
            return {k: plain(v) for k, v in value.items() if k in known and v is not None}
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def linked(path: dict[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give the relationships of a path the yimai_ids of their ends."""
    ids = {place(n["_ID"]): n["yimai_id"] for n in raw["_NODES"]}
    path["relationships"] = [
        {"head": ids.get(place(r["_SRC"])), "tail": ids.get(place(r["_DST"])), **made}
        for made, r in zip(path["relationships"], raw["_RELS"], strict=True)
    ]
    return path


def place(internal: Mapping[str, int]) -> tuple[int, int]:
    """Return an internal id of LadybugDB as a key."""
    return internal["table"], internal["offset"]
