"""A Table on its way out: terminal table, CSV, JSON, JSON Lines, Parquet, xlsx, Markdown, HTML."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.captions import of_value
from graph.errors import InputError
from graph.messages import language
from queries.catalogue import Column
from queries.table import Table

if TYPE_CHECKING:
    from rich.table import Table as RichTable

BOM = "\ufeff"
VOCABULARY = frozenset("kind kinds kinds_one kinds_other label relation relations stage status".split())
"""Columns whose values are words of the vocabulary. Files for programs keep them as they are."""
JOINT = "；"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LARGE = ("price", "records")
"""Columns whose numbers are long enough to want a mark at the thousands."""


def write(table: Table, format: str, stream: BinaryIO, *, bom: bool = False) -> None:
    """Write a table in one of FORMATS to a binary stream; ``bom`` is for CSV that Excel opens. Raises InputError."""
    if format in BINARY:
        BINARY[format](table, stream)
    elif format in TEXT:
        text = TEXT[format](table)
        stream.write(((BOM if bom and format == "csv" else "") + text).encode("utf-8", "surrogatepass"))
    else:
        raise InputError(f"{format!r} is no format; allowed are {', '.join(FORMATS)}")


def caption(column: Column) -> str:
    """Return the heading of a column in the user's language."""
    return column.zh if language() == "zh" else column.en


def cell(value: Any) -> str:
    """Return a value as text: nothing for what is not known, lists joined with ；, anything nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(v, dict | list) for v in value):
        return JOINT.join(cell(v) for v in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def shown(table: Table) -> list[tuple[int, Column]]:
    """Return the columns that people are shown, with their places: all but the ids of what is named beside them."""
    names = {column.name for column in table.columns}
    kept = [(i, c) for i, c in enumerate(table.columns) if c.type != "id" or c.name.removesuffix("_id") not in names]
    return [(i, c) for i, c in kept if c.type not in ("id", "id[]")] or kept


def spoken(column: Column, value: Any) -> str:
    """Return a value as people read it: words of the vocabulary in their language where it is not English."""
    if language() == "en" or column.name not in VOCABULARY:
        return cell(value)
    return JOINT.join(of_value(v) for v in value) if isinstance(value, list) else of_value(cell(value))


def to_csv(table: Table) -> str:
    """Return the table as CSV with column names; a text that a spreadsheet would run as a formula gets a ' before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([guarded(v) for v in row])
    return out.getvalue()


def guarded(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(FORMULA) else text


def to_json(table: Table) -> str:
    """Return the rows as an array of objects."""
    return json.dumps(list(table.records()), ensure_ascii=False, indent=1) + "\n"


def to_jsonl(table: Table) -> str:
    """Return the rows as JSON objects, one a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records())


def to_markdown(table: Table) -> str:
    """Return the table in Markdown."""

    def line(cells: Iterator[str]) -> str:
        return "| " + " | ".join(c.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for c in cells) + " |\n"

    columns = shown(table)
    rule = line("--:" if c.type in ("integer", "float") else ":--" for _, c in columns)
    rows = (line(spoken(c, row[i]) for i, c in columns) for row in table.rows)
    return line(caption(c) for _, c in columns) + rule + "".join(rows)


def side(column: Column) -> str:
    """Return the attribute that sets numbers to the right and texts to the left, days and words of one line."""
    whole = ";white-space:nowrap" if column.type == "date" or column.name in VOCABULARY else ""
    return f' style="text-align:{"right" if column.type in ("integer", "float") else "left"}{whole}"'


def to_html(table: Table, *, limit: int | None = None) -> str:
    """Return the table as an HTML ``<table>``, at most ``limit`` rows of it."""
    columns = shown(table)
    head = "".join(f"<th{side(c)}>{html.escape(caption(c))}</th>" for _, c in columns)
    rows = "".join(
        "<tr>" + "".join(f"<td{side(c)}>{html.escape(spoken(c, row[i]))}</td>" for i, c in columns) + "</tr>\n"
        for row in table.rows[:limit]
    )
    left = len(table) - limit if limit is not None and len(table) > limit else 0
    more = (
        f"<p>{'… 另有' if language() == 'zh' else '…'} {left} {'行' if language() == 'zh' else 'more'}</p>\n"
        if left
        else ""
    )
    return f'<table class="yimai">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n{more}'


def to_html_page(table: Table) -> str:
    """Return the table as a whole HTML document."""
    style = "body{font-family:sans-serif}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3em .6em}"
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>{html.escape(table.name)}</title>'
        f"<style>{style}</style></head>\n<body>\n{to_html(table)}</body></html>\n"
    )


def to_rich(table: Table) -> "RichTable":
    """Return the table for the terminal."""
    from rich import box
    from rich.table import Table as RichTable

    made = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    columns = shown(table)
    for _, column in columns:
        number = column.type in ("integer", "float")
        made.add_column(caption(column), justify="right" if number else "left", max_width=WIDEST, overflow="fold")
    for row in table.rows:
        made.add_row(*(plain(spoken(c, row[i])) for i, c in columns))
    return made


def plain(text: str) -> Any:
    """Return text that rich shows as it is, without control characters."""
    from rich.text import Text

    return Text("".join(c for c in text if c.isprintable() or c == " "))


def to_terminal(table: Table) -> str:
    """Return the terminal table as plain text, 120 columns wide or as wide as the terminal."""
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=120, color_system=None).print(to_rich(table))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"  # the box has an empty line above and below


def to_parquet(table: Table, stream: BinaryIO) -> None:
    """Write the table as Parquet with its types."""
    from pyarrow import parquet

    parquet.write_table(table.to_arrow(), stream)


def to_xlsx(table: Table, stream: BinaryIO) -> None:
    """Write the table as an Excel workbook. Raises MissingExtraError where openpyxl is not installed."""
    from queries.excel_ import write_workbook

    name = table.name if table.name != "-" else "yimai"
    days = [column.type == "date" for column in table.columns]
    rows = ([day(v) if is_day else own(v) for v, is_day in zip(row, days, strict=True)] for row in table.rows)
    large = [i for i, c in enumerate(table.columns) if c.name in LARGE]
    write_workbook(stream, name, [caption(c) for c in table.columns], rows, thousands=large)


def own(value: Any) -> "str | int | float | None":
    """Return a number as it is, all else as text."""
    return value if isinstance(value, int | float) else cell(value)


def day(value: Any) -> "str | date":
    """Return a whole day as a date; a year or a month, which Excel has no kind for, stays a text."""
    text = cell(value)
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else text
    except ValueError:  # a day of no calendar
        return text


TEXT: dict[str, Callable[[Table], str]] = {
    "table": to_terminal,
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "markdown": to_markdown,
    "html": to_html_page,
}
BINARY: dict[str, Callable[[Table, BinaryIO], None]] = {"parquet": to_parquet, "xlsx": to_xlsx}
FORMATS = (*TEXT, *BINARY)
