"""An Excel workbook of one sheet, through openpyxl: head row bold and kept in sight, filters, widths that fit."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from graph.errors import MissingExtraError

NARROWEST, WIDEST = 6, 60
ARROW = 4  # what the button of a filter and the margins take
SHEET_NAME = 31  # characters that Excel allows
DAY = "yyyy-mm-dd"
THOUSANDS = "#,##0"
Value = str | int | float | bool | date | None


def write_workbook(
    stream: BinaryIO, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], *, thousands: Sequence[int] = ()
) -> None:
    """Write a sheet with heads and rows; ``thousands`` are the places of columns whose integers are long. Raises MissingExtraError.

    Texts are never taken for formulas; a text wider than WIDEST is wrapped by its reader, not by us.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise MissingExtraError("openpyxl is not installed; `pip install yimai[excel]` brings it") from error
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name[:SHEET_NAME]
    widths = [width(head) + ARROW for head in heads]
    for i, head in enumerate(heads, 1):
        put(sheet.cell(1, i), head).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for i, value in enumerate(row):
            made = put(sheet.cell(number, i + 1), value)
            if i in thousands and isinstance(value, int | float):
                made.number_format = THOUSANDS
            widths[i] = max(widths[i], width(shown(value)) + 1)
    for i, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = min(max(wide, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(stream)


def put(made: Any, value: Value) -> Any:
    """Give a cell its value: a text as text, without what Excel cannot hold, a day as a day."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    made.value = ILLEGAL_CHARACTERS_RE.sub("", value) or None if isinstance(value, str) else value
    if isinstance(made.value, str):
        made.data_type = "s"
    elif isinstance(value, date):
        made.number_format = DAY
    return made


def shown(value: Value) -> str:
    """Return about what a cell shows of a value."""
    if value is None:
        return ""
    return f"{value:,.10g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def width(text: str) -> int:
    """Return how many columns of a fixed font the widest line of a text takes: Chinese characters take two."""
    return max((sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.splitlines()), default=0)
