"""Parquet: a folder with ``nodes/LABEL.parquet`` and ``edges/TYPE.parquet``, with types."""

from pathlib import Path

from graph.export.tables import frames
from graph.property_graph import Graph
from graph.stores.values import data_frame


def write(graph: Graph, path: Path) -> None:
    """Write the graph as a folder of Parquet files."""
    from pyarrow import parquet

    for frame in frames(graph):
        folder = path / frame.kind
        folder.mkdir(parents=True, exist_ok=True)
        parquet.write_table(data_frame(frame.rows, frame.schema), folder / f"{frame.name}.parquet")
