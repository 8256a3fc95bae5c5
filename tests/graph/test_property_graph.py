from pathlib import Path

import pytest

from graph.build import build
from graph.errors import NotFoundError, VocabularyError, WorkspaceError
from graph.ontology import ontology
from graph.property_graph import LETTERS, Graph, edge_schema, load, node_schema, save, to_bytes
from tests.readings import entity, partnership, reading, relation

TEXT = "2025年2月18日，上海交通大学医学院附属瑞金医院（瑞金医院）与华为联合发布RuiPath。"
HOSPITAL = "上海交通大学医学院附属瑞金医院"
SCALARS = (str, int, float, bool)


def small() -> Graph:
    return build(
        [
            reading(
                "a.txt",
                TEXT,
                [entity("Hospital", HOSPITAL, "瑞金医院"), entity("Vendor", "华为"), entity("Model", "RuiPath")],
                [
                    partnership(HOSPITAL, "华为", concerns=["RuiPath"], date="2025-02-18", kind="joint_release"),
                    relation("华为", "DEVELOPED", "RuiPath"),
                ],
                title="发布",
                date="2025-02-19",
            )
        ]
    )


def test_every_label_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(ontology().labels)
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_nodes_and_edges_keep_to_the_schema_and_are_flat() -> None:
    graph = small()
    rows = [(node_schema(n.label), n.properties) for n in graph.nodes()]
    rows += [(edge_schema(e.type), e.properties) for e in graph.edges()]
    for schema, properties in rows:
        assert set(properties) <= set(schema)
        assert {name for name, kind in schema.items() if kind.endswith("[]")} <= set(properties)
        for value in properties.values():
            items = value if isinstance(value, list) else [value]
            assert all(isinstance(item, SCALARS) for item in items)


def test_evidence_lists_run_parallel_and_are_slices() -> None:
    for edge in small().edges():
        p = edge.properties
        if edge.type != "MENTIONS":
            lengths = {
                len(p[name]) for name in ("articles", "starts", "ends", "spans", "sentences", "rules", "published")
            }
            assert lengths == {1}
            assert TEXT[p["starts"][0] : p["ends"][0]] == p["sentences"][0]


def test_a_graph_survives_its_file(tmp_path: Path) -> None:
    graph = small()
    save(graph, tmp_path / "graph.json.gz")
    again = load(tmp_path / "graph.json.gz")
    assert to_bytes(again) == to_bytes(graph)
    assert (tmp_path / "graph.json.gz").read_bytes() == to_bytes(graph)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.json.gz"]


@pytest.mark.parametrize("content", [b"", b"not gzip", None])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "g").write_bytes(content)
    with pytest.raises(WorkspaceError, match="yimai build"):
        load(tmp_path / "g")


def test_ends_are_checked() -> None:
    graph = Graph()
    graph.add_node("Vendor", {"yimai_id": "V1", "name": "华为"})
    graph.add_node("Model", {"yimai_id": "M1", "name": "盘古"})
    with pytest.raises(VocabularyError, match="DEVELOPED goes from"):
        graph.add_edge("M1", "DEVELOPED", "V1", {})


def test_unknown_id() -> None:
    with pytest.raises(NotFoundError, match="no node has the id"):
        small().node("H0")
