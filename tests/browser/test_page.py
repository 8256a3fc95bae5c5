"""Seeing, finding and believing: every feature of the page, clicked and typed in a real browser."""

import json
import re

from tests.browser.use import Open, click_node, state


def test_opens_with_all_of_a_small_graph_but_partnerships(opened: Open) -> None:
    page = opened()
    now = state(page)
    assert len(now["nodes"]) == 10 and "C1" not in now["nodes"]
    assert now["labels"] >= 8 and now["renderer"] == "vis-network"
    assert page.title() == "医脉 · 医疗人工智能关系图"


AT_ONCE = """
document.addEventListener("DOMContentLoaded", () => new MutationObserver((_, watcher) => {
  if (!document.body.dataset.ready) return;
  watcher.disconnect();
  const at = yimai.locate("H1");
  const how = { bubbles: true, clientX: at.x, clientY: at.y, button: 0, pointerId: 1, pointerType: "mouse", isPrimary: true };
  const under = document.elementFromPoint(at.x, at.y);
  under.dispatchEvent(new PointerEvent("pointerdown", { ...how, buttons: 1 }));
  under.dispatchEvent(new PointerEvent("pointerup", how));
}).observe(document.body, { attributes: true }));
"""


def test_a_click_at_the_very_moment_of_readiness_finds_its_node(opened: Open) -> None:
    page = opened(script=AT_ONCE)
    page.wait_for_timeout(350)
    assert page.locator("#right h2").inner_text() == "瑞金医院"


def test_a_click_opens_the_card_with_sentences_marked(opened: Open) -> None:
    page = opened()
    click_node(page, "H1")
    card = page.locator("#right")
    assert card.locator("h2").inner_text() == "瑞金医院"
    text = card.inner_text()
    for part in (
        "上海瑞金医院",
        "城市",
        "登记",
        "合作",
        "研发",
        "90%",
        "健康样报 · 2025-02-18",
        "说法不一",
        "说法相反",
        "已完成",
        "2 个来源",
    ):
        assert part in text, part
    quote = card.locator("q", has_text="共同发布").first
    assert quote.locator("mark").all_inner_texts() == ["瑞金医院", "华为"]
    link = card.locator("cite a").first
    assert (
        link.get_attribute("href").startswith("https://example.org/")
        and link.get_attribute("rel") == "noopener noreferrer"
    )


def test_parallel_relations_are_all_drawn_and_told(opened: Open) -> None:
    page = opened()
    edges = json.loads(page.evaluate("yimai.export('json').then((b) => b.text())"))["edges"]
    assert {e["type"] for e in edges if {e["from"], e["to"]} == {"H1", "V1"}} == {"PARTNERS_WITH", "PART_OF"}
    page.evaluate("yimai.select('华为')")
    heads = page.locator("#right h3").all_inner_texts()
    assert [h.split("\n")[0] for h in heads] == ["合作", "研发", "隶属于", "参与"]


def test_a_bent_line_is_drawn_where_it_is_found(opened: Open) -> None:
    page = opened(address="#path=V1,H1")  # the two stand side by side, several relations between them
    svg = page.evaluate("yimai.export('svg').then((b) => b.text())")
    bends = [[float(n) for n in re.findall(r"-?[\d.]+", d)] for d in re.findall(r'd="(M[^"]+Q[^"]+)"', svg)]
    assert bends
    box = page.locator("#canvas").bounding_box()
    for x0, y0, x1, y1, x2, y2 in bends:
        assert min(x0, x2) < x1 < max(x0, x2), "the bend lies between the ends"
        page.mouse.click(box["x"] + (x0 + 2 * x1 + x2) / 4, box["y"] + (y0 + 2 * y1 + y2) / 4)
        page.wait_for_timeout(350)
        assert "fact=" in state(page)["address"]  # vis-network found the line where we say that it runs
        page.keyboard.press("Escape")


