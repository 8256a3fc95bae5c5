"""The shipped registry is data of ours: columns, names, references."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.ontology import ontology
from graph.registry import COLUMNS, FORMS, LABELS, lines, places, shipped, split, with_rows_of


def rows(name: str) -> list[dict[str, str]]:
    text = files("graph").joinpath(f"registry/{name}.csv").read_text(encoding="utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_cells(name: str) -> None:
    for row in rows(name):
        assert tuple(row) == COLUMNS[name]
        assert None not in row.values()
        for cell in row.values():
            assert "," not in cell
            assert split(cell) == tuple(cell.split("|") if cell else ()), row


def test_a_name_is_in_one_row_of_one_file() -> None:
    names = [row["name"] for name in LABELS for row in rows(name)]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("file", "column", "targets"),
    [
        ("vendors", "parent", ["vendors"]),
        ("hospitals", "university", ["institutions"]),
        ("models", "developers", ["vendors", "hospitals", "institutions"]),
        ("models", "based_on", ["models"]),
        ("ambiguous", "candidates", list(LABELS)),
    ],
)
def test_references_are_rows(file: str, column: str, targets: list[str]) -> None:
    known = {row["name"] for target in targets for row in rows(target)}
    for row in rows(file):
        assert known.issuperset(split(row[column])), row


def test_kinds_are_of_the_ontology() -> None:
    assert {row["kind"] for row in rows("institutions")} <= set(ontology().institution_kind)


def test_a_form_of_two_rows_of_one_label_is_listed_as_ambiguous() -> None:
    ambiguous = {row["short_name"] for row in rows("ambiguous")}
    owners: dict[tuple[str, str], set[str]] = {}
    for name in LABELS:
        for row in rows(name):
            for form in (f for column in FORMS for f in split(row.get(column))):
                owners.setdefault((name, form), set()).add(row["name"])
    shared = {form for (_, form), names in owners.items() if len(names) > 1}
    assert shared <= ambiguous


def test_short_names_of_ambiguous_are_listed_once() -> None:
    names = [row["short_name"] for row in rows("ambiguous")]
    assert sorted(set(names)) == sorted(names)


def test_reading() -> None:
    registry = shipped()
    row = next(r for r in registry.rows if r.name == "DeepSeek-R1")
    assert row.label == "Model"
    assert row.facts["developers"] == ("深度求索",)
    assert row.facts["kind"] == "general_llm"
    assert places()["武汉"] == "湖北"


def test_the_users_rows_come_first(tmp_path: Path) -> None:
    (tmp_path / "vendors.csv").write_bytes(
        "\ufeffname,short_names,city\n华为,花为,东莞\n云瀚医疗,云瀚|YunHan,\n".encode()
    )
    registry = with_rows_of(tmp_path)
    found = {r.name: r for r in registry.rows if r.label == "Vendor"}
    assert found["华为"].forms == ("花为",)
    assert found["华为"].facts == {"city": "东莞"}
    assert found["云瀚医疗"].forms == ("云瀚", "YunHan")
    assert len(registry.rows) == len(shipped().rows) + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,town\n华为,深圳\n", "columns"),
        ("name,city\n华为,深圳,北京\n", "line 2"),
        ("name,city\n,深圳\n", "line 2"),
    ],
)
def test_a_bad_row_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(lines(text, "vendors", "registry/vendors.csv"))
