"""Properties as databases and files take them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

PART = 2_000
CONVERT = {"string": str, "integer": int, "float": float, "boolean": bool}


def storable(properties: Mapping[str, Any], schema: Mapping[str, str]) -> dict[str, Any]:
    """Return all properties of a schema: None where there is none, lists always, numbers of the declared type."""
    return {name: converted(properties.get(name), kind) for name, kind in schema.items()}


def converted(value: Any, kind: str) -> Any:
    """Return one value in its declared type; a string without halves of surrogate pairs, which no UTF-8 can hold."""
    if kind.endswith("[]"):
        return [converted(v, kind[:-2]) for v in value or ()]
    if value is None:
        return None
    return whole(value) if kind == "string" else CONVERT[kind](value)


def whole(text: str) -> str:
    """Return a text in which a half of a surrogate pair is U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def data_frame(rows: Iterable[Mapping[str, Any]], schema: Mapping[str, str]) -> Any:
    """Return rows as a pyarrow table with the columns of the schema.

    pyarrow takes the rows apart itself, which is five times as fast as columns made in Python; in parts of PART rows it is
    faster than at once.
    """
    import pyarrow as pa

    kind = pa.struct([(name, arrow_type(kind)) for name, kind in schema.items()])
    left = iter(rows)
    parts = [structs(part, kind, schema) for part in iter(lambda: list(islice(left, PART)), [])]
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(p) for p in parts], pa.schema(list(kind)))


def arrow_type(kind: str) -> Any:
    """Return the type of pyarrow for a type of the ontology."""
    import pyarrow as pa

    scalars = {"string": pa.string(), "integer": pa.int64(), "float": pa.float64(), "boolean": pa.bool_()}
    plain = scalars[kind.removesuffix("[]")]
    return pa.list_(plain) if kind.endswith("[]") else plain


def structs(rows: Sequence[Mapping[str, Any]], kind: Any, schema: Mapping[str, str]) -> Any:
    """Return rows as a pyarrow array of structs; where some are not quite of the type, as ``storable`` makes them."""
    import pyarrow as pa

    try:
        found = pa.array(rows, kind)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        found = None
    if found is None or any(found.field(n).null_count for n, k in schema.items() if k.endswith("[]")):
        return pa.array([storable(row, schema) for row in rows], kind)
    return found
