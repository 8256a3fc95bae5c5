"""``yimai network``: answers for people and for programs, and mistakes."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.build import build
from graph.errors import YimaiError
from graph.measures_command import register
from graph.stores.ladybug_compile_ import compile_store
from tests.readings import entity, reading

runner = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    register(made)
    return made


def run(app: typer.Typer, store: Path, *words: object) -> str:
    done = runner.invoke(app, ["network", *map(str, words), "--store", str(store)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_paths(app: typer.Typer, gold_store_path: Path) -> None:
    text = run(app, gold_store_path, "paths", "华为", "商汤医疗", "-k", 2)
    assert text.startswith("1. 华为 – ")
    assert "\n2. 华为 – " in text
    assert "“" in text
    found = json.loads(run(app, gold_store_path, "paths", "华为", "瑞金医院", "-k", 1, "-t", "DEVELOPED", "--json"))
    assert [n["name"] for n in found[0]["nodes"]] == ["华为", "RuiPath", "上海交通大学医学院附属瑞金医院"]
    assert [[fact["type"] for fact in hop] for hop in found[0]["hops"]] == [["DEVELOPED"], ["DEVELOPED"]]
    assert all(fact["sentences"] for hop in found[0]["hops"] for fact in hop)


def test_brokers(app: typer.Typer, gold_store_path: Path) -> None:
    found = json.loads(run(app, gold_store_path, "brokers", "--label", "Vendor", "-n", 3, "--json"))
    assert [row["label"] for row in found] == ["Vendor"] * 3
    assert found[0]["betweenness"] >= found[1]["betweenness"] > 0
    assert found[0]["name"] in run(app, gold_store_path, "brokers", "-n", 30)


def test_communities(app: typer.Typer, gold_store_path: Path) -> None:
    found = json.loads(run(app, gold_store_path, "communities", "-n", 2, "--json"))
    assert [group["size"] for group in found] == [len(group["members"]) for group in found]
    assert found[0]["members"][0]["name"] in run(app, gold_store_path, "communities", "-n", 2, "-m", 1)


def test_similar(app: typer.Typer, gold_store_path: Path) -> None:
    found = json.loads(run(app, gold_store_path, "similar", "瑞金", "--json"))
    assert 0 < found[0]["score"] <= 1
    assert found[0]["shared"]
    assert found[0]["name"] in run(app, gold_store_path, "similar", "瑞金")


def test_a_hospital_that_shares_nothing_is_said_to(app: typer.Typer, tmp_path: Path) -> None:
    graph = build([reading("a", "云浦县人民医院。", [entity("Hospital", "云浦县人民医院")])])
    store = compile_store(graph, tmp_path / "graph.lbug")
    words = ["network", "similar", "云浦县人民医院", "--store", str(store)]
    done = runner.invoke(app, words, catch_exceptions=False)
    assert done.stdout == "" and "云浦县人民医院 shares no vendor or model with another hospital" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["paths", "华为", "没有的公司"], "nothing answers"),
        (["paths", "华为", "RuiPath", "-t", "MENTIONS"], "--type may be ACQUIRED"),
        (["paths", "华为", "华为携手瑞金医院发布瑞智病理大模型RuiPath"], "answers to the Article"),
        (["similar", "华为"], "no Hospital answers to '华为', which is the Vendor '华为'"),
        (["similar", "没有的医院"], "no Hospital answers to '没有的医院'; `yimai find`"),
    ],
)
def test_mistakes(app: typer.Typer, gold_store_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(YimaiError, match=said):
        run(app, gold_store_path, *words)
