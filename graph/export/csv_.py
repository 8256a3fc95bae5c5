"""CSV: a folder with ``nodes/LABEL.csv`` and ``edges/TYPE.csv``, UTF-8, lists as JSON arrays."""

import csv
import json
from pathlib import Path
from typing import Any

from graph.export.tables import frames
from graph.property_graph import Graph


def write(graph: Graph, path: Path) -> None:
    """Write the graph as a folder of CSV files."""
    for frame in frames(graph):
        folder = path / frame.kind
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{frame.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(frame.schema)
            writer.writerows([cell(value) for value in row.values()] for row in frame.rows)


def cell(value: Any) -> str:
    """Return a value as a cell: nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
