"""Finds the saved questions and checks their heads.

A question is a file NAME.cypher. It begins with a comment that holds TOML, and is otherwise Cypher as Neo4j 5 reads it::

    /*
    title = { zh = "机构的合作伙伴", en = "Partners of an organisation" }
    about = { zh = "…", en = "…" }
    tags = ["partners"]
    chart = "network"                      # one of CHARTS
    order = 10                             # place in the list, optional
    sort = ["hops", "path"]                # optional: columns that rows are sorted by once they are here, for what
                                           # no engine orders by: lists

    [parameters.organisation]
    type = "entity"                        # one of PARAMETER_TYPES
    labels = ["Vendor", "Hospital"]        # entity: what it may be, and where suggestions come from
    default = "华为"
    zh = "机构"
    en = "organisation"

    [parameters.kind]
    type = "choice"
    choices = "partnership_kind"           # a list, or the name of a list of the ontology
    default = ""

    [columns]
    partner = "string"                     # one of COLUMN_TYPES; captions of columns stand in captions.toml
    partner_id = "id"
    */
    MATCH …

Parameters of type ``entity`` are given as names, looked up by alias, and bound as ``yimai_id``. A list that ``collect``
made has no order in either engine: columns of type ``string[]`` are sorted when the question is run, ``path`` and ``id[]``,
the ids along a path, are not.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import NotFoundError, QueryError
from graph.ontology import ontology
from graph.stores.cypher import check_reading, parameters_of

HEAD = re.compile(r"\s*/\*\n(?P<toml>.*?)\*/\s*", re.DOTALL)
NAME = re.compile(r"[a-z][a-z0-9-]*$")
CHARTS = ("table", "bar", "line", "network", "path")
PARAMETER_TYPES = ("entity", "string", "integer", "float", "boolean", "date", "choice")
COLUMN_TYPES = (
    "id",
    "id[]",
    "string",
    "integer",
    "float",
    "boolean",
    "date",
    "string[]",
    "integer[]",
    "float[]",
    "path",
)
HEAD_KEYS = {"title", "about", "tags", "chart", "order", "sort", "parameters", "columns"}
HEAD_KINDS: Mapping[str, tuple[type, str]] = {
    "tags": (list, "a list of texts"),
    "chart": (str, "a text"),
    "order": (int, "a whole number"),
    "sort": (list, "a list of columns"),
    "parameters": (dict, "a table"),
    "columns": (dict, "a table"),
}
PARAMETER_KEYS = {"type", "labels", "choices", "default", "minimum", "maximum", "zh", "en"}
TAGS = ("partners", "hospitals", "models", "data", "people", "time", "quality")
LAST = 1000


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for; ``labels`` of an entity and ``choices`` say where suggestions come from."""

    name: str
    type: str
    default: Any
    required: bool
    labels: tuple[str, ...]
    choices: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: name, type (one of COLUMN_TYPES) and captions."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its head and its Cypher text."""

    name: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    tags: tuple[str, ...]
    chart: str
    order: int
    sort: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    path: str


def catalogue() -> dict[str, Question]:
    """Return all questions by name: the shipped ones and those in the folders that YIMAI_QUERIES names, but for faulty ones.

    Folders are separated as in PATH. Raises QueryError where one is missing.
    """
    return collected()[0]


def faults() -> dict[Path, QueryError]:
    """Return the files of users' folders that are left out, each with the reason: it is not sound, or its name is taken."""
    return collected()[1]


def collected() -> tuple[dict[str, Question], dict[Path, QueryError]]:
    """Return the questions by name, and the files that are left out. Raises QueryError where a folder is missing."""
    found, left = dict(shipped()), {}
    for folder in filter(None, os.environ.get("YIMAI_QUERIES", "").split(os.pathsep)):
        for path in files_in(Path(folder)):
            try:
                question = read_file(path)
                if question.name in found:
                    raise QueryError(f"{path}: the name {question.name!r} is taken by {found[question.name].path}")
            except QueryError as error:
                left[path] = error
            else:
                found[question.name] = question
    return dict(sorted(found.items(), key=lambda pair: (pair[1].order, pair[0]))), left


def question(name: str) -> Question:
    """Return the question of this name. Raises QueryError where its file is faulty, else NotFoundError with those near."""
    known, left = collected()
    if name not in known:
        for path, error in left.items():
            if path.stem == name:
                raise error
        from rapidfuzz import process

        near = [n for n, _, _ in process.extract(name, list(known), limit=3, score_cutoff=50)]
        hint = f"is it {' or '.join(near)}? " if near else ""
        raise NotFoundError(f"no question is called {name!r}; {hint}`yimai query list` lists them")
    return known[name]


@cache
def shipped() -> dict[str, Question]:
    """Return the questions that come with the package, read once."""
    folder = files("queries")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".cypher"))
    made = (read_question(n, folder.joinpath(n).read_text(encoding="utf-8"), n) for n in names)
    return {q.name: q for q in made}


def files_in(folder: Path) -> list[Path]:
    """Return the files of questions in a user's folder. Raises QueryError where it is missing."""
    if not folder.is_dir():
        raise QueryError(f"YIMAI_QUERIES names {folder}, which is no folder")
    return sorted(folder.glob("*.cypher"))


