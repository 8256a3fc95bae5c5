"""Rows as databases take them: what is missing, not quite of its type, or no text at all."""

import pytest

from graph.stores.values import PART, data_frame

SCHEMA = {"name": "string", "count": "integer", "share": "float", "sure": "boolean", "forms": "string[]"}


@pytest.mark.parametrize(
    ("row", "stored"),
    [
        (
            {"name": "华为", "count": 2, "share": 0.5, "sure": True, "forms": ["a", "b"]},
            ["华为", 2, 0.5, True, ["a", "b"]],
        ),
        ({}, [None, None, None, None, []]),
        ({"forms": None, "other": 1}, [None, None, None, None, []]),
        ({"count": "3", "share": 1, "sure": 1}, [None, 3, 1.0, True, []]),
        ({"name": "a\ud800", "forms": ["\udc00"]}, ["a\ufffd", None, None, None, ["\ufffd"]]),
    ],
)
def test_a_row(row: dict[str, object], stored: list[object]) -> None:
    whole = {"name": "x", "forms": ["y"]}
    frame = data_frame([whole, row, whole], SCHEMA)
    assert list(frame.to_pylist()[1].values()) == stored
    assert frame.to_pylist()[2] == frame.to_pylist()[0]


def test_no_rows_and_many() -> None:
    assert data_frame([], SCHEMA).column_names == list(SCHEMA)
    frame = data_frame(({"count": i} for i in range(2 * PART + 1)), SCHEMA)
    assert frame["count"].to_pylist() == list(range(2 * PART + 1))
