"""Properties as databases and files take them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

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
    """Return rows as a pyarrow table with the columns of the schema."""
    import pyarrow as pa

    scalars = {"string": pa.string(), "integer": pa.int64(), "float": pa.float64(), "boolean": pa.bool_()}
    columns = zip(*(map(row.get, schema) for row in rows), strict=True)
    arrays = {}
    for name, kind, values in zip(schema, schema.values(), list(columns) or [()] * len(schema), strict=True):
        plain = scalars[kind.removesuffix("[]")]
        arrays[name] = column(values, kind, pa.list_(plain) if kind.endswith("[]") else plain)
    return pa.table(arrays)


def column(values: Sequence[Any], kind: str, arrow: Any) -> Any:
    """Return values as a pyarrow array; where some are not quite of the type, as ``converted`` makes them."""
    import pyarrow as pa

    try:
        return listed(values, arrow) if kind.endswith("[]") else pa.array(values, arrow)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        return pa.array([converted(value, kind) for value in values], arrow)


def listed(values: Sequence[Any], arrow: Any) -> Any:
    """Return lists as a pyarrow array, by way of one flat array: twice as fast as pyarrow makes of nested ones."""
    import pyarrow as pa

    flat = pa.array(list(chain.from_iterable(values)), arrow.value_type)
    return pa.ListArray.from_arrays(pa.array([0, *accumulate(map(len, values))], pa.int32()), flat)
