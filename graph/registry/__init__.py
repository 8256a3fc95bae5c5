"""The registry of known organisations and models, shipped as CSV, and the rows that users add in their workspace.

A row is a canonical name with its other forms and a few facts; ``ambiguous.csv`` lists short forms that only context
decides. What the registry knows of a node is marked ``registry_*`` in the graph and becomes no edge.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.errors import InputError

COLUMNS = {
    "vendors": ("name", "short_names", "english", "parent", "kind", "city"),
    "hospitals": ("name", "short_names", "english", "university", "city", "province", "level"),
    "models": ("name", "aliases", "english", "developers", "based_on", "field"),
    "institutions": ("name", "aliases", "english", "kind", "city"),
    "ambiguous": ("short_name", "candidates", "note"),
}
LABELS = {"vendors": "Vendor", "hospitals": "Hospital", "models": "Model", "institutions": "Institution"}
FORMS = ("short_names", "aliases", "english")
LISTS = ("developers", "based_on")
RENAMED = {"field": "kind"}
ABROAD = "国外"


@dataclass(frozen=True, slots=True)
class Row:
    """A known thing: label, canonical name, other forms (Chinese, then English) and what else is known of it."""

    label: str
    name: str
    forms: tuple[str, ...] = ()
    facts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A short form that several rows, or a row and a common word, share; ``note`` says what decides."""

    form: str
    candidates: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Rows and ambiguous forms; a later row of the same label and name replaces an earlier one."""

    rows: tuple[Row, ...]
    ambiguous: tuple[Ambiguous, ...]


def split(cell: str | None) -> tuple[str, ...]:
    """Return the values of a cell, which are joined with ``|``."""
    return tuple(value.strip() for value in (cell or "").split("|") if value.strip())


def row_of(label: str, cells: Mapping[str, str]) -> Row:
    """Return the row of one line of a CSV file."""
    forms = tuple(dict.fromkeys(form for column in FORMS for form in split(cells.get(column))))
    facts: dict[str, str | tuple[str, ...]] = {}
    for column, cell in cells.items():
        if column in FORMS or column == "name" or not cell:
            continue
        facts[RENAMED.get(column, column)] = split(cell) if column in LISTS else cell
    return Row(label, cells["name"].strip(), forms, facts)


def lines(text: str, name: str, where: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a registry file as column → cell. Raises InputError where columns are missing or too many."""
    reader = csv.DictReader(text.lstrip("\ufeff").splitlines(), restkey="?", restval="")
    key = COLUMNS[name][0]
    unknown = set(reader.fieldnames or ()) - set(COLUMNS[name])
    if unknown or key not in (reader.fieldnames or ()):
        raise InputError(f"{where} has the columns {reader.fieldnames}; allowed are {', '.join(COLUMNS[name])}")
    for number, cells in enumerate(reader, 2):
        if "?" in cells or not cells[key].strip():
            raise InputError(f"{where}, line {number}: {cells} has too many cells or no {key}; a comma in a cell?")
        yield cells


def read_texts(texts: Mapping[str, str], where: str) -> Registry:
    """Return the registry of CSV texts by file name (``vendors``, …). Raises InputError."""
    rows: list[Row] = []
    ambiguous: list[Ambiguous] = []
    for name, text in texts.items():
        for cells in lines(text, name, f"{where}/{name}.csv"):
            if name in LABELS:
                rows.append(row_of(LABELS[name], cells))
            else:
                ambiguous.append(Ambiguous(cells["short_name"], split(cells["candidates"]), cells["note"]))
    return Registry(tuple(rows), tuple(ambiguous))


@cache
def shipped() -> Registry:
    """Return the registry that comes with the package, read once."""
    folder = files("graph").joinpath("registry")
    texts = {name: folder.joinpath(f"{name}.csv").read_text(encoding="utf-8") for name in COLUMNS}
    return read_texts(texts, "graph/registry")


def with_rows_of(folder: Path, registry: Registry | None = None) -> Registry:
    """Return the registry with the rows that a user keeps in ``folder``, which count first. Raises InputError."""
    base = registry or shipped()
    texts = {n: (folder / f"{n}.csv").read_text(encoding="utf-8") for n in COLUMNS if (folder / f"{n}.csv").is_file()}
    if not texts:
        return base
    own = read_texts(texts, str(folder))
    replaced = {(row.label, row.name) for row in own.rows}
    kept = tuple(row for row in base.rows if (row.label, row.name) not in replaced)
    forms = {a.form for a in own.ambiguous}
    return Registry(own.rows + kept, own.ambiguous + tuple(a for a in base.ambiguous if a.form not in forms))


@cache
def places() -> dict[str, str]:
    """Return the cities and provinces that the registry names, each with its province (a province with itself)."""
    found: dict[str, str] = {}
    for row in shipped().rows:
        city, province = row.facts.get("city"), row.facts.get("province")
        if isinstance(city, str) and isinstance(province, str) and province != ABROAD:
            found[city] = province
    return found | {province: province for province in found.values()}
