import pytest

from graph.errors import NotFoundError, QueryError
from graph.measures import MEASURES, measured
from graph.property_graph import to_bytes
from graph.stores import Store
from graph.stores.lookup import resolve
from tests.gold_graph import gold_graph


def test_the_whole_graph_comes_back(store: Store) -> None:
    assert to_bytes(store.graph()) == to_bytes(gold_graph())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("RETURN 1 AS x", [(1,)]),
        ("RETURN substring('2024-05-06', 0, 4) AS x, left('2024-05', 4) AS y", [("2024", "2024")]),
        ("RETURN split('a-b-c', '-')[1] AS x, [1, 2, 3][5] AS y, [1, 2, 3][-1] AS z", [("b", None, 3)]),
        ("RETURN [1, 2, 3, 4][1..3] AS x, [1, 2, 3][1..] AS y, [1, 2, 3][..2] AS z", [([2, 3], [2, 3], [1, 2])]),
        (
            "UNWIND [[1], [2, 3], []] AS x RETURN head(x) AS h, last(x) AS l, size(tail(x)) AS n",
            [(1, 1, 0), (2, 3, 1), (None, None, 0)],
        ),
        ("RETURN [x IN [1, 2, 3] WHERE x > 1 | x * 2] AS x, [x IN [1, 2] | toString(x)] AS y", [([4, 6], ["1", "2"])]),
        ("RETURN [i IN range(0, 1) | ['a', 'b'][i]] AS x", [(["a", "b"],)]),
        ("RETURN any(x IN [1, 2] WHERE x > 1) AS a, all(x IN [1, 2] WHERE x > 1) AS b", [(True, False)]),
        ("RETURN toInteger('12') AS i, toFloat(3) AS f, isEmpty([]) AS e", [(12, 3.0, True)]),
        ("RETURN round(2.5) AS x, round(2.345, 1) AS y, 7 / 2 AS z, 7 / 2.0 AS u", [(3.0, 2.3, 3, 3.5)]),
        ("RETURN coalesce(null, 'a') AS x, CASE WHEN 1 = 2 THEN 'b' ELSE 'c' END AS y", [("a", "c")]),
        ("UNWIND ['b', null, 'a'] AS x RETURN x ORDER BY x", [("a",), ("b",), (None,)]),
        ("UNWIND ['瑞', '乙', 'b', 'B', '𠮷'] AS x RETURN x ORDER BY x", [("B",), ("b",), ("乙",), ("瑞",), ("𠮷",)]),
        ("UNWIND [1, 2, 3] AS x RETURN x ORDER BY x DESC SKIP 1 LIMIT 1", [(2,)]),
        ("RETURN size('瑞金') AS x, toLower('AbC') AS y, 'abc' CONTAINS 'b' AS z", [(2, "abc", True)]),
    ],
)
def test_one_cypher(store: Store, text: str, rows: list[tuple[object, ...]]) -> None:
    assert store.query(text).rows == rows


SORTED = "UNWIND [3, 1, 4, 2] AS x WITH x ORDER BY x "


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (SORTED + "DESC LIMIT 2 RETURN collect(x) AS xs", [([4, 3],)]),
        (SORTED + "RETURN collect(x) AS xs", [([1, 2, 3, 4],)]),
        (SORTED + "SKIP 1 LIMIT 2 RETURN collect(x) AS xs, count(*) AS n, sum(x) AS s", [([2, 3], 2, 5)]),
        (SORTED + "LIMIT $n WITH x + 1 AS y, 'a' AS a RETURN a, collect(y) AS ys", [("a", [2, 3])]),
        (SORTED + "LIMIT 3 WHERE x <> 2 RETURN collect(x) AS xs, max(x) AS most", [([1, 3], 3)]),
        (SORTED + "LIMIT 3 WITH *, 1 AS one RETURN sum(one) AS n, collect(x) AS xs", [(3, [1, 2, 3])]),
        (SORTED + "LIMIT 2 WITH collect(x) AS xs UNWIND xs AS y RETURN y ORDER BY y DESC", [(2,), (1,)]),
        (SORTED + "LIMIT 3 WITH x ORDER BY x DESC LIMIT 2 RETURN collect(x) AS xs", [([3, 2],)]),
        (SORTED + "LIMIT 1 RETURN x UNION ALL " + SORTED + "DESC LIMIT 2 RETURN min(x) AS x", [(1,), (3,)]),
        (SORTED + "RETURN x", [(1,), (2,), (3,), (4,)]),
    ],
)
def test_an_order_of_with_holds_for_aggregations(store: Store, text: str, rows: list[tuple[object, ...]]) -> None:
    assert store.query(text, {"n": 2} if "$n" in text else {}).rows == rows


