"""What is asked, and what the answers write: in a scripted session, through the command, and in a real terminal."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.build import build
from graph.decisions import parse_decisions
from graph.errors import InputError
from graph.model import Reading
from graph.property_graph import Graph
from graph.registry import shipped
from graph.review import Question, questions, written
from graph.session import Session
from graph.workspace import Workspace
from tests.graph.test_commands import app
from tests.graph.test_workspace import no_store
from tests.readings import entity, evidence, partnership, reading, relation, transaction


def article(source: str, other: str, confidence: float) -> Reading:
    text = f"{source}：{other}使用云枢大模型，{source * 30}。"
    entities = [entity("Vendor", other), entity("Model", "云枢大模型")]
    return reading(
        source, text, entities, [relation(other, "USES", "云枢大模型", confidence=confidence)], date="2025-01-01"
    )


READINGS = [article("a", "云瀚医疗", 0.55), article("b", "云瀚智能", 0.9), article("c", "青囊数科集团", 0.99)]


def asked(readings: Sequence[Reading], text: str = "") -> list[Question]:
    return questions(build(readings, decisions=parse_decisions(text)), shipped(), text)


def session(tmp_path: Path, readings: Sequence[Reading] = READINGS) -> Session:
    return Session(tmp_path / "decisions.txt", asked(readings))


def text_of(found: Session) -> str:
    return found.path.read_text(encoding="utf-8") if found.path.exists() else ""


def vendors(graph: Graph) -> list[str]:
    return sorted(n.name for n in graph.nodes("Vendor"))


def test_the_least_certain_comes_first_with_its_sentences() -> None:
    found = asked(READINGS)
    assert [q.certainty for q in found] == sorted(q.certainty for q in found)
    assert (found[0].verb, found[0].a, found[0].kind, found[0].b) == ("fact", "云瀚医疗", "USES", "云枢大模型")
    assert found[0].sentences == ((f"a：云瀚医疗使用云枢大模型，{'a' * 30}。", "2025-01-01"),)
    (pair,) = [q for q in found if q.verb == "pair"]
    assert {pair.a, pair.b} == {"云瀚医疗", "云瀚智能"}
    assert "brand_core" in pair.rules
    assert len(pair.sentences) == 2
    assert not any(q.a == "青囊数科集团" for q in found)


def test_names_that_a_weak_rule_joined_are_asked_about() -> None:
    found = asked([article("a", "青囊数科", 0.99), article("b", "杭州青囊数科", 0.99)])
    (question,) = [q for q in found if q.verb == "pair"]
    assert question.joined
    assert {question.a, question.b} == {"青囊数科", "杭州青囊数科"}


def test_the_sentences_of_a_name_hold_it() -> None:
    told = [f"杭州青囊数科第{number}次使用云枢大模型。" for number in "一二三四"]
    many = [reading(t, t, [entity("Vendor", "杭州青囊数科")], []) for t in told]
    many = [replace(r, entities=(replace(r.entities[0], evidence=(evidence(told[i]),)),)) for i, r in enumerate(many)]
    last = article("z", "青囊数科", 0.99)
    last = replace(last, entities=(replace(last.entities[0], evidence=(evidence(last.document.text),)),), facts=())
    (question,) = asked([*many, last])
    assert (question.a, question.b) == ("杭州青囊数科", "青囊数科")
    assert "青囊数科" in question.sentences[0][0] and "杭州" not in question.sentences[0][0]
    assert "杭州青囊数科" in question.sentences[1][0]


def test_a_name_that_stands_in_no_sentence_of_the_graph_is_looked_for_in_its_articles(tmp_path: Path) -> None:
    text = "杭州青囊数科使用云枢大模型。其后，青囊数科上市。"
    here = Workspace(tmp_path / "w", create=True)
    with here.writing(), here.ledger(write=True) as ledger:
        vendor = entity("Vendor", "杭州青囊数科", "青囊数科")
        ledger.put(reading("a", text, [replace(vendor, evidence=(evidence("杭州青囊数科使用云枢大模型。"),))]))
    here.build(compile_store=no_store)
    done = CliRunner().invoke(app, ["review", "-w", str(here.path)], input="q")
    assert "Are 杭州青囊数科 and 青囊数科 one?" in done.stdout
    assert "“其后，青囊数科上市。”" in done.stdout


def test_an_answer_is_not_asked_again(tmp_path: Path) -> None:
    for keys in ("sssss", "uuuuu"):
        held = session(tmp_path)
        for key in keys[: len(held.questions)]:
            held.answer(key)
        assert asked(READINGS, text_of(held)) == []
        held.path.unlink()


def test_the_answers_change_the_next_build(tmp_path: Path) -> None:
    held = session(tmp_path)
    for question in held.questions:
        held.answer("s" if question.verb == "pair" else "w")
    graph = build(READINGS, decisions=parse_decisions(text_of(held)))
    assert len(vendors(graph)) == len(vendors(build(READINGS))) - 1
    assert [e.head for e in graph.edges("USES")] == [graph.entity("青囊数科集团").id]


def test_what_a_build_joined_can_be_told_apart(tmp_path: Path) -> None:
    readings = [article("a", "青囊数科", 0.99), article("b", "杭州青囊数科", 0.99)]
    held = session(tmp_path, readings)
    held.answer("d")
    assert text_of(held).startswith("different | Vendor | ")
    assert vendors(build(readings, decisions=parse_decisions(text_of(held)))) == ["杭州青囊数科", "青囊数科"]


def test_a_registered_name_is_called_as_articles_call_it_so_that_the_decision_finds_it() -> None:
    def one(name: str) -> Reading:
        return reading(
            name, f"{name}今天上线。", [replace(entity("Hospital", name), evidence=(evidence(f"{name}今天上线。"),))]
        )

    readings = [one("上海瑞金医院"), one("云瑞医院")]
    (node,) = [n for n in build(readings).nodes("Hospital") if n.name.endswith("附属瑞金医院")]
    assert written(node) == "上海瑞金医院"
    decided = parse_decisions(f"same | Hospital | {written(node)} | 云瑞医院")
    assert len(list(build(readings, decisions=decided).nodes("Hospital"))) == 1


def test_every_answer_can_be_taken_back(tmp_path: Path) -> None:
    held = session(tmp_path)
    held.path.write_text("# ours\nsame | Vendor | 甲 | 乙", encoding="utf-8")
    first = held.answer("w")
    assert text_of(held) == f"# ours\nsame | Vendor | 甲 | 乙\n{first}\n"
    held.path.write_text(text_of(held) + "# another person writes\n", encoding="utf-8")
    held.answer("s")
    assert held.undo().startswith(("same", "# right"))
    assert held.undo() == first
    assert held.undo() == ""
    assert text_of(held) == "# ours\nsame | Vendor | 甲 | 乙\n# another person writes\n"
    assert held.number == 0


@pytest.mark.parametrize(
    ("verb", "text", "line"),
    [
        ("fact", "type=DEVELOPED date=2025-02", "fix | 云瀚医疗 | USES | 云枢大模型 | type=DEVELOPED | date=2025-02"),
        ("fact", "status=ended", "fix | 云瀚医疗 | USES | 云枢大模型 | status=ended"),
        ("fact", "1:label=Institution", "label | Vendor | 云瀚医疗公司 | Institution"),
        ("fact", "2:name=云枢", "name | Model | 云枢大模型 | 云枢"),
        ("pair", "name=云瀚", "name | Vendor | 云瀚医疗 | 云瀚"),
        ("pair", "2:label=Institution", "label | Vendor | 云瀚智能 | Institution"),
    ],
)
def test_corrections(tmp_path: Path, verb: str, text: str, line: str) -> None:
    kind, b = ("USES", "云枢大模型") if verb == "fact" else ("Vendor", "云瀚智能")
    ends = (("Vendor", "云瀚医疗公司"), ("Model", "云枢大模型")) if verb == "fact" else ()
    held = Session(tmp_path / "decisions.txt", [Question(verb, kind, "云瀚医疗", b, 0.1, 0.6, ends=ends)])
    assert held.answer("c", text) == line
    assert text_of(held) == line + "\n"


@pytest.mark.parametrize(
    ("verb", "key", "text"),
    [
        ("fact", "d", ""),
        ("pair", "w", ""),
        ("pair", "x", ""),
        ("fact", "c", "nothing"),
        ("fact", "c", "date=yesterday"),
        ("fact", "c", "colour=red"),
        ("fact", "c", "2:date=2025"),
        ("pair", "c", "city=上海"),
        ("pair", "c", "label=Firm"),
        ("pair", "c", "name=a|b"),
    ],
)
def test_what_answers_nothing_is_refused_and_writes_nothing(tmp_path: Path, verb: str, key: str, text: str) -> None:
    question = Question(verb, "USES" if verb == "fact" else "Vendor", "云瀚医疗", "云瀚智能", 0.1, 0.6)
    held = Session(tmp_path / "decisions.txt", [question])
    with pytest.raises(InputError):
        held.answer(key, text)
    assert (text_of(held), held.number, held.written) == ("", 0, [])


def test_a_partnership_of_three_is_not_asked_about_pair_by_pair() -> None:
    parties = ("云瀚医疗", "青囊数科集团", "岐方信息")
    three = reading("a", "、".join(parties), [entity("Vendor", p) for p in parties], [partnership(*parties)])
    assert {q.kind for q in asked([three]) if q.verb == "fact"} == {"PARTY_TO"}


def deal(source: str, *parties: str) -> Reading:
    text = f"{source}：{'、'.join(parties)}三方合作，{source * 30}。"
    facts = [partnership(*parties, confidence=0.6)]
    return reading(source, text, [entity("Vendor", p) for p in parties], facts, date="2025-01-01")


def trade(source: str) -> Reading:
    text = f"{source}：青囊数科卖出云浦数据集，{source * 30}。"
    ends = [entity("Vendor", "青囊数科"), entity("Dataset", "云浦数据集")]
    return reading(source, text, ends, [transaction(seller=["青囊数科"], dataset=["云浦数据集"], confidence=0.6)])


def test_ends_of_deals_and_sales_are_asked_and_can_be_taken_back() -> None:
    readings = [deal("a", "青囊数科", "云瀚医疗", "海岬智能"), trade("b")]
    found = {(q.a, q.kind, q.b) for q in asked(readings) if q.verb == "fact"}
    name = "云瀚医疗 × 海岬智能 × 青囊数科"
    assert {("海岬智能", "PARTY_TO", name), ("青囊数科", "SOLD", "云浦数据集")} <= found
    text = f"wrong | 海岬智能 | PARTY_TO | {name}\nfix | 青囊数科 | SOLD | 云浦数据集 | type=BOUGHT | date=2025-02\n"
    graph = build(readings, decisions=parse_decisions(text))
    assert [n.name for n in graph.nodes("Partnership")] == ["云瀚医疗 × 青囊数科"]
    assert not list(graph.edges("SOLD"))
    assert [e.properties["date"] for e in graph.edges("BOUGHT")] == ["2025-02"]
    assert ("fact", ("海岬智能", "PARTY_TO", name.replace(" ", ""))) not in {
        (q.verb, q.key) for q in asked(readings, text)
    }
    every = "".join(f"wrong | {p} | PARTY_TO | {name}\n" for p in name.split(" × "))
    assert not list(build(readings, decisions=parse_decisions(every)).nodes("Partnership"))


def test_two_persons_of_one_name_are_asked_about() -> None:
    def one(source: str, name: str, seat: str) -> Reading:
        text = f"{source}：{seat}的{name}说，{source * 30}。"
        ends = [entity("Person", name), entity("Vendor", seat)]
        return reading(source, text, ends, [relation(name, "AFFILIATED_WITH", seat, confidence=0.99)])

    two = [one("a", "李明", "青囊数科"), one("b", "李明", "云瀚医疗")]
    (question,) = [q for q in asked(two) if q.kind == "Person"]
    assert (question.a, question.b, len(question.sentences)) == ("李明", "李明", 2)
    assert not [q for q in asked([*two, one("c", "李明", "海岬智能")]) if q.kind == "Person"]
    graph = build(two, decisions=parse_decisions("same | Person | 李明 | 李明"))
    assert len(list(graph.nodes("Person"))) == 1
