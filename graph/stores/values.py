"""Properties as databases and files take them."""

from collections.abc import Iterable, Mapping
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
    held = list(rows)
    arrays = {}
    for name, kind in schema.items():
        plain = scalars[kind.removesuffix("[]")]
        lists = kind.endswith("[]")
        values = [row.get(name) or [] for row in held] if lists else [row.get(name) for row in held]
        arrays[name] = column(values, kind, pa.list_(plain) if lists else plain)
    return pa.table(arrays)


def column(values: list[Any], kind: str, arrow: Any) -> Any:
    """Return values as a pyarrow array; where some are not quite of the type, as ``converted`` makes them."""
    import pyarrow as pa

    try:
        return pa.array(values, arrow)
    except (pa.ArrowException, UnicodeEncodeError, TypeError, ValueError):
        return pa.array([converted(value, kind) for value in values], arrow)
