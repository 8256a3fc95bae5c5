"""Each format is opened by a reader that is not ours."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.export import FORMATS, export
from graph.property_graph import Graph, to_bytes
from tests.gold_graph import gold_graph
from tests.neo4j_server import admin, configure, neo4j_server


@pytest.fixture(scope="module")
def graph() -> Graph:
    return gold_graph()


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(p.relative_to(path.parent)): p.read_bytes() for p in files}


@pytest.mark.parametrize("format", FORMATS)
def test_same_graph_same_bytes(graph: Graph, format: str, tmp_path: Path) -> None:
    export(graph, tmp_path / "a" / "out", format=format)
    export(graph, tmp_path / "b" / "out", format=format)
    assert contents(tmp_path / "a" / "out") == contents(tmp_path / "b" / "out")


def test_unknown_format_names_the_known(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="graphml"):
        export(graph, tmp_path / "x", format="docx")


def test_a_place_that_cannot_be_written(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        export(graph, tmp_path / "file" / "out", format="csv")


def test_csv(graph: Graph, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", format="csv")
    with (folder / "nodes" / "Vendor.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["yimai_id"]: json.loads(row["sentences"]) for row in rows} == {
        n.id: n.properties["sentences"] for n in graph.nodes("Vendor")
    }


def test_parquet(graph: Graph, tmp_path: Path) -> None:
    import pandas as pd

    folder = export(graph, tmp_path / "out", format="parquet")
    frame = pd.read_parquet(folder / "edges" / "USES.parquet")
    assert len(frame) == len(list(graph.edges("USES")))
    assert list(frame.iloc[0]["articles"])


def test_graphml(graph: Graph, tmp_path: Path) -> None:
    import igraph

    path = export(graph, tmp_path / "out.graphml", format="graphml")
    read = igraph.Graph.Read_GraphML(str(path))
    assert (read.vcount(), read.ecount()) == (len(graph), graph.network.number_of_edges())
    assert Counter(read.vs["label"]) == Counter(n.label for n in graph.nodes())
    assert "华为" in read.vs["name"]


def test_gexf(graph: Graph, tmp_path: Path) -> None:
    import networkx as nx

    path = export(graph, tmp_path / "out.gexf", format="gexf")
    read = nx.read_gexf(path)
    assert (len(read), read.number_of_edges()) == (len(graph), graph.network.number_of_edges())
    assert {d["label"] for _, d in read.nodes(data=True)} == {n.name for n in graph.nodes()}


def test_node_link(graph: Graph, tmp_path: Path) -> None:
    import networkx as nx

    path = export(graph, tmp_path / "out.json", format="json")
    read = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert nx.utils.graphs_equal(read, graph.network)


def test_jsonld_is_rdf_with_provenance(graph: Graph, tmp_path: Path) -> None:
    import rdflib

    path = export(graph, tmp_path / "out.jsonld", format="jsonld")
    read = rdflib.Graph().parse(str(path), format="json-ld")
    asked = """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX y: <urn:yimai:ontology:>
        SELECT ?who ?sentence ?title WHERE {
          ?fact a rdf:Statement; rdf:predicate y:DEVELOPED; rdf:subject ?s; rdf:object ?o; prov:qualifiedDerivation ?d.
          ?s rdfs:label ?who; y:DEVELOPED ?o. ?o rdfs:label "RuiPath".
          ?d prov:entity ?article; prov:value ?sentence. ?article rdfs:label ?title }"""
    rows = {(str(r.who), str(r.sentence), str(r.title)) for r in read.query(asked)}
    title = "华为携手瑞金医院发布瑞智病理大模型RuiPath"
    assert ("华为", title, title) in rows


def test_neo4j_admin_files_have_typed_headers(graph: Graph, tmp_path: Path) -> None:
    folder = export(graph, tmp_path / "out", format="neo4j-admin")
    head = (folder / "nodes" / "Vendor.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert head.startswith("yimai_id:ID(yimai),label:string,name:string,aliases:string[]")
    head = (folder / "edges" / "USES.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert head.startswith(":START_ID(yimai),:END_ID(yimai),yimai_id:string")
    assert "--relationships=USES=edges/USES.csv" in (folder / "import.sh").read_text(encoding="utf-8")


@pytest.mark.neo4j
def test_neo4j_admin_imports_the_whole_graph(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.stores.neo4j_ import Neo4jStore

    folder = export(graph, tmp_path / "out", format="neo4j-admin")
    home = tmp_path / "neo4j"
    configure(home, 7687, auth=False)
    text = (folder / "import.sh").read_text(encoding="utf-8").replace(" \\\n", " ")
    line = next(line for line in text.splitlines() if "database import full" in line)
    words = [w for w in line.split() if w.startswith("--")]
    monkeypatch.chdir(folder)
    done = admin(home, "database", "import", "full", "neo4j", *words)
    assert "IMPORT DONE" in done.stdout
    with neo4j_server(home) as server, Neo4jStore(server.url) as store:
        run_file(server.url, folder / "after-import.cypher")
        assert to_bytes(store.graph()) == to_bytes(graph)
    shutil.rmtree(home)


def run_file(url: str, path: Path) -> None:
    """Run the statements of a file, as ``cypher-shell`` does."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(url, notifications_min_severity="OFF") as driver, driver.session() as session:
        for statement in path.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                session.run(statement).consume()
