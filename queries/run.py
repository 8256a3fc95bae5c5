"""Question + store + parameters → Table."""

import math
from collections.abc import Mapping
from typing import Any

from graph.errors import QueryError, VocabularyError
from graph.ontology import check_date
from graph.stores import LIMIT, TIMEOUT, Found, Rows, Store
from graph.stores.cypher import parameters_of
from graph.stores.lookup import resolve
from queries.catalogue import Column, Parameter, Question, question
from queries.table import Table

DIGITS = 4
TRUE = ("true", "1", "yes", "y", "是")
FALSE = ("false", "0", "no", "n", "否")
ABSENT = (None, "")


def run_query(
    store: Store, name: str, /, *, timeout: float = TIMEOUT, limit: int | None = LIMIT, **given: Any
) -> Table:
    """Return the answer to the saved question ``name``; parameters that are not given have their defaults.

    Raises NotFoundError where the question or an entity is not known or several answer, QueryError for parameters
    that do not fit, and what the store raises.
    """
    return run_question(store, question(name), given, timeout=timeout, limit=limit)


def run_question(
    store: Store,
    asked: Question,
    given: Mapping[str, Any],
    *,
    timeout: float = TIMEOUT,
    limit: int | None = LIMIT,
) -> Table:
    """Return the answer to a question. Raises as ``run_query``, and QueryError where the columns are not as declared."""
    rows = store.query(asked.text, bound(store, asked, given), timeout=timeout, limit=limit)
    declared = tuple(column.name for column in asked.columns)
    if rows.columns != declared:
        raise QueryError(f"{asked.path}: the answer has the columns {rows.columns}, the head declares {declared}")
    return Table(asked.name, asked.columns, in_order(shaped(rows, asked.columns), asked), rows.truncated)


def run_text(
    store: Store,
    text: str,
    given: Mapping[str, Any] | None = None,
    *,
    timeout: float = TIMEOUT,
    limit: int | None = LIMIT,
) -> Table:
    """Return the answer to an ad-hoc Cypher text; its parameters are bound as they are given. Raises QueryError."""
    given = given or {}
    if missing := parameters_of(text).keys() - given.keys():
        raise QueryError(f"the text uses ${', $'.join(sorted(missing))}; give each with --param NAME=VALUE")
    rows = store.query(text, given, timeout=timeout, limit=limit)
    columns = tuple(Column(name, kind_of(rows, i), name, name) for i, name in enumerate(rows.columns))
    return Table("-", columns, tuple(rows.rows), rows.truncated)


