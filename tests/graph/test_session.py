"""What a correction in a review does to the graph that is built next."""

from pathlib import Path

from graph.build import build
from graph.decisions import parse_decisions
from tests.graph.test_review import session, text_of
from tests.readings import entity, reading, relation


def test_an_end_of_a_fact_is_corrected_by_the_name_that_articles_write(tmp_path: Path) -> None:
    text = "瑞金医院使用云枢大模型，今天上线。"
    found = reading(
        "a",
        text,
        [entity("Hospital", "瑞金医院"), entity("Model", "云枢大模型")],
        [relation("瑞金医院", "USES", "云枢大模型", confidence=0.55)],
    )
    held = session(tmp_path, [found])
    assert held.answer("c", "1:label=Institution") == "label | Hospital | 瑞金医院 | Institution"
    (node,) = build([found], decisions=parse_decisions(text_of(held))).nodes("Institution")
    assert node.name == "瑞金医院"
