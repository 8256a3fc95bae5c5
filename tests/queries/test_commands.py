import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.build import build
from graph.errors import InputError, NotFoundError, QueryError, YimaiError
from graph.stores.ladybug_ import LadybugStore
from graph.stores.ladybug_compile_ import compile_store
from queries.catalogue import question
from queries.commands import by_name, register
from queries.completion import parameters_like
from queries.page import graph_of, ids_of
from queries.run import ids_asked, run_query
from tests.cli import environment
from tests.readings import entity, reading

runner = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    register(made)
    return made


def run(app: typer.Typer, *words: object, stdin: str = "") -> str:
    done = runner.invoke(app, [str(w) for w in words], input=stdin, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_list(app: typer.Typer) -> None:
    listed = json.loads(run(app, "query", "list", "--json", "--tag", "data"))
    assert {"data-transactions", "exchanges"} <= {q["name"] for q in listed}
    assert {"name", "title", "tags", "parameters"} <= listed[0].keys()
    assert "partners" in run(app, "query", "list")


def test_show(app: typer.Typer) -> None:
    text = run(app, "query", "show", "partners")
    assert "the name of a Vendor/Hospital/Institution" in text
    assert "MATCH (o:Vendor" in text


def test_run_to_a_file_and_to_stdout(app: typer.Typer, gold_store_path: Path, tmp_path: Path) -> None:
    words = ["query", "run", "partners", "--param", "organisation=华为", "--store", gold_store_path]
    rows = json.loads(run(app, *words, "--format", "json"))
    assert rows[0]["partner"] == "上海交通大学医学院附属瑞金医院"
    out = tmp_path / "out.csv"
    run(app, *words, "-f", "csv", "--bom", "-o", out)
    assert out.read_text(encoding="utf-8-sig").startswith("partner,label")


def test_values_without_a_name_are_the_parameters_in_order(app: typer.Typer, gold_store_path: Path) -> None:
    def asked(*words: str) -> str:
        return run(app, "query", "run", *words, "-f", "csv", "--store", gold_store_path)

    by_name = asked("partners", "-p", "organisation=瑞金")
    assert asked("partners", "瑞金") == by_name != asked("partners", "华为")
    path = asked("path-between", "-p", "one=华为", "-p", "other=瑞金")
    assert asked("path-between", "华为", "瑞金") == path
    assert asked("path-between", "瑞金", "-p", "one=华为") == path


def test_run_cypher_from_stdin(app: typer.Typer, gold_store_path: Path) -> None:
    text = "MATCH (v:Vendor {name: $name}) RETURN v.name AS name"
    out = run(app, "query", "run", "-", "-p", "name=华为", "-f", "jsonl", "--store", gold_store_path, stdin=text)
    assert json.loads(out) == {"name": "华为"}


def test_whom_a_name_means_is_told(app: typer.Typer, gold_store_path: Path) -> None:
    def told(given: str) -> str:
        words = ["query", "run", "partners", "-p", f"organisation={given}", "--store", str(gold_store_path)]
        return runner.invoke(app, words, catch_exceptions=False).stderr

    assert "瑞金 is 上海交通大学医学院附属瑞金医院 (Hospital, H" in told("瑞金")
    assert told("华为") == ""


def test_a_name_that_is_another_ones_alias_is_asked_about(app: typer.Typer, tmp_path: Path) -> None:
    hospital = entity("Hospital", "云浦中心医院", "云浦")
    graph = build(
        [reading("a", "云浦中心医院，云浦。", [hospital]), reading("b", "云浦系统。", [entity("Vendor", "云浦")])]
    )
    store = compile_store(graph, tmp_path / "graph.lbug")
    with pytest.raises(NotFoundError, match=r"'云浦' may be 云浦 \(Vendor, V.*, 云浦中心医院 \(Hospital, H"):
        run(app, "query", "run", "partners", "-p", "organisation=云浦", "--store", store)


def test_page(app: typer.Typer, gold_store_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run(app, "query", "run", "partners", "--store", gold_store_path, "--page", page)
    assert "<html" in page.read_text(encoding="utf-8")


def test_a_page_shows_whom_the_question_is_about(gold_store: LadybugStore) -> None:
    table = run_query(gold_store, "partners", organisation="瑞金")
    asked = ids_asked(gold_store, question("partners"), {"organisation": "瑞金"})
    graph = graph_of(gold_store, [*asked, *ids_of(table)])
    (about,) = (graph.node(key) for key in asked)
    assert "瑞金医院" in about.name and about.id not in ids_of(table)
    assert all(graph.edges_of(about.id)) and len(graph) == len(ids_of(table)) + 1
    assert len(ids_asked(gold_store, question("path-between"), {})) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "partners", "-p", "organisation"], "is not NAME=VALUE"),
        (["run", "partners", "-f", "docx"], "is none of table, csv"),
        (["run", "partners", *"甲乙丙丁戊己"], "'.' is one value too many: partners takes organisation"),
        (["run", "-", "华为"], "-p NAME=华为"),
        (["run", "partner"], "is it partners"),
    ],
)
def test_mistakes(app: typer.Typer, gold_store_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(YimaiError, match=said):
        run(app, "query", *words, "--store", gold_store_path)


def test_a_place_that_cannot_be_written(app: typer.Typer, gold_store_path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        run(app, "query", "run", "partners", "--store", gold_store_path, "-o", tmp_path / "no" / "x.csv", "-f", "csv")


def test_test(app: typer.Typer, gold_store_path: Path) -> None:
    assert "ok    partners" in run(app, "query", "test", "partners", "rivals", "--store", gold_store_path)


def test_test_with_expected_rows_and_several_stores(app: typer.Typer, gold_store_path: Path, tmp_path: Path) -> None:
    from graph.property_graph import Graph

    rows, empty = tmp_path / "rows.json", compile_store(Graph(), tmp_path / "empty.lbug")
    words = ["query", "test", "partners", "rivals", "--store", gold_store_path]
    run(app, *words, "--write", rows)
    assert set(json.loads(rows.read_text(encoding="utf-8"))) == {"partners", "rivals"}
    assert "ok    rivals" in run(app, *words, "--expect", rows, "--store", gold_store_path)
    done = runner.invoke(
        app, ["query", "test", "most-partners", "--store", str(gold_store_path), "--store", str(empty)]
    )
    assert done.exit_code == 1
    assert f"error most-partners: {empty}: 0 rows, on {gold_store_path}" in done.stdout
    rows.write_text('{"rivals": [["x"]]}', encoding="utf-8")
    done = runner.invoke(app, ["query", "test", "rivals", "--store", str(gold_store_path), "--expect", str(rows)])
    assert "expected ['x']" in done.stdout
    with pytest.raises(InputError, match="cannot be read as expected rows"):
        run(app, *words, "--expect", tmp_path / "nowhere.json")


def test_a_faulty_file_is_named_by_list_run_and_test(
    app: typer.Typer, gold_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd.cypher").write_text("RETURN 1", encoding="utf-8")
    monkeypatch.setenv("YIMAI_QUERIES", str(tmp_path))
    for words in (["list"], ["run", "exchanges", "--store", str(gold_store_path)]):
        done = runner.invoke(app, ["query", *words], catch_exceptions=False)
        assert done.exit_code == 0 and f"left out: {tmp_path / 'odd.cypher'}: a question is NAME.cypher" in done.stderr
    with pytest.raises(QueryError, match=r"odd.cypher: a question is"):
        run(app, "query", "run", "odd", "--store", gold_store_path)
    monkeypatch.setattr("queries.catalogue.shipped", dict)
    done = runner.invoke(app, ["query", "test", "--store", str(gold_store_path)])
    assert done.exit_code == 1 and "error odd: " in done.stdout


def test_every_fault_of_the_named_questions_is_told(
    app: typer.Typer, gold_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("odd", "worse", "unasked"):
        (tmp_path / f"{name}.cypher").write_text("RETURN 1", encoding="utf-8")
    monkeypatch.setenv("YIMAI_QUERIES", str(tmp_path))
    words = ["query", "test", "odd", "partners", "nowhere", "worse", "odd", "--store", str(gold_store_path)]
    done = runner.invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 1
    assert [line.split()[:2] for line in done.stdout.splitlines()] == [
        ["ok", "partners"],
        ["error", "odd:"],
        ["error", "worse:"],
        ["error", "nowhere:"],
    ]
    assert "1 questions passed, 3 failed" in done.stderr


@pytest.mark.parametrize(
    ("name", "begun", "offered"),
    [
        ("hospital-stack", "hos", "hospital="),
        ("hospital-stack", "hospital=瑞金医", "hospital=瑞金医院"),
        ("hospital-stack", "hospital=上海交通大学医学院附属瑞", "hospital=上海交通大学医学院附属瑞金医院"),
        ("newest-partnerships", "kind=str", "kind=strategic"),
    ],
)
def test_completion_of_parameters(name: str, begun: str, offered: str, app: typer.Typer, gold_store_path: Path) -> None:
    given = {"name": name, "store": str(gold_store_path)}
    context = typer.Context(typer.main.get_command(app))
    context.params = given
    assert offered in [value for value, _ in parameters_like(context, begun)]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["partn"], "partners"),
        (["hospital-stack", "--param", "hos"], "hospital="),
        (["hospital-stack", "--param", "hospital=瑞金医"], "hospital=瑞金医院"),
        (["hospital-stack", "--param", "hospital", "=", "瑞金医"], "瑞金医院"),  # as bash parts it
        (["newest-partnerships", "--param", "kind", "="], "strategic"),
    ],
)
def test_completion_in_bash(words: list[str], offered: str, gold_store_path: Path) -> None:
    line = ["yimai", "query", "run", *words]
    asked = {"_YIMAI_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(line), "COMP_CWORD": str(len(line) - 1)}
    env = environment({**asked, "YIMAI_STORE": str(gold_store_path)})
    done = subprocess.run([sys.executable, "-m", "yimai"], env=env, check=False, capture_output=True)
    assert offered in done.stdout.decode("utf-8").splitlines()


def test_completion_is_silent_where_nothing_is_there(app: typer.Typer, tmp_path: Path) -> None:
    context = typer.Context(typer.main.get_command(app))
    assert parameters_like(context, "x") == []
    context.params = {"name": "hospital-stack", "store": str(tmp_path / "none")}
    assert parameters_like(context, "hospital=瑞") == []
    assert parameters_like(context, "nothing=瑞") == []


def test_shell(gold_store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from graph.stores import open_store
    from queries.shell import Shell

    typed = ":param n=华为\nMATCH (v:Vendor {name: $n})\nRETURN v.name AS name;\nCREATE (n);\n:odd\n:format jsonl\n:run rivals\n:quit\nRETURN 1;\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with open_store(gold_store_path) as store:
        Shell(store, format="csv", timeout=10, limit=5).talk()
    said = capsys.readouterr()
    assert said.out.startswith("name\n华为\n")
    assert "hospital_names" in said.out
    assert "begins no reading statement" in said.err
    assert ":odd" in said.err


def test_the_shell_takes_values_in_the_order_of_the_parameters(app: typer.Typer, gold_store_path: Path) -> None:
    said = run(app, "shell", "--store", gold_store_path, "--format", "csv", stdin=":run partners 华为\n")
    assert said == run(
        app, "shell", "--store", gold_store_path, "--format", "csv", stdin=":run partners organisation=华为\n"
    )
    assert "瑞金" in said


def test_a_command_is_one_within_a_statement_too(app: typer.Typer, gold_store_path: Path) -> None:
    typed = "\nMATCH (v\n:Vendor {name: '华为'})\n:help\nRETURN v.name AS name;\n"
    said = run(app, "shell", "--store", gold_store_path, "--format", "csv", stdin=typed)
    assert ":param" in said and said.endswith("name\n华为\n")


def test_a_piped_shell_leaves_as_its_first_error_does(app: typer.Typer, gold_store_path: Path) -> None:
    done = runner.invoke(app, ["shell", "--store", str(gold_store_path)], input="RETURN x;\n:odd\nRETURN 1 AS n;\n")
    assert done.exit_code == QueryError.exit_code and "1" in done.stdout


@pytest.mark.parametrize(
    ("output", "format"),
    [("", "table"), ("a.txt", "table"), ("a.xlsx", "xlsx"), ("b/A.CSV", "csv"), ("a.md", "markdown"), ("a", "table")],
)
def test_the_name_of_a_file_says_its_format(output: str, format: str) -> None:
    assert by_name(output) == format