def test_the_best_few_nodes_relationships_and_paths_are_collected_in_order(store: Store) -> None:
    text = (
        "MATCH p = (v:Vendor)-[r:PARTNERS_WITH]->(o) WITH p, r, v, o ORDER BY r.sources DESC, v.name, o.name LIMIT 5 "
        "RETURN {}"
    )
    rows = store.query(text.format("v.name AS v, o.name AS o, r.sources AS n, length(p) AS l")).rows
    kept = "collect(v.name) AS v, collect(o.name) AS o, collect(r.sources) AS n, collect(length(p)) AS l"
    assert len(rows) == 5
    assert store.query(text.format(kept)).rows == [tuple(map(list, zip(*rows, strict=True)))]


def test_type_and_label(store: Store) -> None:
    text = "MATCH (a:Vendor)-[r:DEVELOPED]->(m:Model) RETURN DISTINCT type(r) AS t, r.type AS u, a.label AS l, m.label AS k"
    assert store.query(text).rows == [("DEVELOPED", "DEVELOPED", "Vendor", "Model")]


def test_reserved_words_are_properties(store: Store) -> None:
    text = "MATCH (m:Model {name: 'RuiPath'})<-[r:DEVELOPED]-(:Vendor) RETURN size(r.starts) = size(r.ends) AS same"
    assert store.query(text).rows == [(True,)]


def test_counting_and_existence(store: Store) -> None:
    text = (
        "MATCH (m:Model {name: 'RuiPath'}) WHERE EXISTS { (m)<-[:DEVELOPED]-(:Hospital) } "
        "RETURN COUNT { MATCH (m)<-[:DEVELOPED]-() } AS n, COUNT { (m)<-[:DEVELOPED]-(:Vendor) } AS v"
    )
    assert store.query(text).rows == [(2, 1)]


def test_columns_are_called_as_they_are_written(store: Store) -> None:
    text = (
        "MATCH (v:Vendor) RETURN DISTINCT count(v), count(*), collect(v.name)[0], 'a,b' , v.sources+1 AS `odd name`, "
        "CASE WHEN v.sources > 1 THEN 'x' ELSE 'y' END AS c ORDER BY c LIMIT 1;"
    )
    names = ("count(v)", "count(*)", "collect(v.name)[0]", "'a,b'", "odd name", "c")
    assert store.query(text).columns == names
    assert set(store.query("MATCH (v:Vendor) WITH v.name AS a, 1 AS b RETURN * LIMIT 1").columns) == {"a", "b"}


def test_shortest_path(store: Store) -> None:
    one, other = resolve(store, "华为").id, resolve(store, "商汤医疗").id
    text = (
        "MATCH p = shortestPath((a:Vendor {yimai_id: $one})-[:PARTNERS_WITH*1..6]-(b:Vendor {yimai_id: $other})) "
        "RETURN [n IN nodes(p) | n.name] AS names, length(p) AS hops, [r IN relationships(p) | type(r)] AS types"
    )
    rows = store.query(text, {"one": one, "other": other}).rows
    assert rows == [(["华为", "上海交通大学医学院附属瑞金医院", "商汤医疗"], 2, ["PARTNERS_WITH"] * 2)]


def test_nodes_relationships_and_paths_are_plain(store: Store) -> None:
    text = "MATCH p = (m:Model {name: 'RuiPath'})<-[r:DEVELOPED]-(v:Vendor) RETURN m, r, p"
    ((node, edge, path),) = store.query(text).rows
    kept = {name: value for name, value in measured(gold_graph())[node["yimai_id"]].items() if value is not None}
    assert node == {**gold_graph().node(node["yimai_id"]).properties, **kept}
    assert edge["type"] == "DEVELOPED"
    assert edge["sentences"]
    assert [n["name"] for n in path["nodes"]] == ["RuiPath", "华为"]
    (hop,) = path["relationships"]
    assert (hop["head"], hop["tail"]) == (path["nodes"][1]["yimai_id"], path["nodes"][0]["yimai_id"])


def test_measures_are_kept_on_named_entities(store: Store) -> None:
    columns = ", ".join(f"n.{name} AS {name}" for name in MEASURES)
    rows = store.query(f"MATCH (n:Vendor|Hospital|Model) RETURN n.yimai_id AS id, {columns}").rows
    known = measured(gold_graph())
    assert len(rows) > 100
    assert all(dict(zip(MEASURES, row[1:], strict=True)) == known[row[0]] for row in rows)


def test_parameters_are_bound(store: Store) -> None:
    text = "MATCH (v:Vendor) WHERE v.name = $name RETURN v.name AS name"
    assert store.query(text, {"name": "华为"}).rows == [("华为",)]
    assert store.query(text, {"name": "' OR 1=1 //"}).rows == []
    assert store.query("RETURN $xs AS xs, $n + 1 AS n", {"xs": ["a"], "n": 300}).rows == [(["a"], 301)]


