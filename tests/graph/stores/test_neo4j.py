"""Bringing a real server up to date: with and without a password, again after it was broken off, beside a team's data."""

from collections.abc import Iterable, Iterator

import pytest

from graph.build import build
from graph.errors import StoreError
from graph.property_graph import Graph, to_bytes
from graph.stores import neo4j_, open_store
from graph.stores.neo4j_ import Neo4jStore, address
from graph.stores.push import Push, Pushed, Row, push
from tests.neo4j_server import Server, neo4j_server
from tests.readings import entity, partnership, reading, relation

BEFORE = [
    reading(
        "a.txt",
        "华为与瑞金医院合作，瑞金医院使用RuiPath。",
        [entity("Vendor", "华为"), entity("Hospital", "瑞金医院"), entity("Model", "RuiPath")],
        [partnership("华为", "瑞金医院", kind="strategic"), relation("瑞金医院", "USES", "RuiPath", date="2025-02")],
        date="2025-02-18",
    )
]
AFTER = [
    reading(
        "b.txt",
        "华为研发了RuiPath。",
        [entity("Vendor", "华为"), entity("Model", "RuiPath")],
        [relation("华为", "DEVELOPED", "RuiPath")],
        date="2025-03-01",
    )
]


def test_credentials_do_not_belong_into_the_url() -> None:
    with pytest.raises(StoreError, match="YIMAI_NEO4J_USER"):
        address("neo4j://neo4j:secret@localhost")


def test_database_comes_from_url_or_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_NEO4J_DATABASE", "team")
    assert address("bolt://h:1?database=news") == neo4j_.Address("bolt://h:1", "news")
    assert address("bolt://h:1") == neo4j_.Address("bolt://h:1", "team")
    with pytest.raises(StoreError, match="sets bogus"):
        address("bolt://h:1?bogus=1")


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="does not let us in"):
        open_store("bolt://127.0.0.1:1")


@pytest.mark.neo4j
def test_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with neo4j_server(auth=True, tls=True) as server:
        monkeypatch.setenv("YIMAI_NEO4J_USER", server.user)
        monkeypatch.setenv("YIMAI_NEO4J_PASSWORD", server.password)
        assert server.url.startswith("bolt+ssc://")
        graph = build(BEFORE)
        push(graph, server.url)
        assert to_bytes(graph_at(server.url)) == to_bytes(graph)
        plain = server.url.replace("+ssc", "")
        for refused in (
            plain,
            server.url.replace("+ssc", "+s"),
        ):  # without TLS; with a certificate that nobody vouches for
            with pytest.raises(StoreError, match="does not let us in"):
                open_store(refused)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with a password."""
    with neo4j_server(auth=True) as server:
        yield server


@pytest.fixture
def url(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server, empty, with the password in the environment."""
    from neo4j import GraphDatabase

    monkeypatch.setenv("YIMAI_NEO4J_USER", server.user)
    monkeypatch.setenv("YIMAI_NEO4J_PASSWORD", server.password)
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return server.url


def graph_at(url: str) -> Graph:
    with Neo4jStore(url) as store:
        return store.graph()


@pytest.mark.neo4j
def test_a_wrong_password_says_where_it_comes_from(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_NEO4J_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="YIMAI_NEO4J_PASSWORD"):
        open_store(url)


@pytest.mark.neo4j
def test_what_is_gone_from_the_graph_is_removed(url: str) -> None:
    before, after = build(BEFORE), build(AFTER)
    assert push(before, url).removed_nodes == 0
    assert to_bytes(graph_at(url)) == to_bytes(before)
    done = push(after, url)
    assert done.removed_nodes == len({n.id for n in before.nodes()} - {n.id for n in after.nodes()})
    assert to_bytes(graph_at(url)) == to_bytes(after)
    assert push(after, url) == Pushed(done.nodes, done.relationships, 0, 0, 0)


@pytest.mark.neo4j
def test_a_push_that_was_broken_off_is_repeated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    push(build(BEFORE), url)
    calls = 0
    write = Push.write

    def breaking(self: Push, text: str, rows: Iterable[Row]) -> int:
        nonlocal calls
        calls += 1
        if calls == 6:
            raise KeyboardInterrupt
        return write(self, text, rows)

    monkeypatch.setattr(Push, "write", breaking)
    with pytest.raises(KeyboardInterrupt):
        push(build(AFTER), url, batch=1)
    monkeypatch.undo()
    monkeypatch.setenv("YIMAI_NEO4J_USER", "neo4j")
    monkeypatch.setenv("YIMAI_NEO4J_PASSWORD", "yimai-tests")
    push(build(AFTER), url)
    assert to_bytes(graph_at(url)) == to_bytes(build(AFTER))


@pytest.mark.neo4j
def test_a_teams_own_data_are_left_alone(url: str, server: Server) -> None:
    from neo4j import GraphDatabase

    before, after = build(BEFORE), build(AFTER)
    push(before, url)
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        driver.execute_query("CREATE (:Vendor {name: 'ours'})-[:OWNS]->(:Note {text: 'x'})")
        driver.execute_query(
            "MATCH (h:Hospital {name: $name}) SET h.crm = 7 CREATE (h)<-[:VISITED]-(:Note {text: 'y'})",
            name=hospital(before),
        )
        driver.execute_query(
            "MATCH (v:Vendor {name: '华为'}) SET v.crm = 8 CREATE (v)-[:USES]->(:Model {name: 'theirs'})"
        )
        theirs = "MATCH (n) WHERE n.yimai_id IS NULL RETURN count(n) AS n"
        visits = "MATCH (h)<-[r:VISITED]-() RETURN labels(h) AS labels, h.crm AS crm"
        count = driver.execute_query(theirs).records[0]["n"]
        assert push(after, url).kept == 1
        assert driver.execute_query(theirs).records[0]["n"] == count
        assert driver.execute_query(visits).records[0].data() == {"labels": ["YimaiRemoved"], "crm": 7}
        uses = "MATCH (v:Vendor)-[:USES]->(m:Model {name: 'theirs'}) RETURN v.crm AS crm"
        assert driver.execute_query(uses).records[0]["crm"] == 8
        push(before, url)
        assert driver.execute_query(visits).records[0].data() == {"labels": ["Hospital"], "crm": 7}


def hospital(graph: Graph) -> str:
    return next(graph.nodes("Hospital")).name


@pytest.mark.neo4j
def test_constraints_and_full_text_index_are_there(url: str, server: Server) -> None:
    from neo4j import GraphDatabase

    push(build(BEFORE), url)
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver:
        constraints = {r["name"] for r in driver.execute_query("SHOW CONSTRAINTS YIELD name").records}
        assert {"yimai_Vendor", "yimai_Article"} <= constraints
        text = "CALL db.index.fulltext.queryNodes('yimai_names', '瑞金') YIELD node RETURN node.name AS name"
        assert driver.execute_query(text).records[0]["name"] == hospital(build(BEFORE))


@pytest.mark.neo4j
def test_the_server_refuses_to_write_in_a_question(url: str) -> None:
    """Besides our own check of the text."""
    with Neo4jStore(url) as store, pytest.raises(Exception, match=r"(?i)writ"):
        store._read("CREATE (n:Vendor {name: 'x'}) RETURN n", {}, 5.0, None)
