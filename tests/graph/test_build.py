"""Facts of several articles become one: evidence, sources, dates, status, contradictions; and nothing depends on order."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build
from graph.model import Fact, Reading
from graph.property_graph import Edge, Graph, Node, to_bytes
from tests.readings import entity, partnership, reading, relation, transaction

ENTITIES = [
    entity("Vendor", "华为"),
    entity("Vendor", "云瀚医疗"),
    entity("Hospital", "瑞金医院"),
    entity("Hospital", "云浦县人民医院"),
    entity("Hospital", "协和医院"),
    entity("Model", "云杏大模型", "云杏"),
    entity("Model", "盘古大模型"),
    entity("Person", "李明"),
    entity("Dataset", "云浦数据集"),
    entity("Institution", "上海数据交易所"),
]


def told(source: str, *facts: tuple[str, Fact], date: str = "2025-01-01", text: str = "") -> Reading:
    own = text or f"据{source}报道，" + "".join(f"{source}的第{i}句话说了{source}自己的事情。" for i in range(12))
    return reading(source, own, ENTITIES, facts, title=source, date=date)


def only(nodes: Sequence[Node]) -> Node:
    (node,) = nodes
    return node


def events(graph: Graph, label: str = "Partnership") -> list[Node]:
    return sorted(graph.nodes(label), key=lambda n: (n.properties.get("date", ""), n.id))


def edge(graph: Graph, type_: str) -> Edge:
    (found,) = graph.edges(type_)
    return found


def test_one_relation_of_two_articles_is_one_edge() -> None:
    facts = [("a", "2025-02", 0.8, "planned"), ("b", "2025-02-18", 0.5, "active")]
    graph = build(
        [
            told(
                s,
                relation("华为", "DEVELOPED", "云杏大模型", date=d, confidence=c, status=status),
                date=f"2025-0{i}-01",
            )
            for i, (s, d, c, status) in enumerate(facts, 3)
        ]
    )
    p = edge(graph, "DEVELOPED").properties
    assert p["confidence"] == 0.9
    assert (p["sources"], p["first_seen"], p["last_seen"]) == (2, "2025-03-01", "2025-04-01")
    assert (p["date"], p["status"]) == ("2025-02-18", "active")
    assert (p["dates"], p["statuses"]) == (["2025-02", "2025-02-18"], ["planned", "active"])
    assert "conflict" not in p


def test_a_reprint_is_no_second_source() -> None:
    text = "华为今天发布了新的大模型，面向各级医院的临床科室，覆盖病历、影像和病理等多个场景，计划年内落地百家。" * 3
    fact = relation("华为", "DEVELOPED", "云杏大模型", confidence=0.5)
    graph = build([told("a", fact, text=text), told("b", fact, text=text + "（转载）"), told("c", fact)])
    p = edge(graph, "DEVELOPED").properties
    assert (p["sources"], p["confidence"], len(p["articles"])) == (2, 0.75, 3)
    copies = {n.properties["source"]: n.properties.get("copy_of") for n in graph.nodes("Article")}
    assert copies["b"] is not None
    assert copies["a"] is copies["c"] is None


def test_a_status_that_is_taken_back_is_a_conflict() -> None:
    def one(source: str, status: str, date: str) -> Reading:
        return told(source, relation("云浦县人民医院", "USES", "云杏大模型", status=status), date=date)

    p = edge(build([one("a", "ended", "2024-05-01"), one("b", "active", "2025-01-01")]), "USES").properties
    assert p["status"] == "ended"
    assert p["conflict"]
    assert "2025-01-01" in p["conflict_reason"]
    p = edge(build([one("a", "active", "2024-05-01"), one("b", "ended", "2025-01-01")]), "USES").properties
    assert p["status"] == "ended"
    assert "conflict" not in p


def test_both_directions_are_kept_and_marked() -> None:
    graph = build(
        [told("a", relation("华为", "ACQUIRED", "云瀚医疗")), told("b", relation("云瀚医疗", "ACQUIRED", "华为"))]
    )
    assert [e.properties["conflict"] for e in graph.edges("ACQUIRED")] == [True, True]


def test_partnerships_of_the_same_parties_kind_and_date_are_one() -> None:
    graph = build(
        [
            told(
                "a", partnership("华为", "瑞金医院", date="2025-02-18", kind="joint_release", concerns=["云杏大模型"])
            ),
            told("b", partnership("瑞金医院", "华为", date="2025-02", kind="joint_release")),
            told("c", partnership("华为", "瑞金医院", kind="other"), date="2025-03-01"),
            told("d", partnership("华为", "瑞金医院", date="2025-02-19")),
        ]
    )
    node = only(events(graph))
    assert node.name == "上海交通大学医学院附属瑞金医院 × 华为"
    assert (node.properties["date"], node.properties["kind"], node.properties["sources"]) == (
        "2025-02-18",
        "joint_release",
        4,
    )
    assert len(list(graph.edges("PARTY_TO"))) == 2
    assert len(edge(graph, "CONCERNS").properties["articles"]) == 1


def test_other_dates_kinds_and_parties_are_other_partnerships() -> None:
    graph = build(
        [
            told("a", partnership("华为", "瑞金医院", date="2024-01-05", kind="strategic")),
            told("b", partnership("华为", "瑞金医院", date="2025-02-18", kind="strategic")),
            told("c", partnership("华为", "瑞金医院", date="2025-02-18", kind="joint_lab")),
            told("d", partnership("华为", "瑞金医院", "云瀚医疗", date="2025-02-18", kind="strategic")),
        ]
    )
    assert len(events(graph)) == 4
    pairs = {(e.head, e.tail): e.properties for e in graph.edges("PARTNERS_WITH")}
    assert len(pairs) == 3
    p = max(pairs.values(), key=lambda q: len(q["partnerships"]))
    assert (p["kinds"], p["first_date"], p["last_date"], p["sources"]) == (
        ["joint_lab", "strategic"],
        "2024-01-05",
        "2025-02-18",
        4,
    )


def test_a_sale_told_twice_is_one_and_its_furthest_stage() -> None:
    ends = {"seller": ["云浦县人民医院"], "dataset": ["云浦数据集"]}
    graph = build(
        [
            told("a", transaction(**ends, stage="registered", records=2550, date="2024-11")),
            told(
                "b", transaction(**ends, buyer=["华为"], exchange=["上海数据交易所"], stage="completed", price=65000.0)
            ),
            told("c", transaction(**ends, stage="completed", price=60000.0)),
        ]
    )
    p = only(events(graph, "DataTransaction")).properties
    assert (p["stage"], p["records"], p["date"]) == ("completed", 2550, "2024-11")
    assert p["conflict"]
    assert "60000 or 65000" in p["conflict_reason"]
    assert {e.type for e in graph.edges()} >= {"SOLD", "BOUGHT", "TRADED_ON", "OF_DATASET"}


def test_facts_whose_ends_do_not_fit_are_left_out() -> None:
    graph = build([told("a", relation("云杏大模型", "DEVELOPED", "华为"), partnership("华为", "云杏大模型"))])
    assert {e.type for e in graph.edges()} == {"MENTIONS"}


def test_nothing_at_all() -> None:
    assert len(build([])) == 0


DATES = st.sampled_from([None, "2024", "2025", "2025-02", "2025-02-18", "2025-02-19", "2025-06-01"])
STATUS = st.sampled_from([None, "planned", "announced", "active", "completed", "ended"])
KINDS = st.sampled_from([None, "other", "strategic", "deployment"])
ORGANISATIONS = st.sampled_from([e.name for e in ENTITIES if e.label in ("Vendor", "Hospital")])
MODELS = st.sampled_from([e.name for e in ENTITIES if e.label == "Model"])
CONFIDENCE = st.sampled_from([0.3, 0.55, 0.9])
FACTS = st.lists(
    st.one_of(
        st.builds(
            lambda a, t, m, d, s, c: relation(a, t, m, date=d, status=s, confidence=c),
            ORGANISATIONS,
            st.sampled_from(["USES", "DEVELOPED"]),
            MODELS,
            DATES,
            STATUS,
            CONFIDENCE,
        ),
        st.builds(lambda a: relation("李明", "AFFILIATED_WITH", a, title="院长"), ORGANISATIONS),
        st.builds(
            lambda p, d, s, k, c: partnership(*sorted(p), date=d, status=s, kind=k, confidence=c),
            st.sets(ORGANISATIONS, min_size=1, max_size=3),
            DATES,
            STATUS,
            KINDS,
            CONFIDENCE,
        ),
        st.builds(
            lambda a, r, d, p: transaction(seller=[a], dataset=["云浦数据集"], records=r, price=p, date=d),
            ORGANISATIONS,
            st.sampled_from([None, 10, 2550]),
            DATES,
            st.sampled_from([None, 1.5, 65000.0]),
        ),
    ),
    max_size=4,
)
TEXTS = st.sampled_from(["武汉的消息说，武汉市今天开会。" * 5, "北京的消息说，大会在北京召开。" * 5, ""])
READINGS = st.lists(
    st.tuples(FACTS, st.sampled_from(["2024-12-01", "2025-03-01", "2025-03-02"]), TEXTS), max_size=6
).map(lambda rows: [told(f"{i}.txt", *facts, date=d, text=t) for i, (facts, d, t) in enumerate(rows)])


@settings(max_examples=60, deadline=None)
@given(READINGS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(readings: list[Reading], random: object) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert to_bytes(build(shuffled)) == to_bytes(build(readings))


@settings(max_examples=40, deadline=None)
@given(READINGS, st.integers(0, 5))
def test_retracting_an_article_leaves_no_trace_of_it(readings: list[Reading], index: int) -> None:
    kept = [r for i, r in enumerate(readings) if i != index]
    graph = build(kept)
    sources = {r.document.source for r in kept}
    articles = {n.id for n in graph.nodes("Article")}
    assert {n.properties["source"] for n in graph.nodes("Article")} == sources
    for item in [*graph.nodes(), *graph.edges()]:
        assert articles.issuperset(item.properties.get("articles", ()))
