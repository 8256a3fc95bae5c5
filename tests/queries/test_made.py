"""Questions about what the examples do not hold: conflicts, reprints, partnerships on a model, hospitals without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.model import Event
from graph.property_graph import Graph
from graph.stores import Store
from queries.run import run_query
from tests.readings import entity, partnership, reading, relation, transaction

TEXT = (
    "云瀚医疗与云浦县人民医院就云杏模型达成合作，云浦县人民医院随后在三个科室使用云杏，双方还将共同培训医护人员。" * 3
)
NAMES = [
    entity("Vendor", "云瀚医疗"),
    entity("Vendor", "仁桦科技"),
    entity("Model", "云杏"),
    entity("Dataset", "云浦影像集"),
]
HOSPITALS = [entity("Hospital", f"{place}县人民医院") for place in ("云浦", "云杉")]


def sale(price: float) -> tuple[str, Event]:
    return transaction(seller=["云浦县人民医院"], buyer=["云瀚医疗"], dataset=["云浦影像集"], price=price)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    from graph.stores.ladybug_ import LadybugStore
    from graph.stores.ladybug_compile_ import compile_store

    facts = [
        partnership("云瀚医疗", "云浦县人民医院", concerns=["云杏"]),
        partnership("云瀚医疗", "云杉县人民医院"),
        relation("云浦县人民医院", "USES", "云杏"),
        relation("云瀚医疗", "ACQUIRED", "仁桦科技"),
        relation("仁桦科技", "ACQUIRED", "云瀚医疗"),
    ]
    readings = [
        reading("a", TEXT, [*NAMES, *HOSPITALS], [*facts, sale(980_000)], date="2025-01-01"),
        reading("b", TEXT, [*NAMES, *HOSPITALS], [*facts, sale(1_200_000)], date="2025-01-02"),
    ]
    with LadybugStore(compile_store(build(readings), tmp_path_factory.mktemp("made") / "graph.lbug")) as opened:
        yield opened


def test_facts_that_are_told_both_ways_and_events_with_two_prices(store: Store) -> None:
    rows = list(run_query(store, "conflicts").records())
    assert [(row["head"], row["relation"], row["tail"]) for row in rows] == [
        ("云浦影像集", "DataTransaction", None),
        ("云瀚医疗", "ACQUIRED", "仁桦科技"),
        ("仁桦科技", "ACQUIRED", "云瀚医疗"),
    ]
    (event,) = run_query(store, "event-conflicts").records()
    assert (event["event"], event["reason"]) == ("云浦影像集", "price: 980000 or 1200000")


def test_near_copies(store: Store) -> None:
    (row,) = run_query(store, "reprints").records()
    assert row["article_id"] != row["first_id"]


def test_partnerships_on_a_model(store: Store) -> None:
    (row,) = run_query(store, "partnerships-on", subject="云杏").records()
    assert row["parties"] == ["云浦县人民医院", "云瀚医疗"]


def test_hospitals_that_a_model_could_go_to(store: Store) -> None:
    (row,) = run_query(store, "white-space-of-model", model="云杏").records()
    assert (row["hospital"], row["shared_names"]) == ("云杉县人民医院", ["云瀚医疗"])


def test_rivals_are_sought_among_the_vendors_with_most_partners(tmp_path: Path) -> None:
    """Ten vendors have fewer partners than the two hundred that are compared."""
    from graph.stores.ladybug_ import LadybugStore
    from graph.stores.ladybug_compile_ import compile_store

    graph = Graph()
    for i in range(210):
        graph.add_node("Vendor", {"yimai_id": f"V{i:012x}", "name": f"厂商{i}"})
    for i in range(203):
        graph.add_node("Hospital", {"yimai_id": f"H{i:012x}", "name": f"医院{i}"})
    pairs = [(i, j) for i in range(200) for j in (0, 1)] + [(i, 2) for i in range(200, 210)]
    for i, j in pairs:
        graph.add_edge(f"H{j:012x}", "PARTNERS_WITH", f"V{i:012x}", {"yimai_id": f"R{i:06x}{j:06x}", "sources": 1})
    with LadybugStore(compile_store(graph, tmp_path / "graph.lbug")) as store:
        rows = run_query(store, "rivals", top=10_000, limit=None).rows
    assert {name for row in rows for name in row[:2]} == {f"厂商{i}" for i in range(200)}