def bound(store: Store, asked: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters as they are bound: checked, typed, names of entities looked up. Raises QueryError."""
    allowed = {p.name for p in asked.parameters}
    if unknown := given.keys() - allowed:
        named = ", ".join(p.name for p in asked.parameters) or "none"
        raise QueryError(f"{asked.name} has no parameter {', '.join(sorted(unknown))}; its parameters are {named}")
    return {p.name: value_of(store, p, given.get(p.name)) for p in asked.parameters}


def meant(store: Store, asked: Question, given: Mapping[str, Any]) -> dict[str, Found]:
    """Return the entities that given names mean, by parameter. Raises NotFoundError."""
    names = {p: str(given[p.name]) for p in asked.parameters if p.type == "entity" and given.get(p.name) not in ABSENT}
    return {p.name: resolve(store, name, p.labels) for p, name in names.items() if name.strip()}


def ids_asked(store: Store, asked: Question, given: Mapping[str, Any]) -> list[str]:
    """Return the yimai_ids of the entities that a question is about, by its defaults where nothing is given."""
    defaults = {p.name: p.default for p in asked.parameters if not p.required}
    return [found.id for found in meant(store, asked, {**defaults, **given}).values()]


def value_of(store: Store, wanted: Parameter, value: Any) -> Any:
    """Return the value of one parameter as it is bound. Raises QueryError, NotFoundError."""
    if isinstance(value, str) and not value.strip() and wanted.default not in ABSENT:
        raise QueryError(
            f"{wanted.name} is empty; it is {allowed(wanted)}, or leave it out for the default, {wanted.default}"
        )
    if value in ABSENT:
        value = wanted.default
    if value in ABSENT:
        if wanted.required:
            raise QueryError(
                f"the parameter {wanted.name} ({wanted.zh}, {wanted.en}) is missing; it is {allowed(wanted)}"
            )
        return ""
    if wanted.type == "entity":
        return resolve(store, str(value), wanted.labels).id
    try:
        typed = convert(wanted.type, value)
    except (ValueError, VocabularyError) as error:
        raise QueryError(f"{wanted.name}={value!r} is not {allowed(wanted)}") from error
    low, high = wanted.minimum, wanted.maximum
    outside = isinstance(typed, int | float) and (
        (low is not None and typed < low) or (high is not None and typed > high)
    )
    if outside or (wanted.type == "choice" and typed not in wanted.choices):
        raise QueryError(f"{wanted.name}={value!r} is not {allowed(wanted)}")
    return typed


def convert(kind: str, value: Any) -> Any:
    """Return a value as its type. Raises ValueError, VocabularyError."""
    if kind == "integer":
        return int(value)
    if kind == "float":
        return float(value)
    if kind == "boolean":
        word = str(value).lower()
        if word not in TRUE + FALSE:
            raise ValueError(word)
        return word in TRUE
    return check_date(str(value)) if kind == "date" else str(value)


def allowed(wanted: Parameter) -> str:
    """Return in words what a parameter may be."""
    if wanted.type == "entity":
        return f"the name of a {'/'.join(wanted.labels)}"
    if wanted.type == "choice":
        return f"one of {', '.join(wanted.choices)}"
    if wanted.type == "date":
        return "a date: YYYY, YYYY-MM or YYYY-MM-DD"
    low, high = wanted.minimum, wanted.maximum
    between = f" from {low if low is not None else '…'} to {high if high is not None else '…'}"
    article = "an" if wanted.type == "integer" else "a"
    return f"{article} {wanted.type}{between if (low, high) != (None, None) else ''}"


def shaped(rows: Rows, columns: tuple[Column, ...]) -> tuple[tuple[Any, ...], ...]:
    """Return rows in the declared types: lists in order, floats to four digits. Raises QueryError where one is not."""
    return tuple(tuple(declared(v, c) for v, c in zip(row, columns, strict=True)) for row in rows.rows)


def declared(value: Any, column: Column) -> Any:
    """Return one value in the type that its column declares. Raises QueryError."""
    try:
        return shape(value, column.type)
    except (TypeError, ValueError) as error:
        raise QueryError(
            f"the column {column.name} is declared {column.type}, and {value!r} is none; mend the question's head"
        ) from error


def in_order(rows: tuple[tuple[Any, ...], ...], asked: Question) -> tuple[tuple[Any, ...], ...]:
    """Return rows in the order that the head asks for, as they came where it asks for none; what is missing last."""
    if not asked.sort:
        return rows
    names = [column.name for column in asked.columns]
    places = [names.index(name) for name in asked.sort]
    return tuple(sorted(rows, key=lambda row: [(row[i] is None, row[i]) for i in places]))


def shape(value: Any, kind: str) -> Any:
    """Return one value in its declared type."""
    if value is None:
        return None
    if kind == "float":
        return round(float(value), DIGITS)
    if kind in ("path", "id[]"):
        return list(value)
    if kind.endswith("[]"):
        return sorted(v for v in value if v is not None)
    if kind == "integer":
        return int(value) if not isinstance(value, float) or math.isfinite(value) else None
    return value


def kind_of(rows: Rows, i: int) -> str:
    """Return the column type of an ad-hoc answer, by its first value that is there."""
    value = next((row[i] for row in rows.rows if row[i] is not None), None)
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if all(isinstance(row[i], int | None) for row in rows.rows) else "float"
    return "string" if isinstance(value, str | None) else "any"
