"""Every saved question: sound, answering by default, and the same rows on both engines."""

import json
from pathlib import Path

import pytest

from graph.stores import Store
from queries.catalogue import TAGS, Question, column_captions, shipped
from queries.run import run_question

NAMES = sorted(shipped())
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
def expected() -> dict[str, list[list[object]]]:
    rows: dict[str, list[list[object]]] = json.loads(ROWS.read_text(encoding="utf-8"))
    return rows


def test_rows_on_the_embedded_store(
    gold_store: Store, asked: Question, expected: dict[str, list[list[object]]]
) -> None:
    assert plain(gold_store, asked) == expected[asked.name]


@pytest.mark.neo4j
def test_rows_on_neo4j(gold_neo4j: Store, asked: Question, expected: dict[str, list[list[object]]]) -> None:
    assert plain(gold_neo4j, asked) == expected[asked.name]


def plain(store: Store, asked: Question) -> list[list[object]]:
    """Return the rows as names and numbers: ids change with canonical names, sentences say nothing more."""
    table = run_question(store, asked, {})
    kept = [
        i for i, c in enumerate(table.columns) if c.type != "id" and not c.name.startswith(("sentence", "path_ids"))
    ]
    return [[row[i] for i in kept] for row in table.rows]


def write_rows() -> None:
    """Write rows.json anew: ``python -m tests.queries.test_questions``; read the difference before you commit it."""
    import tempfile

    from graph.stores.ladybug_ import LadybugStore, compile_store
    from tests.gold_graph import gold_graph

    folder = Path(tempfile.mkdtemp())
    with LadybugStore(compile_store(gold_graph(), folder / "graph.lbug")) as store:
        rows = {name: plain(store, shipped()[name]) for name in NAMES}
    lines = (
        f"{json.dumps(name)}: [{','.join(chr(10) + '  ' + json.dumps(r, ensure_ascii=False) for r in found)}]"
        for name, found in rows.items()
    )
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    ROWS.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_rows()
