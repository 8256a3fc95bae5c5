from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.errors import QueryError, StoreError
from graph.property_graph import Graph, to_bytes
from graph.stores import open_store
from graph.stores.ladybug_ import LadybugStore
from graph.stores.ladybug_compile_ import Load, ahead, compile_store
from tests.readings import entity, reading, relation


@pytest.mark.parametrize("url", ["{path}", "ladybug:{path}", "ladybug://{path}"])
def test_open_store(gold_store_path: Path, url: str) -> None:
    with open_store(url.format(path=gold_store_path)) as store:
        assert store.query("RETURN 1 AS x").rows == [(1,)]
    with open_store(gold_store_path) as store:
        assert store.url == str(gold_store_path)


@pytest.mark.parametrize(("url", "said"), [("missing.lbug", "yimai build"), ("http://x", "http://x.* is no store")])
def test_no_store(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(url)


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    path.write_bytes(b"no store" * 4096)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(path)


def test_an_empty_graph_and_odd_texts(tmp_path: Path) -> None:
    with LadybugStore(compile_store(Graph(), tmp_path / "empty.lbug")) as store:
        assert store.query("MATCH (n) RETURN count(n) AS n").rows == [(0,)]
    odd = 'a"b\\c,\u2028\x00\ud800,’'
    made = build(
        [
            reading(
                "a",
                "华为用RuiPath",
                [entity("Vendor", "华为"), entity("Model", "RuiPath")],
                [relation("华为", "USES", "RuiPath", title=odd)],
            )
        ]
    )
    for edge in made.edges("USES"):
        made.network.edges[edge.head, edge.tail, "USES"]["sentences"] = [odd]
    with LadybugStore(compile_store(made, tmp_path / "odd.lbug")) as store:
        ((sentences,),) = store.query("MATCH ()-[r:USES]->() RETURN r.sentences AS s").rows
    assert sentences == [odd.replace("\ud800", "\ufffd")]


def test_a_file_is_never_written_over(gold_store_path: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        compile_store(Graph(), gold_store_path)


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    compile_store(Graph(), tmp_path / "graph.lbug")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.lbug"]


def test_replaced_under_an_open_reader(tmp_path: Path, gold_store_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    path.write_bytes(gold_store_path.read_bytes())
    with LadybugStore(path) as old:
        compile_store(Graph(), tmp_path / "new.lbug").replace(path)
        assert old.query("MATCH (n:Vendor) RETURN count(n) AS n").rows[0][0] > 0
        with LadybugStore(path) as new:
            assert new.query("MATCH (n:Vendor) RETURN count(n) AS n").rows == [(0,)]


def test_files_are_not_touched(gold_store: LadybugStore, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with pytest.raises(QueryError):
        gold_store.query(f"COPY (MATCH (v:Vendor) RETURN v.name) TO '{target.as_posix()}'")
    assert not target.exists()


def test_a_parameter_in_a_comprehension_says_what_to_do(gold_store: LadybugStore) -> None:
    with pytest.raises(QueryError, match="WITH \\$x AS x"):
        gold_store.query("RETURN [x IN [1, 2] WHERE x > $n | x] AS x", {"n": 1})


def test_two_compilations_hold_the_same(tmp_path: Path, gold_store: LadybugStore) -> None:
    again = compile_store(gold_store.graph(), tmp_path / "again.lbug")
    with LadybugStore(again) as store:
        assert to_bytes(store.graph()) == to_bytes(gold_store.graph())


def test_tables_made_ahead_come_in_order_and_errors_come_through() -> None:
    def made() -> Iterator[Load]:
        yield from (("COPY", i) for i in range(5))
        raise RuntimeError("broken")

    seen = []
    with pytest.raises(RuntimeError, match="broken"):
        for _, i in ahead(made()):
            seen.append(i)
    assert seen == [0, 1, 2, 3, 4]
