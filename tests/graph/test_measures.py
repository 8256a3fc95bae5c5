import pytest

from graph import measures
from graph.build import build
from graph.errors import NotFoundError
from graph.measures import (
    MEASURES,
    betweenness,
    brokered,
    communities,
    degrees,
    measured,
    paths,
    projection,
    similar_hospitals,
)
from graph.property_graph import Graph
from tests.gold_graph import gold_graph
from tests.readings import entity, partnership, reading, relation

HOSPITALS = ["云浦县人民医院", "云杉县人民医院", "云梦县人民医院"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    names = [entity("Vendor", n) for n in ("华为", "云瀚医疗", "仁桦科技")] + [entity("Hospital", n) for n in HOSPITALS]
    names += [entity("Model", n) for n in ("云杏", "仁桦")]
    facts = [
        partnership("华为", HOSPITALS[0], kind="strategic"),
        partnership("华为", HOSPITALS[1], kind="strategic"),
        partnership("云瀚医疗", HOSPITALS[1]),
        partnership("云瀚医疗", HOSPITALS[2]),
        relation(HOSPITALS[0], "USES", "云杏"),
        relation(HOSPITALS[1], "USES", "云杏"),
        relation("仁桦科技", "DEVELOPED", "仁桦"),
    ]
    return build([reading("a", "许多合作与使用。", names, facts)])


def test_degree_counts_neighbours(graph: Graph) -> None:
    found = degrees(graph)
    assert found[graph.entity(HOSPITALS[1]).id] == 3
    assert found[graph.entity("仁桦", label="Model").id] == 1
    assert graph.entity("华为").id not in degrees(graph, ["USES"])


def test_brokers(graph: Graph) -> None:
    found = betweenness(graph)
    assert max(found, key=lambda key: found[key]) == graph.entity(HOSPITALS[1]).id


def test_betweenness_is_that_of_networkx() -> None:
    from networkx import betweenness_centrality

    assert betweenness(gold_graph()) == pytest.approx(betweenness_centrality(projection(gold_graph())))


def test_betweenness_of_a_large_network_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = betweenness(gold_graph())
    monkeypatch.setattr(measures, "EXACT", 10)
    estimated = betweenness(gold_graph())
    assert estimated != exact
    assert estimated == betweenness(gold_graph())
    first = sorted(exact, key=lambda key: -exact[key])[:5]
    assert set(first) <= set(sorted(estimated, key=lambda key: -estimated[key])[:10])


def test_brokered_pairs_are_those_that_do_not_work_together() -> None:
    from itertools import combinations

    network = projection(gold_graph(), ["PARTNERS_WITH"])
    by_hand = {key: sum(not network.has_edge(a, b) for a, b in combinations(network[key], 2)) for key in network.nodes}
    assert brokered(gold_graph()) == by_hand


def test_communities_are_as_good_as_those_of_networkx() -> None:
    from networkx.algorithms.community import louvain_communities, modularity

    network = projection(gold_graph())
    theirs = modularity(network, louvain_communities(network, weight="sources", seed=7), weight="sources")
    assert modularity(network, communities(gold_graph()), weight="sources") > theirs - 0.01


def test_what_stores_keep(graph: Graph) -> None:
    found = measured(graph)
    assert set(found) == {n.id for n in graph.nodes() if n.label not in ("Article", "Partnership")}
    row = found[graph.entity(HOSPITALS[1]).id]
    assert list(row) == list(MEASURES)
    assert (row["degree"], row["partners"], row["brokered"]) == (3, 2, 1)
    assert row["community"] == graph.entity(HOSPITALS[1]).id
    assert found[graph.entity("仁桦", label="Model").id]["community"] == min(
        graph.entity("仁桦", label="Model").id, graph.entity("仁桦科技").id
    )
    assert measured(Graph()) == {}


def test_communities(graph: Graph) -> None:
    groups = communities(graph)
    assert sorted(key for group in groups for key in group) == sorted(projection(graph).nodes)
    assert sorted((graph.entity("仁桦科技").id, graph.entity("仁桦", label="Model").id)) in groups
    assert communities(graph) == groups
    assert communities(Graph()) == []


def test_paths_are_shortest_first_and_show_their_facts(graph: Graph) -> None:
    found = paths(graph, graph.entity("华为").id, graph.entity("云瀚医疗").id)
    assert [n.name for n in found[0].nodes] == ["华为", HOSPITALS[1], "云瀚医疗"]
    assert [[e.type for e in hop] for hop in found[0].hops] == [["PARTNERS_WITH"], ["PARTNERS_WITH"]]
    assert [len(p.nodes) for p in found] == [3, 5]
    with pytest.raises(NotFoundError, match="no facts lead from 华为 to 仁桦科技"):
        paths(graph, graph.entity("华为").id, graph.entity("仁桦科技").id)


def test_hospitals_with_alike_equipment(graph: Graph) -> None:
    found = similar_hospitals(graph, graph.entity(HOSPITALS[0]).id)
    assert [s.node.name for s in found] == [HOSPITALS[1]]
    assert {n.name for n in found[0].shared} == {"华为", "云杏"}
    assert 0 < found[0].score < 1
    assert len(similar_hospitals(graph, graph.entity(HOSPITALS[1]).id)) == 2
