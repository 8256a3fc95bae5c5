"""Each format is read back by a reader that is not ours."""

import csv
import io
import json
from datetime import datetime

import pytest

from graph.errors import InputError
from queries.catalogue import Column
from queries.formats import FORMATS, to_markdown, to_terminal, write
from queries.table import Table

COLUMNS = (
    Column("vendor", "string", "厂商", "vendor"),
    Column("models", "string[]", "模型", "models"),
    Column("price", "float", "价格", "price"),
    Column("sources", "integer", "来源数", "sources"),
    Column("former", "boolean", "曾任", "former"),
    Column("vendor_id", "id", "厂商", "vendor"),
)
ROWS = (
    ('华为, "技术"|\n有限', ["甲", "乙"], 6.5, 2, True, "V1"),
    ("=1+1", [], None, None, None, "V2"),
)
TABLE = Table("test", COLUMNS, ROWS)


def written(format: str, *, bom: bool = False) -> bytes:
    out = io.BytesIO()
    write(TABLE, format, out, bom=bom)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_table_is_written_in_every_format(format: str) -> None:
    write(Table("empty", COLUMNS, ()), format, io.BytesIO())


def test_unknown_format() -> None:
    with pytest.raises(InputError, match=r"docx.*xlsx"):
        written("docx")


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode("utf-8"), newline="")))
    assert rows[0]["vendor"] == ROWS[0][0]
    assert rows[0]["models"] == "甲；乙"
    assert rows[1] == {"vendor": "'=1+1", "models": "", "price": "", "sources": "", "former": "", "vendor_id": "V2"}
    assert written("csv", bom=True).startswith(b"\xef\xbb\xbfvendor")


def test_json_and_json_lines() -> None:
    assert json.loads(written("json")) == list(TABLE.records())
    assert [json.loads(line) for line in written("jsonl").splitlines()] == list(TABLE.records())


def test_parquet() -> None:
    import pandas as pd

    frame = pd.read_parquet(io.BytesIO(written("parquet")))
    assert list(frame["vendor"]) == [row[0] for row in ROWS]
    assert list(frame["models"][0]) == ["甲", "乙"]


def test_xlsx() -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx"))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:2] == ("vendor", "models")
    assert rows[1] == (ROWS[0][0], "甲；乙", 6.5, 2, True, "V1")
    assert sheet["A3"].data_type == "s"
    assert sheet["A3"].value == "=1+1"


def test_a_sheet_is_ready_to_read() -> None:
    import openpyxl

    long = "上海交通大学医学院附属瑞金医院"
    columns = tuple(Column(n, t, n, n) for n, t in (("name", "string"), ("date", "date"), ("price", "float")))
    rows = ((long, "2025-02-18", 1200000.0), ("a" * 500, "2025-02", None), ("b", "2025-02-30", 0.5))
    stream = io.BytesIO()
    write(Table("t", columns, rows), "xlsx", stream)
    sheet = openpyxl.load_workbook(stream).active
    assert all(cell.font.bold for cell in sheet[1]) and not sheet["A2"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert (sheet["B2"].value, sheet["B2"].is_date, sheet["B2"].number_format) == (
        datetime(2025, 2, 18),
        True,
        "yyyy-mm-dd",
    )
    assert [sheet["B3"].value, sheet["B4"].value] == ["2025-02", "2025-02-30"]
    assert (sheet["C2"].value, sheet["C2"].number_format, sheet["C3"].value) == (1200000, "#,##0", None)
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [60, 11, 10]
    stream = io.BytesIO()
    write(Table("t", columns[:1], ((long,),)), "xlsx", stream)
    assert openpyxl.load_workbook(stream).active.column_dimensions["A"].width == 2 * len(long) + 1


def test_markdown_and_terminal_hide_ids() -> None:
    lines = to_markdown(TABLE).splitlines()
    assert lines[:2] == ["| vendor | models | price | sources | former |", "| :-- | :-- | --: | --: | :-- |"]
    assert lines[2] == '| 华为, "技术"\\| 有限 | 甲；乙 | 6.5 | 2 | true |'
    assert "V1" not in to_terminal(TABLE)


def test_words_of_the_vocabulary_are_shown_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("queries.formats", "graph.captions"):
        monkeypatch.setattr(f"{room}.language", lambda: "zh")
    columns = tuple(
        Column(*pair, "", "") for pair in (("label", "string"), ("kinds", "string[]"), ("path_ids", "id[]"))
    )
    made = Table("t", columns, (("Vendor", ["co_development", "own"], ["V1"]), (None, [], [])))
    told = to_markdown(made).splitlines()
    assert told[2:] == ["| 厂商 | 联合研发；own |", "|  |  |"]
    stream = io.BytesIO()
    write(made, "csv", stream)
    assert b"Vendor,co_development" in stream.getvalue()


def test_html_is_escaped() -> None:
    from lxml import html

    made = Table("t", COLUMNS[:1], (("<script>alert(1)</script>",),))
    assert "<script>" not in made._repr_html_()
    tree = html.fromstring(written("html").decode("utf-8"))
    assert [th.text for th in tree.findall(".//th")] == ["vendor", "models", "price", "sources", "former"]


def test_frames() -> None:
    import polars

    frame = TABLE.to_pandas()
    assert (frame["sources"].dtype, frame["sources"].sum()) == ("Int64", 2)
    assert isinstance(TABLE.to_polars(), polars.DataFrame)
    assert list(TABLE.to_network().nodes) == ["V1", "V2"]


def test_the_terminal_table_has_no_empty_lines_around_it():
    lines = to_terminal(TABLE).split("\n")
    assert lines[0].strip() and lines[-2].strip() and lines[-1] == ""
