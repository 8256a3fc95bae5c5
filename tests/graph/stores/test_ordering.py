import pytest

from graph.errors import QueryError
from graph.stores.dialect import to_ladybug


@pytest.mark.parametrize(
    ("neo4j", "ladybug"),
    [
        (
            "MATCH (v) WITH v ORDER BY v.x DESC LIMIT 3 RETURN collect(v)",
            "MATCH (v) WITH v ORDER BY v.`x` DESC LIMIT 3 UNWIND [0] AS yimai_one RETURN collect(v)",
        ),
        (
            "MATCH (v) WITH v AS w, v.x AS x ORDER BY x WHERE w.name STARTS WITH 'a' WITH *, 1 AS y WITH x, y RETURN sum(x)",
            "MATCH (v) WITH v AS w, v.`x` AS x ORDER BY x SKIP 0 WHERE w.`name` STARTS WITH 'a' UNWIND [0] AS yimai_one "
            "WITH w, x, 1 AS y WITH x, y RETURN sum(x)",
        ),
        ("UNWIND xs AS x WITH x ORDER BY x RETURN x", "UNWIND xs AS x WITH x ORDER BY x SKIP 0 RETURN x"),
        (
            "MATCH (v) RETURN v.name AS x UNION MATCH (v) WITH v ORDER BY v.x SKIP 2 RETURN max(v.x) AS x",
            "MATCH (v) RETURN v.`name` AS x UNION MATCH (v) WITH v ORDER BY v.`x` SKIP 2 UNWIND [0] AS yimai_one "
            "RETURN max(v.`x`) AS x",
        ),
    ],
)
def test_orders_are_kept(neo4j: str, ladybug: str) -> None:
    assert to_ladybug(neo4j) == ladybug


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (v) WITH v ORDER BY v LIMIT 3 RETURN v",
        "MATCH (v) WITH * ORDER BY v LIMIT 3 RETURN *",
        "MATCH (v) WITH v ORDER BY v LIMIT 3 MATCH (v)--(h) RETURN count(h)",
        "MATCH (v) WITH v ORDER BY v LIMIT 3 UNWIND xs AS x RETURN count(x)",
        "MATCH (v) WITH v, count(*) AS n RETURN n ORDER BY n LIMIT 3",
        "MATCH (v) WITH v ORDER BY v LIMIT 3 RETURN v UNION MATCH (v) RETURN count(v) AS v",
    ],
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert to_ladybug(text) == text


def test_a_star_that_hides_what_is_sorted_is_refused() -> None:
    with pytest.raises(QueryError, match=r"line 2: RETURN \* after WITH \* … ORDER BY .* name the variables"):
        to_ladybug("MATCH (v) WITH * ORDER BY v.x LIMIT 3\nRETURN *, count(v)")
