from typing import Any

import pytest

from graph.errors import NotFoundError, QueryError
from graph.stores import Store
from queries.page import graph_of, ids_of
from queries.run import declared, run_query, run_text
from queries.table import Column


def test_parameters_by_alias(gold_store: Store) -> None:
    assert run_query(gold_store, "hospital-stack", hospital="瑞金").rows == run_query(gold_store, "hospital-stack").rows


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("partners", {"organization": "华为"}, "has no parameter organization; its parameters are organisation"),
        ("most-partners", {"top": "many"}, "top='many' is not an integer from 1 to 10000"),
        ("partners", {"organisation": ""}, "organisation is empty; .* leave it out for the default, 华为"),
        ("partners", {"organisation": " "}, "organisation is empty"),
        ("most-partners", {"top": 0}, "top=0 is not an integer from 1 to 10000"),
        ("newest-partnerships", {"kind": "odd"}, "kind='odd' is not one of strategic"),
        ("newest-partnerships", {"since": "yesterday"}, "since='yesterday' is not a date"),
    ],
)
def test_wrong_parameters(gold_store: Store, name: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run_query(gold_store, name, **given)


def test_unknown_and_ambiguous_names(gold_store: Store) -> None:
    with pytest.raises(NotFoundError, match="no Hospital answers to '没有的医院'"):
        run_query(gold_store, "hospital-stack", hospital="没有的医院")
    with pytest.raises(NotFoundError, match=r"may be .* give the whole name or the id"):
        run_query(gold_store, "hospital-stack", hospital="人民医院")


def test_strings_become_numbers_and_filters_filter(gold_store: Store) -> None:
    assert len(run_query(gold_store, "most-partners", top="3")) == 3
    dates = [row[0] for row in run_query(gold_store, "newest-partnerships", since="2025-06").rows]
    assert dates
    assert all(date >= "2025-06" for date in dates)


def test_ad_hoc(gold_store: Store) -> None:
    table = run_text(gold_store, "UNWIND [1, 2] AS n RETURN n, n / 2.0 AS half, 'x' AS s", limit=1)
    assert [c.type for c in table.columns] == ["integer", "float", "string"]
    assert (table.rows, table.truncated) == (((1, 0.5, "x"),), True)
    with pytest.raises(QueryError, match=r"uses \$x; give each with --param"):
        run_text(gold_store, "RETURN $x AS x")


def test_a_value_of_another_type_than_declared_names_its_column() -> None:
    column = Column("title", "integer", "职务", "title")
    assert declared("12", column) == 12
    with pytest.raises(QueryError, match="the column title is declared integer, and '院长' is none"):
        declared("院长", column)


def test_the_page_of_a_path_has_its_nodes(gold_store: Store) -> None:
    table = run_query(gold_store, "path-between")
    named = {name for path, *_ in table.rows for name in path}
    assert named > {"华为", "商汤医疗"} and {node.name for node in graph_of(gold_store, ids_of(table)).nodes()} == named
