"""Whether questions give the rows that are expected, and the same on every engine: ``yimai query test``.

Expected rows stand in a JSON file, ``{"partners": [["…", 3], …], …}``: for each question the rows that it gives with its
defaults, without ids (which change with canonical names), sentences and ids along a path.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError, YimaiError
from graph.stores import Store
from queries.catalogue import Question
from queries.run import run_question

LEFT_OUT = ("sentence", "path_ids")
Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one question: how many rows it gave, and what is wrong (empty where nothing is)."""

    name: str
    rows: int
    wrong: str


def rows_of(store: Store, asked: Question) -> Rows:
    """Return the rows that a question gives with its defaults, as they are compared. Raises as ``run_question``."""
    table = run_question(store, asked, {})
    kept = [i for i, c in enumerate(table.columns) if c.type != "id" and not c.name.startswith(LEFT_OUT)]
    return [[row[i] for i in kept] for row in table.rows]


def check(asked: Question, stores: Sequence[Store], expected: Mapping[str, Rows] | None = None) -> Checked:
    """Run a question on each store and compare its rows with those expected, or with those of the first store."""
    wanted, source = (expected or {}).get(asked.name), "expected"
    count = 0
    try:
        for store in stores:
            found = rows_of(store, asked)
            count = max(count, len(found))
            if wanted is None:
                wanted, source = found, f"on {store.url}"
            elif found != wanted:
                return Checked(asked.name, count, f"{store.url}: {difference(found, wanted, source)}")
    except YimaiError as error:
        return Checked(asked.name, count, str(error))
    return Checked(asked.name, count, "")


def difference(found: Rows, wanted: Rows, source: str) -> str:
    """Return in words where rows begin to differ."""
    for number, (one, other) in enumerate(zip(found, wanted, strict=False), 1):
        if one != other:
            return f"row {number} is {one}, {source} {other}"
    return f"{len(found)} rows, {source} {len(wanted)}"


def read_rows(path: Path) -> dict[str, Rows]:
    """Return the expected rows in a file. Raises InputError."""
    try:
        rows: dict[str, Rows] = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as expected rows: {error}; --write makes such a file") from error
    return rows


def write_rows(path: Path, store: Store, questions: Iterable[Question]) -> None:
    """Write the rows that questions give as those that are expected, a row a line."""
    found = {asked.name: rows_of(store, asked) for asked in questions}
    lines = (
        f"{json.dumps(name)}: [{','.join(chr(10) + '  ' + json.dumps(row, ensure_ascii=False) for row in rows)}]"
        for name, rows in sorted(found.items())
    )
    try:
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}; give another path") from error