def read_file(path: Path) -> Question:
    """Return the question in a file. Raises QueryError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read: {error}; a question is a text in UTF-8") from error
    return read_question(path.name, text, str(path))


def read_question(file: str, whole: str, path: str) -> Question:
    """Return the question of a file's text. Raises QueryError with file and line."""
    name = file.removesuffix(".cypher")
    whole = whole.replace("\r\n", "\n")
    match = HEAD.match(whole)
    if not NAME.match(name) or not match:
        raise QueryError(f"{path}: a question is NAME.cypher, NAME of a-z, 0-9 and -, and begins with /* and TOML")
    try:
        head = tomllib.loads("\n" * whole[: match.start("toml")].count("\n") + match["toml"])
    except tomllib.TOMLDecodeError as error:
        raise QueryError(f"{path}: the head is no TOML: {error}") from error
    check_kinds(head, path)
    line = whole[: match.end()].count("\n")
    made = Question(
        name,
        captions(head, "title", path),
        captions(head, "about", path),
        tuple(head.get("tags", ())),
        head.get("chart", "table"),
        head.get("order", LAST),
        tuple(head.get("sort", ())),
        tuple(parameter(n, given, path) for n, given in head.get("parameters", {}).items()),
        tuple(column(n, type_, path) for n, type_ in head.get("columns", {}).items()),
        whole[match.end() :].strip() + "\n",
        path,
    )
    check_head(made, head)
    check_text(made, line)
    return made


def check_kinds(head: Mapping[str, Any], path: str) -> None:
    """Check that each part of a head is of its kind. Raises QueryError."""
    for key, (kind, words) in HEAD_KINDS.items():
        if key in head and not isinstance(head[key], kind):
            raise QueryError(f"{path}: {key} is {head[key]!r}; it is {words}")


def captions(head: Mapping[str, Any], key: str, path: str) -> Mapping[str, str]:
    """Return a text in both languages. Raises QueryError where one is missing."""
    given = head.get(key)
    if not isinstance(given, dict) or set(given) != {"zh", "en"}:
        raise QueryError(f'{path}: {key} is {given!r}; it wants {key} = {{ zh = "…", en = "…" }}')
    return given


def parameter(name: str, given: Mapping[str, Any], path: str) -> Parameter:
    """Return one declared parameter. Raises QueryError."""
    where = f"{path}: parameter {name}"
    if not isinstance(given, dict):
        raise QueryError(f"{where} is {given!r}; it wants a table [parameters.{name}]")
    if unknown := set(given) - PARAMETER_KEYS:
        raise QueryError(f"{where} has {', '.join(sorted(unknown))}; allowed are {', '.join(sorted(PARAMETER_KEYS))}")
    kind = given.get("type")
    if kind not in PARAMETER_TYPES:
        raise QueryError(f"{where} has type {kind!r}; allowed are {', '.join(PARAMETER_TYPES)}")
    labels = tuple(given.get("labels", ontology().named if kind == "entity" else ()))
    if wrong := [label for label in labels if label not in ontology().labels]:
        raise QueryError(f"{where} has labels {wrong}; allowed are {', '.join(ontology().labels)}")
    choices = given.get("choices", ())
    if isinstance(choices, str):
        choices = getattr(ontology(), choices, None)
    if kind == "choice" and not choices:
        raise QueryError(f"{where} is a choice; `choices` is a list, or the name of one of the ontology")
    extra = [given.get("minimum"), given.get("maximum"), given.get("zh", name), given.get("en", name)]
    return Parameter(name, kind, given.get("default"), "default" not in given, labels, tuple(choices or ()), *extra)


@cache
def column_captions() -> dict[str, dict[str, str]]:
    """Return the captions of columns in both languages, by name."""
    return tomllib.loads(files("queries").joinpath("captions.toml").read_text(encoding="utf-8"))


def column(name: str, type_: str, path: str) -> Column:
    """Return one declared column. Raises QueryError."""
    if type_ not in COLUMN_TYPES:
        raise QueryError(f"{path}: column {name} has type {type_!r}; allowed are {', '.join(COLUMN_TYPES)}")
    known = column_captions().get(name, {})
    return Column(name, type_, known.get("zh", name), known.get("en", name.replace("_", " ")))


def check_head(made: Question, head: Mapping[str, Any]) -> None:
    """Check what a head says as a whole. Raises QueryError."""
    if unknown := set(head) - HEAD_KEYS:
        raise QueryError(f"{made.path}: the head has {', '.join(sorted(unknown))}; allowed are {', '.join(HEAD_KEYS)}")
    if made.chart not in CHARTS:
        raise QueryError(f"{made.path}: chart {made.chart!r} is none of {', '.join(CHARTS)}")
    if unknown := set(made.sort) - {column.name for column in made.columns}:
        raise QueryError(f"{made.path}: sort names {', '.join(sorted(unknown))}, which is no column")
    if not made.columns:
        raise QueryError(f"{made.path}: no columns are declared; the head wants a table [columns]")


def check_text(made: Question, line: int) -> None:
    """Check that the text only reads and that its parameters are those declared. Raises QueryError with the line."""
    try:
        check_reading(made.text)
    except QueryError as error:
        raise QueryError(f"{made.path}, after line {line}: {error}") from error
    used, declared = parameters_of(made.text), {p.name for p in made.parameters}
    for name in used.keys() - declared:
        raise QueryError(f"{made.path}, line {line + used[name]}: ${name} is used and not declared in the head")
    for name in sorted(declared - used.keys()):
        raise QueryError(f"{made.path}: parameter {name} is declared and never used")
