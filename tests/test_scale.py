"""The generated graph of ``benchmarks/scale.py``: the same for a seed, of the size asked for, with hubs."""

from benchmarks.scale import table
from benchmarks.scale_graph import generated
from graph.ontology import ontology
from graph.property_graph import to_bytes


def test_the_generated_graph() -> None:
    graph = generated(300, 2000)
    assert to_bytes(graph) == to_bytes(generated(300, 2000))
    assert to_bytes(graph) != to_bytes(generated(300, 2000, seed=2))
    facts = sum(1 for edge in graph.edges() if edge.type != "MENTIONS")
    assert 0.95 * 2000 < facts <= 2000
    assert {edge.type for edge in graph.edges()} == set(ontology().types)
    degrees = sorted(int(d) for _, d in graph.network.degree())
    assert degrees[-1] > 10 * degrees[len(degrees) // 2]


def test_the_table_of_figures() -> None:
    asked = {"partners": {"named": True, "median": 0.1, "worst": 0.2, "cpu": 0.05, "rows": 3}}
    lines = table({"embedded": {"questions": asked}}).splitlines()
    assert lines[0] == "| question | rows | embedded: median | embedded: worst | embedded: processor |"
    assert lines[2] == "| partners † | 3 | 0.1 | 0.2 | 0.05 |"
