"""Graph databases: one protocol, LadybugDB in a file (the default) and Neo4j; ``open_store`` takes a URL or a path.

Questions are written in the Cypher of Neo4j 5; what LadybugDB words otherwise is rewritten in ``dialect.py``. A store
only reads. ``ladybug_compile_.compile_store`` makes a file out of a Graph, ``push.push`` brings a server up to date with one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self
from urllib.parse import urlsplit

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.property_graph import Graph

NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
TIMEOUT = 30.0
LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query gave: column names, rows of plain values, and whether the row limit cut it off.

    Nodes and relationships are dicts of their properties; a path is ``{"nodes": […], "relationships": […]}``, where
    relationships say their ``head`` and ``tail`` (yimai_ids) besides.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A node that answers to a name: yimai_id, label, name, the form that answered, how well (0-1), articles that name it."""

    id: str
    label: str
    name: str
    form: str
    score: float
    sources: int = 0


class Store(Protocol):
    """A graph database that is read; in a ``with`` it is closed at the end."""

    url: str

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = TIMEOUT,
        limit: int | None = LIMIT,
    ) -> Rows:
        """Run one reading statement with bound parameters; ``timeout`` in seconds. Raises QueryError, StoreError."""
        ...

    def find(self, text: str, *, labels: Sequence[str] = (), limit: int = 20) -> list[Found]:
        """Return the nodes that answer to a name, best first."""
        ...

    def graph(self) -> "Graph":
        """Return the whole graph that the store holds."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str | Path) -> Store:
    """Return the store at a URL: ``neo4j://host:7687`` (and ``+s``, ``bolt``), ``ladybug:PATH`` or the path of a file.

    Raises StoreError where nothing is there or the scheme is unknown.
    """
    if isinstance(url, Path):
        return open_file(url)
    scheme = urlsplit(url).scheme
    if scheme in NEO4J_SCHEMES:
        from graph.stores.neo4j_ import Neo4jStore

        return Neo4jStore(url)
    if scheme == "ladybug":
        return open_file(Path(url.removeprefix("ladybug:").removeprefix("//")))
    if "://" in url:
        raise StoreError(f"{url!r} is no store; allowed are a path, ladybug:PATH and {'://, '.join(NEO4J_SCHEMES)}://")
    return open_file(Path(url))


def open_file(path: Path) -> Store:
    """Return the embedded store in a file."""
    from graph.stores.ladybug_ import LadybugStore

    return LadybugStore(path)
