"""Neo4j 5 or newer through the official driver: a server that is asked. ``push.py`` brings one up to date with a Graph.

User and password come from the environment alone (YIMAI_NEO4J_USER, YIMAI_NEO4J_PASSWORD), the database from the URL
(``neo4j://host?database=news``) or YIMAI_NEO4J_DATABASE. Questions run in transactions of READ access mode.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from graph.errors import QueryError, StoreError
from graph.ontology import ontology
from graph.property_graph import Graph
from graph.stores import LIMIT, TIMEOUT, Found, Rows, Store
from graph.stores.cypher import check_reading
from graph.stores.lookup import by_forms, ranked, spellings

USER, PASSWORD, DATABASE = "YIMAI_NEO4J_USER", "YIMAI_NEO4J_PASSWORD", "YIMAI_NEO4J_DATABASE"
LONG = 600.0
FORMS = {
    "aliases": ("any(a IN n.aliases WHERE a IN $whole)", "any(a IN n.aliases WHERE toLower(a) CONTAINS $part)"),
    "pinyin": ("", "any(p IN n.pinyin WHERE p STARTS WITH $part)"),
    "initials": ("", "$part IN n.initials"),
}
"""How a form answers a whole name, and part of one."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and which of its databases is meant (None: its default one)."""

    url: str
    database: str | None


def address(url: str) -> Address:
    """Return the parts of a URL. Raises StoreError where it holds credentials or parameters that nothing reads."""
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise StoreError(f"credentials belong into the environment ({USER}, {PASSWORD}), not into the URL of a store")
    given = parse_qs(parts.query)
    if unknown := given.keys() - {"database"}:
        raise StoreError(f"the URL of the store sets {', '.join(sorted(unknown))}; it may set database")
    database = given.get("database", [os.environ.get(DATABASE, "")])[0]
    return Address(urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")), database or None)


def driver_to(found: Address) -> Any:
    """Return a driver that has reached the server. Raises StoreError."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import DriverError, Neo4jError

    user = os.environ.get(USER, "")
    auth = (user, os.environ.get(PASSWORD, "")) if user else None
    try:
        driver = GraphDatabase.driver(found.url, auth=auth, notifications_min_severity="OFF", connection_timeout=15)
        driver.verify_connectivity()
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        raise StoreError(
            f"{found.url} does not let us in: {said(error)}; user and password come from {USER}, {PASSWORD}"
        ) from error
    return driver


def said(error: BaseException) -> str:
    """Return the first line of what a server or driver said."""
    return (getattr(error, "message", None) or str(error)).strip().partition("\n")[0]


@contextmanager
def errors(url: str, timeout: float = LONG) -> Iterator[None]:
    """Turn the driver's errors into ours."""
    from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, TransientError

    try:
        yield
    except AuthError as error:
        raise StoreError(f"{url} refuses: {said(error)}; user and password come from {USER}, {PASSWORD}") from error
    except (ClientError, TransientError) as error:
        if "TimedOut" in (error.code or "") or "Terminated" in (error.code or ""):
            raise QueryError(
                f"the question took longer than {timeout:g} s; ask for less, or allow more with --timeout"
            ) from error
        raise QueryError(f"Neo4j: {said(error)}") from error
    except (DriverError, Neo4jError, OSError) as error:
        raise StoreError(f"{url}: {said(error)}; is the server there?") from error


class Neo4jStore(Store):
    """A server that is asked. The driver keeps a pool; the store can be shared between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.address = address(url)
        self._driver = driver_to(self.address)

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = TIMEOUT,
        limit: int | None = LIMIT,
    ) -> Rows:
        """Run one reading statement with bound parameters; ``timeout`` in seconds. Raises QueryError, StoreError."""
        check_reading(text)
        return self._read(text, parameters or {}, timeout, limit)

    def _read(self, text: str, parameters: Mapping[str, Any], timeout: float, limit: int | None) -> Rows:
        from neo4j import READ_ACCESS

        with (
            errors(self.url, timeout),
            self._driver.session(database=self.address.database, default_access_mode=READ_ACCESS) as session,
            session.begin_transaction(timeout=timeout) as transaction,
        ):
            result = transaction.run(text, dict(parameters))
            names = tuple(result.keys())
            rows = [tuple(plain(v) for v in record.values()) for record in islice(result, limit)]
            return Rows(names, rows, limit is not None and result.peek() is not None)

    def find(self, text: str, *, labels: Sequence[str] = (), limit: int = 20) -> list[Found]:
        """Return the nodes that answer to a name, best first: whole names and aliases, else parts of them, pinyin."""
        rows: list[tuple[Any, ...]] = []
        whole, part = spellings(text)
        for exact in (True, False):
            for forms, group in by_forms(labels).items():
                given = {"text": text, "whole": whole} if exact else {"part": part}
                rows += self._read(lookup(group, forms, exact=exact), given, TIMEOUT, None).rows
            if rows:
                break
        return ranked(rows, text)[:limit]

    def graph(self) -> Graph:
        """Return the whole graph that the server holds: what carries a ``yimai_id``."""
        graph = Graph()
        for label in ontology().labels:
            text = f"MATCH (n:{label}) WHERE n.yimai_id IS NOT NULL RETURN n ORDER BY n.yimai_id"
            for (node,) in self._read(text, {}, LONG, None).rows:
                graph.add_node(label, node)
        for type_ in ontology().types:
            text = (
                f"MATCH (a)-[r:{type_}]->(b) WHERE r.yimai_id IS NOT NULL "
                "RETURN a.yimai_id AS head, b.yimai_id AS tail, r ORDER BY head, tail"
            )
            for head, tail, edge in self._read(text, {}, LONG, None).rows:
                graph.add_edge(head, type_, tail, edge)
        return graph

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()


def lookup(labels: Sequence[str], forms: Sequence[str], *, exact: bool) -> str:
    """Return the statement that looks for a name: the whole of it (by $text, $whole), or in parts (by $part)."""
    conditions = ["n.yimai_id = $text", "n.name IN $whole"] if exact else ["toLower(n.name) CONTAINS $part"]
    conditions += [FORMS[form][0 if exact else 1] for form in forms if FORMS[form][0 if exact else 1]]
    return (
        f"MATCH (n:{'|'.join(labels)}) WHERE n.yimai_id IS NOT NULL AND ({' OR '.join(conditions)}) "
        "RETURN n.yimai_id AS id, n.label AS label, n.name AS name, n.aliases AS aliases, n.sources AS sources"
    )


def plain(value: Any) -> Any:
    """Return a value as plain data: nodes and relationships as dicts of their properties, dates as text."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Path):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [linked(r) for r in value.relationships]}
    if isinstance(value, Node | Relationship):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value.iso_format() if hasattr(value, "iso_format") else value


def linked(relationship: Any) -> dict[str, Any]:
    """Return a relationship of a path, with the yimai_ids of its ends."""
    ends = {"head": relationship.start_node.get("yimai_id"), "tail": relationship.end_node.get("yimai_id")}
    return {**ends, **plain(relationship)}