def test_search_by_pinyin_alias_and_keyboard(opened: Open) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("rjyy")
    assert page.locator("#results [role=option]").first.inner_text().startswith("瑞金医院")
    page.keyboard.press("Enter")
    assert state(page)["selected"] == "H1"
    for typed, wanted in (("Huawei", "V1"), ("xunfei", "V2"), ("瑞智", "M1"), ("上海瑞金", "H1")):
        page.locator("#search").fill(typed)
        page.keyboard.press("Enter")
        assert state(page)["selected"] == wanted, typed
    page.locator("#search").fill("没有这个")
    assert "没有找到" in page.locator("#results").inner_text()


def test_legend_is_the_filter(opened: Open) -> None:
    page = opened()
    page.get_by_role("switch", name="医院").click()
    assert not {"H1", "H2"} & set(state(page)["nodes"])
    page.get_by_role("switch", name="医院").click()
    page.get_by_role("switch", name="研发").click()
    assert state(page)["edges"] == 9
    page.locator("#left .row", has_text="模型").first.hover()
    page.locator("#left .row", has_text="模型").first.locator(".only").click()
    assert set(state(page)["nodes"]) == {"M1", "M2"}
    page.get_by_role("button", name="清除筛选").click()
    assert len(state(page)["nodes"]) == 10


def test_filters_by_confidence_city_status_and_sources(opened: Open) -> None:
    page = opened()
    page.locator("#set-confidence").evaluate("(e) => { e.value = 60; e.dispatchEvent(new Event('change')); }")
    facts = page.evaluate("yimai.export('edges-csv').then((b) => b.text())")
    assert "桃江县中医医院签约" not in facts and "RuiPath" in facts
    page.locator("#set-city").select_option("上海")
    assert "V1" not in state(page)["nodes"] and "H1" in state(page)["nodes"]
    page.locator(".chip", has_text="上海").get_by_role("button").click()
    page.get_by_role("switch", name="已完成").click()
    assert "华为共同发布" not in [
        r
        for r in page.evaluate("yimai.export('edges-csv').then((b) => b.text())").split("\r\n")
        if "PARTNERS_WITH" in r
    ]


def test_time_narrows_and_plays(opened: Open) -> None:
    page = opened()
    page.evaluate("yimai.filter({from: '2022-01', to: '2022-12'})")
    assert {"V2", "H2"} <= set(state(page)["nodes"]) and "M2" not in state(page)["nodes"]
    page.locator("#time").get_by_role("button", name="重置").click()
    assert len(state(page)["nodes"]) == 10
    page.locator("#time .play").click()
    page.wait_for_timeout(100)
    assert "y=" in state(page)["address"]
    for _ in range(60):
        if "y=" not in state(page)["address"]:
            break
        page.wait_for_timeout(250)
    assert "y=" not in state(page)["address"] and len(state(page)["nodes"]) == 10


def test_only_this_expand_hide_pin_and_undo(opened: Open) -> None:
    page = opened()
    page.evaluate("yimai.select('V2')")
    page.locator(".steps").get_by_role("button", name="1").click()
    assert set(state(page)["nodes"]) == {"V2", "H2"}
    page.evaluate("yimai.select('H2')")
    page.get_by_role("button", name="展开 +1").click()
    assert set(state(page)["nodes"]) == {"V2", "H2", "M1"}
    page.locator("#right").get_by_role("button", name="隐藏").click()
    assert set(state(page)["nodes"]) == {"V2", "M1"}
    for _ in range(2):
        page.keyboard.press("u")
    assert set(state(page)["nodes"]) == {"V2", "H2"}
    page.evaluate("yimai.select('H2')")
    page.locator("#right").get_by_role("button", name="固定").click()
    assert "pin=H2:" in state(page)["address"]


