"""A build that follows another gives what a build from nothing gives, whatever came and went in between."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated import generated
from graph.build import build
from graph.build_folders import GRAPH, STORE
from graph.decisions import parse_decisions
from graph.measures import MEASURES
from graph.model import Entity, Fact, Reading
from graph.ontology import ontology
from graph.property_graph import to_bytes
from graph.stores import open_store
from graph.stores.ladybug_compile_ import compile_store
from graph.workspace import SHELF, Workspace
from tests.readings import entity, partnership, reading, relation, transaction

NAMES = [
    *(
        entity("Hospital", n)
        for n in ("协和医院", "武汉协和医院", "北京协和医院", "人民医院", "云浦县人民医院", "云浦人民医院")
    ),
    *(
        entity("Hospital", n)
        for n in ("云浦大学附属第三医院", "云浦大学第三附属医院", "云浦第三医院", "云浦市第三医院")
    ),
    *(
        entity("Vendor", n)
        for n in (
            "云瀚医疗",
            "云瀚",
            "云瀚医疗科技（北京）有限公司",
            "北京云瀚医疗科技有限公司",
            "华为",
            "华为技术有限公司",
        )
    ),
    entity("Vendor", "云翰医疗", "云瀚医疗"),
    entity("Vendor", "雲瀚醫療"),
    *(entity("Model", n) for n in ("云杏", "云杏大模型", "云杏大模型2.0", "云瀚MedPulse", "MedPulse")),
    *(entity("Person", n) for n in ("李明", "王芳")),
    entity("Dataset", "云浦数据集"),
    entity("Institution", "上海市卫健委", "上海市卫生健康委员会"),
]
TEXTS = ["武汉的消息说，武汉市今天开会，湖北各地都来了人。" * 4, "北京的消息说，大会在北京召开，各地都来了人。" * 4, ""]
DATES = st.sampled_from([None, "2025", "2025-02", "2025-02-18", "2025-02-19"])


def of(label: str) -> st.SearchStrategy[str]:
    """Return a strategy for the names of a label."""
    return st.sampled_from([e.name for e in NAMES if e.label == label])


ORGANISATIONS = st.one_of(of("Hospital"), of("Vendor"))
FACTS = st.one_of(
    st.builds(
        lambda a, t, m, d: relation(a, t, m, date=d),
        ORGANISATIONS,
        st.sampled_from(["USES", "DEVELOPED"]),
        of("Model"),
        DATES,
    ),
    st.builds(lambda p, a: relation(p, "AFFILIATED_WITH", a, title="院长"), of("Person"), ORGANISATIONS),
    st.builds(lambda a, b: relation(a, "ACQUIRED", b), of("Vendor"), of("Vendor")),
    st.builds(
        lambda p, c, d, k: partnership(*sorted(p), concerns=c, date=d, kind=k),
        st.sets(ORGANISATIONS, min_size=1, max_size=3),
        st.lists(of("Model"), max_size=1),
        DATES,
        st.sampled_from([None, "strategic", "deployment"]),
    ),
    st.builds(lambda a, d: transaction(seller=[a], dataset=["云浦数据集"], date=d), ORGANISATIONS, DATES),
)


def told(number: int, names: Sequence[Entity], facts: Sequence[tuple[str, Fact]], text: str) -> Reading:
    """Return an article of these names and those of its facts."""
    own = text or "".join(f"第{number}篇的第{i}句话说了自己的事情。" for i in range(12))
    wanted = {e.name: e for e in names}
    for _, fact in facts:
        ends = [fact.head, fact.tail] if not hasattr(fact, "roles") else [i for _, i in fact.roles]
        wanted |= {e.name: e for e in NAMES if e.name in ends}
    made = reading(
        f"{number}.txt", own, list(wanted.values()), list(facts), title=str(number), date=f"2025-0{number % 5 + 1}-01"
    )
    return replace(made, entities=tuple(replace(e, mentions=((0, 2), (3, 5))) for e in made.entities))


READINGS = st.builds(
    told,
    st.integers(0, 7),
    st.lists(st.sampled_from(NAMES), max_size=5, unique_by=lambda e: e.name),
    st.lists(FACTS, max_size=3),
    st.sampled_from(TEXTS),
)
STEPS = st.lists(st.lists(st.one_of(READINGS, st.integers(0, 7)), min_size=1, max_size=4), min_size=2, max_size=4)
DECISIONS = """
same | Vendor | 云翰医疗 | 云瀚
different | Hospital | 云浦第三医院 | 云浦市第三医院
same | Person | 李明 | 王芳
name | Vendor | 云瀚医疗 | 云瀚集团
wrong | 华为 | USES | 云杏
fix | 云瀚医疗 | DEVELOPED | 云杏 | type=USES | status=active
"""


def check(workspace: Workspace, text: str) -> None:
    """Build, and compare with a build from nothing."""
    made, _ = workspace.build(compile_store=lambda graph, path: None)
    with workspace.ledger() as ledger:
        whole = build(ledger.readings(), decisions=parse_decisions(text))
    assert (made.path / GRAPH).read_bytes() == to_bytes(whole)
    assert made.counts == {k: v for k, v in made.counts.items() if v}
    assert sum(made.counts.values()) == len(whole) + whole.network.number_of_edges()


def grow(folder: Path, steps: Sequence[Sequence[Reading | int]], text: str = "") -> None:
    """Put and retract articles step by step; after each step check the build."""
    workspace = Workspace(folder, create=True)
    workspace.decisions_path.write_text(text, encoding="utf-8")
    for step in steps:
        with workspace.ledger(write=True) as ledger:
            for change in step:
                if isinstance(change, int):
                    ledger.retract(f"{change}.txt")
                else:
                    ledger.put(change)
        check(workspace, text)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sampled_from(["", DECISIONS]))
def test_step_by_step_is_at_once(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[Reading | int]], text: str
) -> None:
    grow(tmp_path_factory.mktemp("w"), steps, text)


def copy(number: int, *names: str, text: str = TEXTS[0]) -> Reading:
    """Return an article that tells of these names and, where there are two, of what the first does with the second."""
    facts = [relation(names[0], "USES", names[1])] if len(names) > 1 else []
    return told(number, [e for e in NAMES if e.name in names], facts, text)


USE = ("人民医院", "云杏大模型")
"""A hospital whose name means something only within its article, and those that copy it."""


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([[copy(0)], [copy(3)]], id="a copy without names comes"),
        pytest.param([[copy(0)], [copy(3)], [copy(5)], [3], [5]], id="three without names, two go"),
        pytest.param([[copy(3)], [copy(0)], [0]], id="one comes before and goes"),
        pytest.param([[copy(2, *USE), copy(4, *USE), copy(6, *USE)], [2], [4], [6]], id="the first of three goes"),
        pytest.param([[copy(4, *USE)], [copy(2, *USE)], [copy(0, *USE)]], id="each comes before the others"),
        pytest.param([[copy(2, *USE), copy(4, *USE)], [copy(2, *USE, text="")]], id="a copy becomes a text of its own"),
        pytest.param([[copy(2, *USE), copy(4, *USE, text="")], [copy(4, *USE)]], id="a text becomes a copy"),
        pytest.param([[copy(2, *USE), copy(4)], [2], [copy(2), copy(4, *USE)]], id="names go from one to the other"),
        pytest.param(
            [[copy(1, *USE), copy(2, *USE), copy(3, *USE, text=TEXTS[1])], [copy(2, *USE, text=TEXTS[1])], [1]],
            id="from one group to another",
        ),
    ],
)
def test_copies_come_and_go(tmp_path: Path, steps: list[list[Reading | int]]) -> None:
    grow(tmp_path / "w", steps)


def test_a_larger_ledger_grows_shrinks_and_changes(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w", create=True)
    for new, gone in ((range(120), ()), (range(120, 130), range(19, 21)), (range(19, 22), range(60, 80, 7))):
        with workspace.ledger(write=True) as ledger:
            for number in new:
                ledger.put(generated(number, names=150))
            for number in gone:
                ledger.retract(generated(number, names=150).document.source)
        check(workspace, "")


def content(path: Path) -> tuple[bytes, list[tuple[object, ...]]]:
    """Return the graph of a store and all measures in it."""
    with open_store(path) as store:
        names = ", ".join(f"n.{name} AS {name}" for name in MEASURES)
        found = [
            row
            for label in ontology().named
            for row in store.query(f"MATCH (n:{label}) RETURN n.yimai_id, {names} ORDER BY n.yimai_id").rows
        ]
        return to_bytes(store.graph()), found


def test_the_store_grows_as_well(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w", create=True)
    for new, gone in ((range(60), ()), (range(60, 66), range(19, 21)), (range(19, 22), range(30, 50, 7))):
        with workspace.ledger(write=True) as ledger:
            for number in new:
                ledger.put(generated(number, names=90))
            for number in gone:
                ledger.retract(generated(number, names=90).document.source)
        made, _ = workspace.build()
        fresh = compile_store(workspace.graph(), tmp_path / f"{made.number}.lbug")
        assert content(made.path / STORE) == content(fresh)


def test_a_cache_that_is_lost_or_broken_is_made_anew(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "w", create=True)
    for number, damage in enumerate((None, b"", b"no database at all, but long enough to look like something" * 40)):
        with workspace.ledger(write=True) as ledger:
            ledger.put(generated(number, names=150))
        if damage is not None:
            (workspace.path / SHELF).write_bytes(damage)
        check(workspace, "")
