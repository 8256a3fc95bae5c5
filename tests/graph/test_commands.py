import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.commands import register
from graph.errors import InputError, NotFoundError, WorkspaceError
from graph.ontology import ontology
from graph.property_graph import Graph
from graph.status_command import newest_reader, version_order
from tests.graph.test_workspace import filled

app = typer.Typer()
register(app)


@pytest.fixture
def w(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    def store(graph: Graph, path: Path) -> None:
        path.write_bytes(b"")

    monkeypatch.setenv("YIMAI_LANG", "en")
    monkeypatch.setattr("graph.build_files.default_compile", lambda: store)
    monkeypatch.setattr("graph.status_command._readers", [])
    filled(tmp_path / "w", "a", "b")
    return str(tmp_path / "w")


def out(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.stdout


def test_build_says_what_it_made_and_does_nothing_twice(w: str) -> None:
    first = json.loads(out("build", "-w", w, "--json"))
    assert first["new"]
    assert first["counts"]["PARTNERS_WITH"] == 1
    assert not json.loads(out("build", "-w", w, "--json"))["new"]
    assert json.loads(out("build", "-w", w, "--json", "--force"))["build"] == 2
    assert "1  Partnership" in out("build", "-w", w)


def test_status(w: str) -> None:
    found = json.loads(out("status", "-w", w, "--json"))
    assert (found["articles"], found["builds"], found["current"], found["outdated"]) == (2, [], None, True)
    out("build", "-w", w)
    found = json.loads(out("status", "-w", w, "--json"))
    assert (found["readers"], found["stale"], found["current"], found["outdated"]) == ({"test-1": 2}, 0, 1, False)
    text = out("status", "-w", w)
    assert "articles: 2" in text
    assert "* build 1: 6 nodes" in text


def test_status_counts_as_stale_what_the_present_reader_has_not_read(w: str) -> None:
    newest_reader(lambda: "test-2")
    assert json.loads(out("status", "-w", w, "--json"))["stale"] == 2
    assert "stale, of an older reader: 2" in out("status", "-w", w)
    newest_reader(lambda: "test-1")
    assert json.loads(out("status", "-w", w, "--json"))["stale"] == 0


def test_contradicting_decisions_are_told(w: str) -> None:
    Path(w, "decisions.txt").write_text("same | Vendor | 甲 | 乙\ndifferent | Vendor | 乙 | 甲\n", encoding="utf-8")
    assert "contradict" in CliRunner().invoke(app, ["build", "-w", w]).stderr
    assert "the lines 1 and 2 contradict each other" in out("status", "-w", w)
    assert json.loads(out("status", "-w", w, "--json"))["contradictions"] == [[1, 2]]


def test_a_retracted_article_is_gone_with_the_next_build(w: str) -> None:
    out("build", "-w", w)
    before = json.loads(out("show", "瑞金医院", "-w", w, "--json"))
    filled(Path(w), "news/c", "other/c")
    with pytest.raises(NotFoundError, match="2 articles end so"):
        out("retract", "a", "c", "-w", w)
    with pytest.raises(NotFoundError, match="no article is called so"):
        out("retract", "a", "nowhere", "-w", w)
    assert json.loads(out("status", "-w", w, "--json"))["articles"] == 4
    assert json.loads(out("retract", "news/c", "other/c", "-w", w, "--json")) == {"retracted": ["news/c", "other/c"]}
    out("build", "-w", w)
    assert json.loads(out("show", "瑞金医院", "-w", w, "--json")) == before
    assert out("retract", "a", "-w", w) == "a\n"


def test_find_and_show(w: str) -> None:
    out("build", "-w", w)
    assert "上海交通大学医学院附属瑞金医院  (rjyy)" in out("find", "rjyy", "-w", w)
    found = json.loads(out("find", "瑞金", "-w", w, "--json", "--label", "Hospital"))
    assert [(m["label"], m["form"]) for m in found] == [("Hospital", "瑞金")]
    out("find", "没有的", "-w", w, code=6)
    text = out("show", "瑞金医院", "-w", w)
    for part in (
        "“华为与瑞金医院合作。”",
        "题 · 2025-01-01",
        "PARTNERS_WITH",
        "registry_city: 上海",
        "[strategic · 0.80",
    ):
        assert part in text
    with pytest.raises(NotFoundError):
        out("show", "没有的", "-w", w)


def test_every_fact_that_is_shown_carries_a_slice_of_the_article(w: str) -> None:
    out("build", "-w", w)
    found = json.loads(out("show", "瑞金医院", "-w", w, "--json"))
    assert {f["type"] for f in found["facts"]} == {"PARTNERS_WITH", "PARTY_TO"}
    for piece in [*found["evidence"], *(e for f in found["facts"] for e in f["evidence"])]:
        assert "华为与瑞金医院合作。"[piece["start"] : piece["end"]] == piece["sentence"]
        assert piece["title"] == "题"


def test_schema_is_that_of_the_ontology(w: str) -> None:
    found = json.loads(out("schema", "--json"))
    assert list(found["labels"]) == list(ontology().labels)
    assert list(found["types"]) == list(ontology().types)
    text = out("schema")
    assert all(f"({label})" in text for label in ontology().labels)


def test_compare(w: str, tmp_path: Path) -> None:
    assert "=  1.00  Hospital" in out("compare", "浙大二院", "浙江大学医学院附属第二医院")
    found = json.loads(out("compare", "华为", "华为云", "--json"))
    assert (found["label"], found["same"], found["score"]) == ("Vendor", False, 0.0)
    assert "different_row" in found["rules"]
    assert not json.loads(out("compare", "盘古大模型", "华为", "--json"))["same"]
    file = tmp_path / "pairs.tsv"
    file.write_text("label\ta\tb\nHospital\t瑞金医院\t上海瑞金医院\n\nModel\tGPT-4\tGPT-4o\n", encoding="utf-8")
    lines = [json.loads(line) for line in out("compare", "--pairs", str(file), "--json").splitlines()]
    assert [(o["label"], o["a"], o["b"], o["same"]) for o in lines] == [
        ("Hospital", "瑞金医院", "上海瑞金医院", True),
        ("Model", "GPT-4", "GPT-4o", False),
    ]
    (Path(w) / "decisions.txt").write_text(
        "different | Hospital | 浙大二院 | 浙江大学医学院附属第二医院\n", encoding="utf-8"
    )
    assert out("compare", "浙大二院", "浙江大学医学院附属第二医院", "-w", w).startswith("≠")


def test_bad_arguments_are_named(w: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two names"):
        out("compare", "一个")
    with pytest.raises(InputError, match="cannot be read"):
        out("compare", "--pairs", str(tmp_path / "missing"))
    (tmp_path / "bad.tsv").write_text("Hospital\t瑞金医院\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        out("compare", "--pairs", str(tmp_path / "bad.tsv"))


def test_the_head_of_pairs_orders_their_columns_and_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("a\tb\tnote\tlabel\n瑞金医院\t上海瑞金医院\t\tHospital\n\n甲\t乙\t\tFirm\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"pairs.tsv, line 4: 'Firm' is no label"):
        out("compare", "--pairs", str(file))
    file.write_text("a\tb\tlabel\n瑞金医院\t上海瑞金医院\tHospital\n", encoding="utf-8")
    assert out("compare", "--pairs", str(file)).startswith("=  1.00  Hospital  瑞金医院  上海瑞金医院")
    with pytest.raises(WorkspaceError, match="no workspace"):
        out("status", "-w", str(tmp_path / "nowhere"))
    assert version_order("reader-10") > version_order("reader-9")