def test_row_limit(store: Store) -> None:
    answer = store.query("UNWIND range(1, 10) AS x RETURN x ORDER BY x", limit=3)
    assert (len(answer.rows), answer.truncated) == (3, True)
    answer = store.query("UNWIND range(1, 3) AS x RETURN x ORDER BY x", limit=3)
    assert (len(answer.rows), answer.truncated) == (3, False)


def test_time_out(store: Store) -> None:
    text = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN sum(a * b + c) AS x"
    with pytest.raises(QueryError, match=r"longer than 0\.3 s"):
        store.query(text, timeout=0.3)
    assert store.query("RETURN 1 AS x").rows == [(1,)]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Vendor {yimai_id: 'x'})",
        "MATCH (n:Vendor) SET n.name = 'x'",
        "MATCH (n:Vendor) DETACH DELETE n",
        "MATCH (n:Vendor) REMOVE n.name",
        "MERGE (n:Vendor {yimai_id: 'x'}) RETURN n",
        "LOAD CSV FROM 'file:///x' AS row RETURN row",
        "LOAD FROM '/etc/hostname' (file_format='csv') RETURN *",
        "COPY (MATCH (v:Vendor) RETURN v.name) TO 'x.csv'",
        "INSTALL fts",
        "ATTACH 'x' AS y (dbtype sqlite)",
        "MATCH (n:Vendor) RETURN n; DROP TABLE Vendor",
        "EXPLAIN COPY (MATCH (v:Vendor) RETURN v.name) TO 'x.csv'",
        "CALL timeout=1",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "// harmless\rCOPY (MATCH (v:Vendor) RETURN v.name) TO 'x.csv'",
        "RETURN '\\u0027 AS x'",
        "RETURN 1 AS x // \\u000aLOAD CSV FROM 'file:///x' AS row RETURN row",
        "RETURN 1 AS x /* \\u002a\\u002f LOAD CSV FROM 'file:///x' AS row RETURN row",
        "MATCH (n:`\\u0060) SET n.x = 1 //`) RETURN n",
        "RETURN 1 AS x UNION LOAD CSV FROM 'file:///x' AS row RETURN row AS x",
        "RETURN 1 AS x UNION LOAD FROM '/etc/hostname' (file_format='csv') RETURN *",
        "CALL { LOAD CSV FROM 'file:///x' AS row RETURN row } RETURN row",
        "CALL `apoc`.`load`.json('http://x') YIELD value RETURN value",
        "PROFILE CALL dbms.listConfig() YIELD name RETURN name",
        "/* x */ ExPoRt DATABASE 'x'",
        "RETURN 1 AS x;\n\nCHECKPOINT;",
        "USE system SHOW DATABASES",
        "",
        ";",
    ],
)
def test_only_reading_statements_pass(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.query(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (n:Vendor RETURN n", "."),
        ("RETURN nothing_like_it", "nothing_like_it"),
        ("RETURN nofunction(1) AS x", "(?i)nofunction"),
    ],
)
def test_broken_text_says_what_is_wrong(store: Store, text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        store.query(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("华为", "华为"),
        ("huawei", "华为"),
        ("瑞金", "上海交通大学医学院附属瑞金医院"),
        ("瑞金醫院", "上海交通大学医学院附属瑞金医院"),
        ("ＲｕｉＰａｔｈ", "RuiPath"),
        ("ruipath", "RuiPath"),
    ],
)
def test_names_are_found_by_alias_width_case_and_script(store: Store, text: str, name: str) -> None:
    assert resolve(store, text).name == name


def test_an_id_is_a_name(store: Store) -> None:
    found = resolve(store, "华为")
    assert resolve(store, found.id) == store.find(found.id)[0]


def test_labels_narrow_the_search(store: Store) -> None:
    assert {f.label for f in store.find("医院", labels=["Hospital"])} == {"Hospital"}
    with pytest.raises(NotFoundError, match="no Model answers to '华为技术有限公司的人'"):
        resolve(store, "华为技术有限公司的人", ["Model"])


def test_ambiguous_names_list_the_candidates(store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"'附属' may be .*Hospital, H[0-9a-f]{12}\).*more"):
        resolve(store, "附属", ["Hospital"])


def test_articles_are_found_by_title(store: Store) -> None:
    assert resolve(store, "华为携手瑞金医院发布瑞智病理大模型RuiPath", ["Article"]).label == "Article"


def test_both_stores_find_the_same(gold_store: Store, store: Store) -> None:
    for text in ("医院", "华", "ruijin", "rjyy", "模型", "zzz", "张"):
        assert store.find(text, limit=50) == gold_store.find(text, limit=50)
