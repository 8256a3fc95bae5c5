"""What a notebook shows of graphs, nodes, entities and readings: well-formed, escaped, and not too much."""

from html.parser import HTMLParser

import pytest

from graph.build import build
from graph.errors import NotFoundError
from graph.model import Reading
from graph.notebook import MOST, WORDS, card, embed, word
from graph.property_graph import Graph
from tests.gold_graph import gold_graph
from tests.readings import entity, partnership, reading, relation

VOID = {"br", "meta", "link", "input", "img", "hr"}


class Balanced(HTMLParser):
    """Notes the tags and texts of HTML, and fails where a tag is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def told() -> Reading:
    entities = [entity("Vendor", "华为", "华为公司"), entity("Hospital", "<b>医院</b>"), entity("Model", "RuiPath")]
    facts = [
        partnership("华为", "<b>医院</b>", concerns=["RuiPath"], date="2025-02"),
        relation("华为", "DEVELOPED", "RuiPath", quote="华为公司发布RuiPath"),
    ]
    return reading(
        "a.txt", "华为与<b>医院</b>合作。华为公司发布RuiPath。", entities, facts, title="<i>标题</i>", date="2025-03"
    )


def test_a_reading_shows_entities_and_facts(told: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "zh")
    shown = Balanced(told._repr_html_())
    assert {"<i>标题</i>", "<b>医院</b>", "华为 研发 RuiPath", "合作: 华为、<b>医院</b>、RuiPath", "华为公司"} <= set(
        shown.texts
    )
    assert "i" not in shown.tags


def test_an_entity_shows_its_names(told: Reading) -> None:
    assert {"华为", "<b>医院</b>"} & set(Balanced(told.entities[1]._repr_html_()).texts) == {"<b>医院</b>"}
    assert "华为公司" in " ".join(Balanced(told.entities[0]._repr_html_()).texts)


def test_a_graph_shows_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "en")
    graph = gold_graph()
    shown = Balanced(graph._repr_html_())
    assert {str(len(graph)), "Hospital", "partners with"} <= set(shown.texts)
    assert len(graph._repr_html_()) < 20_000


def test_an_empty_graph_shows_nothing_wrong() -> None:
    assert "0" in Balanced(Graph()._repr_html_()).texts


def test_a_node_shows_names_and_sentences(told: Reading) -> None:
    graph = build([told])
    for node in graph.nodes():
        assert node.name in " ".join(Balanced(node._repr_html_()).texts)


def test_a_card_shows_facts(told: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "zh")
    shown = Balanced(card(build([told]), "华为")._repr_html_())
    assert {"研发 → RuiPath", "华为公司发布RuiPath"} <= set(shown.texts)
    with pytest.raises(NotFoundError):
        card(build([told]), "没有")


def test_a_card_says_how_much_it_leaves_out() -> None:
    graph = gold_graph()
    busiest = max(graph.nodes("Vendor"), key=lambda n: sum(e.type != "MENTIONS" for e in graph.edges_of(n.id)))
    assert sum(e.type != "MENTIONS" for e in graph.edges_of(busiest.id)) > MOST
    assert any(text.startswith("… ") for text in Balanced(card(graph, busiest.id).text).texts)


def test_a_page_stands_in_a_frame(told: Reading) -> None:
    from graph.html.page import page_of

    graph = build([told])
    shown = Balanced(embed(graph, height=300).text)
    assert shown.tags == ["iframe"] and shown.attributes["srcdoc"] == page_of(graph)
    assert "height:300px" in str(shown.attributes["style"])


@pytest.mark.parametrize("name", WORDS)
def test_words_are_in_both_languages(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMAI_LANG", "zh")
    chinese = word(name)
    monkeypatch.setenv("YIMAI_LANG", "en")
    assert chinese != word(name) and word(name).isascii()
