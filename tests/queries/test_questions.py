"""Every saved question: sound, answering by default, and the same rows on both engines."""

from pathlib import Path

import pytest

from graph.stores import Store
from queries.catalogue import TAGS, Question, column_captions, shipped
from queries.check import Rows, read_rows, rows_of, write_rows

NAMES = sorted(shipped())
NOT_IN_EXAMPLES = {  # nothing of the kind is annotated; tested on made-up readings
    "conflicts",
    "event-conflicts",
    "partnerships-on",
    "reprints",
    "white-space-of-model",
}
ROWS = Path(__file__).parent / "rows.json"


@pytest.fixture(params=NAMES)
def asked(request: pytest.FixtureRequest) -> Question:
    return shipped()[request.param]


def test_there_are_enough() -> None:
    assert len(NAMES) >= 36
    assert {tag for q in shipped().values() for tag in q.tags} == set(TAGS)


def test_head_is_whole(asked: Question) -> None:
    assert set(asked.tags) <= set(TAGS)
    assert asked.tags
    assert all(p.zh != p.name for p in asked.parameters)
    assert not any(p.required for p in asked.parameters)
    assert all(column.type == "id" or column.name in column_captions() for column in asked.columns)
    assert "ORDER BY" in asked.text or asked.sort


def test_order_is_total(asked: Question) -> None:
    """Rows that are equal in all columns may swap places, no others."""
    if "ORDER BY" in asked.text and not asked.sort:
        ordered = asked.text.rpartition("ORDER BY")[2]
        keys = [c.name for c in asked.columns if c.type == "id"] or [asked.columns[0].name]
        assert all(key in ordered for key in keys), f"{asked.name} is not ordered by {keys}"


@pytest.fixture(scope="module")
def expected() -> dict[str, Rows]:
    return read_rows(ROWS)


def test_rows_on_the_embedded_store(gold_store: Store, asked: Question, expected: dict[str, Rows]) -> None:
    assert rows_of(gold_store, asked) == expected[asked.name]


def test_it_answers_something_on_the_examples(asked: Question, expected: dict[str, Rows]) -> None:
    assert expected[asked.name] or asked.name in NOT_IN_EXAMPLES


@pytest.mark.neo4j
def test_rows_on_neo4j(gold_neo4j: Store, asked: Question, expected: dict[str, Rows]) -> None:
    assert rows_of(gold_neo4j, asked) == expected[asked.name]


def write() -> None:
    """Write rows.json anew: ``python -m tests.queries.test_questions``; read the difference before you commit it."""
    import tempfile

    from graph.stores.ladybug_ import LadybugStore
    from graph.stores.ladybug_compile_ import compile_store
    from tests.gold_graph import gold_graph

    folder = Path(tempfile.mkdtemp())
    with LadybugStore(compile_store(gold_graph(), folder / "graph.lbug")) as store:
        write_rows(ROWS, store, shipped().values())


if __name__ == "__main__":
    write()