def test_dragging_a_node_pins_it_and_the_address_restores_it(opened: Open) -> None:
    page = opened()
    at = page.evaluate("yimai.locate('H2')")
    page.mouse.move(at["x"], at["y"])
    page.mouse.down()
    page.mouse.move(at["x"] + 60, at["y"] + 30, steps=6)
    page.mouse.up()
    page.wait_for_timeout(300)
    moved = page.evaluate("yimai.locate('H2')")
    assert abs(moved["x"] - at["x"] - 60) < 6 and abs(moved["y"] - at["y"] - 30) < 6
    assert "pin=H2:" in state(page)["address"]


def test_who_with_whom(opened: Open) -> None:
    page = opened()
    page.evaluate("yimai.select('V2')")
    page.get_by_role("button", name="加入找关系").click()
    page.evaluate("yimai.select('V1')")
    page.get_by_role("button", name="加入找关系").click()
    page.get_by_role("button", name="找路径").click()
    assert {"V2", "H2", "M1", "V1"} <= set(state(page)["nodes"])
    panel = page.locator("#right").inner_text()
    assert "讯飞医疗 → 桃江县中医医院 → RuiPath → 华为" in panel and "讯飞医疗与桃江县中医医院签约。" in panel
    assert "对比" in panel and "共同伙伴" in panel
    page.get_by_role("button", name="离开路径").click()
    assert len(state(page)["nodes"]) == 10


def test_common_partners(opened: Open) -> None:
    page = opened(address="#basket=V1,H1&panel=basket")
    assert "RuiPath" in page.locator("#right section", has_text="共同伙伴").first.inner_text()
    page.get_by_role("button", name="画出共同伙伴").click()
    assert set(state(page)["nodes"]) == {"V1", "H1", "M1"}
    several = opened(address="#basket=V1,H1,V2&panel=basket").locator("#right section", has_text="其中几家共有的伙伴")
    assert "RuiPath" in several.inner_text() and "2/3" in several.inner_text()


def test_table_is_linked_both_ways(opened: Open) -> None:
    page = opened()
    page.locator("#open-table").click()
    rows = page.locator("#table-panel tbody tr")
    assert rows.count() == state(page)["edges"] == 11
    page.locator("#table-filter").fill("讯飞")
    assert rows.count() == 1
    rows.first.locator("td").nth(3).click()
    assert "讯飞医疗与桃江县中医医院签约。" in page.locator("#right").inner_text()
    page.locator("#table-filter").fill("说法不一")
    assert rows.count() == 1 and "隶属于" in rows.first.inner_text()
    page.locator("#table-filter").fill("")
    page.evaluate("yimai.select('M2')")
    assert page.locator("#table-panel tr.on").count() == 1
    page.locator("#table-panel th button", has_text="日期").click()
    dates = page.locator("#table-panel tbody tr td:nth-child(5)").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    page.locator("#table-panel").get_by_role("button", name="节点").click()
    assert rows.count() == 10


def test_everything_by_keyboard(opened: Open) -> None:
    page = opened()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    first = state(page)["selected"]
    assert first == "H1"
    page.keyboard.press("ArrowDown")
    assert state(page)["selected"] != first
    seen = set()
    page.locator("#canvas").focus()
    for _ in range(10):
        page.keyboard.press("n")
        seen.add(state(page)["selected"])
    assert seen == set(state(page)["nodes"])
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "card-title"
    page.keyboard.press("Escape")
    assert state(page)["selected"] is None and page.evaluate("document.activeElement.id") == "canvas"
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.locator("#table-panel").is_visible()


def test_address_holds_the_state(opened: Open) -> None:
    page = opened()
    page.evaluate("yimai.select('H2')")
    page.locator(".steps").get_by_role("button", name="2").click()
    page.get_by_role("switch", name="厂商").click()
    address = state(page)["address"]
    nodes = state(page)["nodes"]
    again = opened(address="#" + address)
    assert state(again)["nodes"] == nodes and state(again)["selected"] == "H2" and state(again)["address"] == address
    broken = opened(address="#ego=%E0%A4%A&cam=a,b,c&y=x..y&sel=<img>&d=999&path=H1&pin=H1:x:y&conf=-5")
    assert len(state(broken)["nodes"]) == 10
