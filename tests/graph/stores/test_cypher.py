import pytest

from graph.errors import QueryError
from graph.stores.cypher import check_reading, parameters_of, tokens
from graph.stores.dialect import to_ladybug


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n",
        "/* a */ MATCH (n:Vendor)-[:USES*1..3]->(m) // b\nRETURN n.name, 1.5, .5, 1e3, $x, `odd ``name`, 'it\\'s', \"x\"",
        "unfinished 'string",
        "",
    ],
)
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(t.text for t in tokens(text)) == text


def test_parameters_and_their_lines() -> None:
    text = "MATCH (n {id: $one})\nWHERE n.x > $two // $three\nRETURN '$four', $one"
    assert parameters_of(text) == {"one": 1, "two": 2}


@pytest.mark.parametrize(
    ("neo4j", "ladybug"),
    [
        ("RETURN r.starts", "RETURN r.`starts`"),
        ("RETURN 1.5 AS x", "RETURN 1.5 AS x"),
        ("MATCH (a)-[:A|B*1..3]-(b)--(c)", "MATCH (a)-[:A|B*1..3]-(b)--(c)"),
        ("MATCH p = shortestPath((a)-[:A|B*1..6]-(b))", "MATCH p = (a)-[:A|B* SHORTEST 1..6]-(b)"),
        ("MATCH p = allShortestPaths((a)-[*..4]-(b))", "MATCH p = (a)-[* ALL SHORTEST ..4]-(b)"),
        ("RETURN [x IN xs | x + 1]", "RETURN list_transform(xs, x -> x + 1)"),
        ("RETURN [x IN xs WHERE x > 1]", "RETURN list_filter(xs, x -> x > 1)"),
        (
            "RETURN [x IN xs WHERE x > 1 | x.name]",
            "RETURN list_transform(list_filter(xs, x -> x > 1), x -> x.`name`)",
        ),
        ("WHERE x IN [1, 2] RETURN [a, b]", "WHERE x IN [1, 2] RETURN [a, b]"),
        ("RETURN xs[1..3]", "RETURN xs[(1)+1:(3)]"),
        ("RETURN a.xs[-1]", "RETURN a.`xs`[-1]"),
        ("RETURN COUNT { (a)--(b) }", "RETURN COUNT { MATCH (a)--(b) }"),
        ("RETURN type(r), split(s, '-')", "RETURN label(r), string_split(s, '-')"),
        ("RETURN substring(a.name, 0, 4)", "RETURN substring(a.`name`, (0) + 1, 4)"),
        ("RETURN round(x), round(x, 2)", "RETURN round(x, 0), round(x, 2)"),
        ("RETURN 'type(r) [x IN y]' AS t", "RETURN 'type(r) [x IN y]' AS t"),
        ("RETURN a.type, a.head", "RETURN a.`type`, a.`head`"),
    ],
)
def test_dialect(neo4j: str, ladybug: str) -> None:
    assert to_ladybug(neo4j) == ladybug


def test_an_open_bracket_is_named_with_its_line() -> None:
    with pytest.raises(QueryError, match=r"line 2: \[ is never closed"):
        to_ladybug("RETURN 1,\n[x IN xs")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (n)\nSET n.x = 1", "line 2: SET is refused"),
        ("DROP TABLE x", "begins no reading statement"),
        ("RETURN 1; RETURN 2", "one statement at a time"),
        ("CALL apoc.load.json('x')", "CALL apoc.load.json is refused"),
        ("RETURN \\u0031", "escapes are refused"),
        ("", "is empty"),
    ],
)
def test_refusals_say_what_and_where(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        check_reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n;",
        "MATCH (n) WHERE n.name = 'SET; DROP' RETURN n.`set`, n.dataset",
        "CALL { MATCH (n) RETURN n } RETURN n",
        "CALL db.labels() YIELD label RETURN label",
        "EXPLAIN MATCH (n) RETURN n",
        "UNWIND [1] AS x WITH x OPTIONAL MATCH (n:Dataset) RETURN x",
    ],
)
def test_reading_passes(text: str) -> None:
    check_reading(text)
