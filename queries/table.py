"""The answer to a question: columns, rows, and what turns it into frames."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from queries.catalogue import Column

SHOWN_IN_NOTEBOOK = 50


@dataclass(frozen=True, slots=True)
class Table:
    """Named, typed columns and rows of plain values; ``truncated`` where the row limit cut it off."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as dicts."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield dict(zip(names, row, strict=True))

    def to_pandas(self) -> Any:
        """Return a pandas DataFrame; integers that may be missing are ``Int64``."""
        import pandas as pd

        frame = pd.DataFrame(list(self.rows), columns=[column.name for column in self.columns])
        kinds = {"integer": "Int64", "float": "Float64", "boolean": "boolean"}
        wanted = {c.name: kinds[c.type] for c in self.columns if c.type in kinds}
        return frame.astype(wanted)

    def to_arrow(self) -> Any:
        """Return a pyarrow table with the declared types."""
        import pyarrow as pa

        plain = {"integer": pa.int64(), "float": pa.float64(), "boolean": pa.bool_()}
        arrays = {}
        for i, column in enumerate(self.columns):
            inner = plain.get(column.type.removesuffix("[]"), pa.string())
            kind = pa.list_(inner) if column.type.endswith("[]") or column.type == "path" else inner
            arrays[column.name] = pa.array([row[i] for row in self.rows], kind if column.type != "any" else None)
        return pa.table(arrays)

    def to_polars(self) -> Any:
        """Return a polars DataFrame. Raises MissingExtraError where polars is not installed."""
        try:
            import polars
        except ImportError as error:
            from graph.errors import MissingExtraError

            raise MissingExtraError("polars is not installed; `pip install yimai[notebooks]` brings it") from error
        return polars.from_arrow(self.to_arrow())

    def to_network(self) -> Any:
        """Return what the rows name as a ``networkx.Graph``: the entities of a row are joined to its first one."""
        import networkx as nx

        network: Any = nx.Graph()
        ids = [(i, c.name.removesuffix("_id")) for i, c in enumerate(self.columns) if c.type == "id"]
        names = {c.name: i for i, c in enumerate(self.columns)}
        for row in self.rows:
            found = [(row[i], row[names[n]] if n in names else row[i]) for i, n in ids if row[i]]
            network.add_nodes_from((key, {"name": name}) for key, name in found)
            network.add_edges_from((found[0][0], key) for key, _ in found[1:])
        return network

    def plot(self, kind: str = "", **options: Any) -> Any:
        """Draw the table and return matplotlib's ``Axes``; ``queries.charts.plot`` tells what can be chosen."""
        from queries.charts import plot

        return plot(self, kind, **options)

    def _repr_html_(self) -> str:
        from queries.formats import to_html

        return to_html(self, limit=SHOWN_IN_NOTEBOOK)
