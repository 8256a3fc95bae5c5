"""``yimai page`` from end to end: the examples' graph, what its options ask for, opened in a browser without a network."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.cli import yimai

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#0b57d0"/></svg>'
)


@pytest.fixture
def made(
    example_workspace: Path, tmp_path: Path, opened_file: Callable[..., Any]
) -> Callable[..., tuple[Any, dict[str, Any]]]:
    """Write the page that options ask for, open it, and return it with its state, nodes by their names."""

    def make(*options: str, address: str = "") -> tuple[Any, dict[str, Any]]:
        path = tmp_path / "page.html"
        ran = yimai("page", "-w", example_workspace, "-o", path, *options)
        assert ran.code == 0, ran.err
        page = opened_file(path, address)
        shown = json.loads(page.evaluate("yimai.export('json').then((b) => b.text())"))
        state = page.evaluate("(({ready, ...s}) => s)(yimai.state)")
        return page, {**state, "names": {n["name"] for n in shown["nodes"]}, "facts": shown["edges"]}

    return make


def test_the_answer_to_a_question(made: Callable[..., Any]) -> None:
    page, now = made("--query", "partners", "--param", "organisation=华为", "--lang", "zh")
    hub = page.evaluate("yimai.select('华为')")
    assert "华为" in now["names"] and len(now["names"]) > 3
    joined = {f["from"] for f in now["facts"] if f["to"] == hub} | {f["to"] for f in now["facts"] if f["from"] == hub}
    assert joined | {hub} == set(now["nodes"])  # partners, and nobody else
    assert page.locator("#subtitle").inner_text()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--query", "partners", "--around", "华为"), "give one of them"),
        (("--param", "organisation=华为"), "--query"),
        (("--query", "no-such"), "no question is called"),
    ],
)
def test_what_cannot_be_asked(example_workspace: Path, tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    ran = yimai("page", "-w", example_workspace, "-o", tmp_path / "page.html", *options)
    assert ran.code and message in ran.err and not (tmp_path / "page.html").exists()


def test_surroundings_and_ways(made: Callable[..., Any]) -> None:
    page, now = made("--around", "瑞金医院", "--around", "商汤医疗")
    assert {"华为", "商汤医疗", "上海交通大学医学院附属瑞金医院"} <= now["names"] and now["total"]["nodes"] < 120
    page, now = made("--path", "华为", "商汤医疗", "--lang", "zh")
    assert {"华为", "商汤医疗"} <= now["names"] and page.locator("#right details.route").count() >= 2
    ends = parse_qs(now["address"])["path"][0].split(",")
    at = {i: page.evaluate("(i) => yimai.locate(i)", i)["x"] for i in now["nodes"]}
    assert all(at[ends[0]] < x < at[ends[1]] for i, x in at.items() if i not in ends)  # from left to right


def test_settings_story_and_redaction(made: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    (tmp_path / "page.yaml").write_text(
        "title: 合作图谱\nsubtitle: 内部讨论\ndate: 2026-11-22\nlogo: logo.svg\nnote: 请核对原句\nlang: zh\nredact: [sentences, persons]\n",
        encoding="utf-8",
    )
    (tmp_path / "story.yaml").write_text(
        "- {title: 一, text: 全部}\n- {title: 二, text: 周围, around: 瑞金医院, select: 华为}\n", encoding="utf-8"
    )
    page, _ = made("--config", str(tmp_path / "page.yaml"), "--story", str(tmp_path / "story.yaml"))
    assert page.title() == "合作图谱" and page.locator("#note").inner_text() == "请核对原句"
    assert "2026-11-22" in page.locator("#subtitle").inner_text()
    assert page.locator(".logo").evaluate("(i) => i.complete && i.naturalWidth") == 60
    whole = made("--config", str(tmp_path / "page.yaml"), address="#show=all")[1]
    assert not any(x["sentence"] for f in whole["facts"] for x in f["evidence"])
    assert "AFFILIATED_WITH" not in {f["type"] for f in whole["facts"]}
    page.keyboard.press("s")
    page.keyboard.press("ArrowRight")
    assert "周围" in page.locator("#tell").inner_text() and page.locator("#right h2").inner_text() == "华为"
    assert "原句未随页提供" in page.locator("#right").inner_text()


def test_in_a_frame_and_full_screen(made: Callable[..., Any], tmp_path: Path, opened_file: Callable[..., Any]) -> None:
    page, _ = made("--around", "瑞金医院")
    page.locator("#canvas").focus()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    slide = tmp_path / "slide.html"
    slide.write_text(
        '<!doctype html><iframe sandbox="allow-scripts" src="page.html#embed=1" width="900" height="500"></iframe>',
        encoding="utf-8",
    )
    outer = opened_file(slide, "", ready=False)
    frame = outer.frame_locator("iframe")
    frame.locator("body[data-ready]").wait_for(state="attached")
    assert frame.locator("#canvas canvas").is_visible() and not frame.locator("#bar").is_visible()
