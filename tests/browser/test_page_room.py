"""What stands on the stage at once leaves room for the others: card, story, chips, names; on desks, phones and paper."""

from typing import Any

from tests.browser.use import Open, click_node, state

STORY = ({"title": "瑞金", "text": "周围", "state": "ego=H1&sel=H1"}, {"title": "全部", "text": "都在", "state": ""})


def apart(page: Any, *selectors: str) -> bool:
    """Tell whether the boxes of visible elements lie beside one another, all of them within the window."""
    boxes = [page.locator(s).bounding_box() for s in selectors]
    size = page.viewport_size
    inside = all(b["x"] >= 0 and b["y"] >= 0 and b["x"] + b["width"] <= size["width"] + 1 for b in boxes)
    return inside and all(
        a["x"] + a["width"] <= b["x"]
        or b["x"] + b["width"] <= a["x"]
        or a["y"] + a["height"] <= b["y"]
        or b["y"] + b["height"] <= a["y"]
        for k, a in enumerate(boxes)
        for b in boxes[k + 1 :]
    )


def test_the_picture_moves_no_further_than_a_card_needs_and_back(opened: Open) -> None:
    page = opened()
    most = max(state(page)["nodes"], key=lambda i: page.evaluate("(i) => yimai.locate(i).x", i))
    before = page.evaluate("(i) => yimai.locate(i)", most)
    click_node(page, most)
    now, card = page.evaluate("(i) => yimai.locate(i)", most), page.locator("#right").bounding_box()
    assert now["x"] < card["x"] and "cam=" in state(page)["address"]
    assert abs(now["y"] - before["y"]) < 60
    page.keyboard.press("Escape")
    assert page.evaluate("(i) => yimai.locate(i)", most) == before and "cam=" not in state(page)["address"]
    click_node(page, most)
    page.keyboard.press("+")  # whoever has moved the picture keeps it
    moved = page.evaluate("(i) => yimai.locate(i)", most)
    page.locator("#right .close").click()
    assert page.evaluate("(i) => yimai.locate(i)", most) == moved


def test_a_card_closed_while_the_picture_glides_gives_it_back(opened: Open) -> None:
    page = opened(reduced_motion="no-preference")
    most = max(state(page)["nodes"], key=lambda i: page.evaluate("(i) => yimai.locate(i).x", i))
    page.evaluate("(i) => { yimai.select(i); }", most)
    page.wait_for_timeout(100)
    page.keyboard.press("Escape")
    for _ in range(60):  # a glide takes as long as its frames do
        if "cam=" not in state(page)["address"]:
            break
        page.wait_for_timeout(250)
    assert "cam=" not in state(page)["address"]


def test_a_story_is_read_on_a_phone_beside_the_card(opened: Open) -> None:
    page = opened(size=(390, 844), is_mobile=True, has_touch=True, story=STORY)
    page.locator("#open-story").click()
    assert page.locator("#tell").is_visible() and apart(page, "#tell", "#right", "#bar", "#time")
    at = page.evaluate("yimai.locate('H1')")
    story, card = page.locator("#tell").bounding_box(), page.locator("#right").bounding_box()
    assert story["y"] + story["height"] < at["y"] < card["y"]


def test_chips_cover_no_node_of_a_phone(opened: Open) -> None:
    page = opened(address="#path=V2,V1", size=(390, 844), is_mobile=True, has_touch=True)
    chip = page.locator(".chip").bounding_box()
    assert all(page.evaluate("(i) => yimai.locate(i).y", i) > chip["y"] + chip["height"] for i in state(page)["nodes"])


def test_a_phone_on_its_side_reaches_every_tool(opened: Open) -> None:
    page = opened(size=(844, 390), is_mobile=True, has_touch=True, story=STORY)
    for key in ("open-legend", "help"):
        page.locator(f"#{key}").scroll_into_view_if_needed()
        box = page.locator(f"#{key}").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 844
    assert page.locator("#stage").bounding_box()["height"] > 240


def test_paper_has_subtitle_note_and_conflicts(opened: Open) -> None:
    page = opened(subtitle="内部讨论", date="2026-11-22", note="请核对原句")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    for text in ("内部讨论", "2026-11-22", "请核对原句"):
        assert page.get_by_text(text).first.is_visible(), text
    assert "说法不一" in page.locator("#printed").inner_text()
    keys = page.locator("#printed .keys span").all_inner_texts()
    assert keys[:3] == ["厂商", "医院", "模型"]  # as the legend has them
