from pathlib import Path

import pytest

from graph.errors import InputError, NotFoundError
from graph.html.parts import around, named_in, subgraph, ways
from graph.html.story import read_settings, read_story
from tests.graph.html.made import small


def test_surroundings_ways_and_rows() -> None:
    graph = small()
    assert around(graph, ["V2"]) == {"V2", "H2"}
    assert around(graph, ["V2"], depth=2) == {"V2", "H2", "M1"}
    assert {"V2", "H2", "M1", "V1", "H1", "C1"} <= ways(graph, "V2", "V1")
    assert named_in(graph, [{"name": "华为", "n": 3}, ["H1"], "没有"]) == {"V1", "H1", "C1"}
    with pytest.raises(NotFoundError):
        named_in(graph, ["没有"])
    with pytest.raises(InputError, match="1 to 6"):
        around(graph, ["V2"], depth=9)


def test_a_part_keeps_what_its_evidence_names() -> None:
    part = subgraph(small(), ["V2", "H2"])
    assert {n.id for n in part.nodes()} == {"V2", "H2", "A1", "A2"}


def test_story_steps_become_addresses(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(
        "- {title: 一, text: {zh: 甲, en: a}, around: 瑞金医院, depth: 2, select: RuiPath, years: [2024, 2025-06]}\n- {title: 二, show: [华为, 讯飞医疗], types: [Vendor]}\n",
        encoding="utf-8",
    )
    one, two = read_story(path, small())
    assert one["state"] == "d=2&ego=H1&sel=M1&y=2024-01..2025-06" and one["text"] == {"zh": "甲", "en": "a"}
    assert two["state"].startswith("plus=V1,V2&show=none&types=Hospital,Model")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1", "no list of steps"),
        ("- 5", "step 1 is 5"),
        ("- {colour: x}", "has colour"),
        ("- {types: [Firm]}", "has Firm"),
        ("- {title: [1]}", "may be a text"),
        ("- {years: 3}", "may be"),
        ("- [", "no YAML"),
    ],
)
def test_wrong_stories_are_refused_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_story(tmp_path / "s.yaml", small())


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("title: 题\ndate: 2026-11-22\nredact: persons\n", encoding="utf-8")
    assert read_settings(tmp_path / "p.yaml") == {"title": "题", "date": "2026-11-22", "redact": ["persons"]}
    (tmp_path / "p.yaml").write_text("titel: 题\n", encoding="utf-8")
    with pytest.raises(InputError, match="titel"):
        read_settings(tmp_path / "p.yaml")
