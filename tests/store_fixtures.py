"""The stores of the annotated examples, and the rule for tests that want a Neo4j server.

A test marked ``neo4j`` runs against a real server. Without Java or Maven these tests are deselected with a line that says
what to install; with ``CI`` in the environment they run all the same, and fail.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j_server import Server, missing, neo4j_server

if TYPE_CHECKING:
    from graph.stores.ladybug_ import LadybugStore
    from graph.stores.neo4j_ import Neo4jStore

DESELECTED = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "neo4j: wants a real Neo4j server (Java 17, Maven)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    marked = [item for item in items if item.get_closest_marker("neo4j")]
    lacking = missing() if marked and not os.environ.get("CI") else ""
    if lacking:
        config.hook.pytest_deselected(items=marked)
        items[:] = [item for item in items if item not in marked]
        config.stash[DESELECTED] = f"{len(marked)} tests against Neo4j are left out: {lacking}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if line := config.stash.get(DESELECTED, ""):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def gold_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated examples, compiled once a session."""
    from graph.stores.ladybug_compile_ import compile_store
    from tests.gold_graph import gold_graph

    return compile_store(gold_graph(), tmp_path_factory.mktemp("gold") / "graph.lbug")


@pytest.fixture(scope="session")
def gold_store(gold_store_path: Path) -> "Iterator[LadybugStore]":
    from graph.stores.ladybug_ import LadybugStore

    with LadybugStore(gold_store_path) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j() -> Iterator[Server]:
    """A server without a password, started once a session."""
    with neo4j_server() as server:
        yield server


@pytest.fixture(scope="session")
def gold_neo4j(neo4j: Server) -> "Iterator[Neo4jStore]":
    """The annotated examples on the server. Tests that write use a server of their own."""
    from graph.stores.neo4j_ import Neo4jStore
    from graph.stores.push import push
    from tests.gold_graph import gold_graph

    push(gold_graph(), neo4j.url)
    with Neo4jStore(neo4j.url) as store:
        yield store
