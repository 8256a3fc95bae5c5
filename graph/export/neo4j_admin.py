"""Files for ``neo4j-admin database import full``: for graphs too large for ``yimai push``.

A folder with ``nodes/LABEL.csv``, ``edges/TYPE.csv`` (each with its header and types), ``import.sh`` and ``import.bat``, and
``after-import.cypher`` to run once the server is up: constraints and indexes, and a mending of what the importer cannot be
told: it takes a list of one empty text, common in evidence, for an empty list.
"""

import csv
from pathlib import Path
from typing import Any

from graph.export.tables import Frame, frames
from graph.property_graph import EVIDENCE, Graph

TYPES = {"string": "string", "integer": "long", "float": "double", "boolean": "boolean"}
SEPARATOR = "\x1f"
SPACE = "yimai"
OPTIONS = "--multiline-fields=true --array-delimiter=U+001F --input-encoding=UTF-8 --overwrite-destination=true"


def write(graph: Graph, path: Path) -> None:
    """Write the folder."""
    from graph.stores.push import AWAIT, schema

    arguments, after = [], [*(statement for _, statement in schema()), AWAIT]
    for frame in frames(graph):
        file = path / frame.kind / f"{frame.name}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        write_frame(frame, file)
        option = "--nodes" if frame.kind == "nodes" else "--relationships"
        arguments.append(f"{option}={frame.name}={frame.kind}/{frame.name}.csv")
        if "articles" in frame.schema:
            after.append(mending(frame))
    save(path / "after-import.cypher", "".join(f"{statement};\n" for statement in after))
    save(path / "import.sh", script(arguments))
    save(path / "import.bat", batch(arguments))


def write_frame(frame: Frame, file: Path) -> None:
    """Write one table with its header."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header(name, kind, frame.kind) for name, kind in frame.schema.items())
        for row in frame.rows:
            stream.write(",".join(field(value) for value in row.values()) + "\n")


def mending(frame: Frame) -> str:
    """Return the statement that makes evidence lists of one empty text what they were."""
    pattern = f"(n:{frame.name})" if frame.kind == "nodes" else f"()-[n:{frame.name}]->()"
    lists = [name for name, kind in EVIDENCE.items() if kind == "string[]" and name != "articles"]
    values = ", ".join(
        f"n.{name} = CASE WHEN size(coalesce(n.{name}, [])) = 0 THEN [''] ELSE n.{name} END" for name in lists
    )
    return f"MATCH {pattern} WHERE size(n.articles) = 1 CALL {{ WITH n SET {values} }} IN TRANSACTIONS OF 10000 ROWS"


def header(name: str, kind: str, table: str) -> str:
    """Return a column of a header."""
    if table == "nodes" and name == "yimai_id":
        return f"yimai_id:ID({SPACE})"
    if table == "edges" and name in ("head", "tail"):
        return f":{'START' if name == 'head' else 'END'}_ID({SPACE})"
    return f"{name}:{TYPES[kind.removesuffix('[]')]}{'[]' if kind.endswith('[]') else ''}"


def field(value: Any) -> str:
    """Return a field: bare where nothing is known, quoted where it is text."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return quoted(SEPARATOR.join(str(v).replace(SEPARATOR, " ") for v in value))
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """Return a text in quotes."""
    return '"' + text.replace('"', '""') + '"'


def script(arguments: list[str]) -> str:
    """Return the script for Unix; ``neo4j-admin`` is on the PATH or in $NEO4J_HOME/bin, the server is stopped."""
    lines = " \\\n  ".join(arguments)
    return (
        "#!/bin/sh\n# Stop the server, run this (the name of the database may follow), start it, then run after-import.cypher.\n"
        'set -e\ncd "$(dirname "$0")"\nadmin="${NEO4J_ADMIN:-neo4j-admin}"\n'
        f'"$admin" database import full "${{1:-neo4j}}" {OPTIONS} \\\n  {lines}\n'
    )


def batch(arguments: list[str]) -> str:
    """Return the script for Windows."""
    lines = " ^\n  ".join(arguments)
    return (
        "@echo off\nrem Stop the server, run this, start it, then run after-import.cypher.\ncd /d %~dp0\n"
        f"neo4j-admin database import full neo4j {OPTIONS} ^\n  {lines}\n"
    )


def save(path: Path, text: str) -> None:
    """Write a text file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
