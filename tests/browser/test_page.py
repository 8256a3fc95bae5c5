"""Every feature of the page, clicked and typed in a real browser."""

import json
from collections.abc import Callable
from typing import Any

from tests.graph.html.made import hostile

Open = Callable[..., Any]


def state(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(({ready, ...s}) => s)(yimai.state)")
    return found


def click_node(page: Any, key: str, **how: Any) -> None:
    at = page.evaluate("(id) => yimai.locate(id)", key)
    page.mouse.move(at["x"], at["y"])
    page.mouse.click(at["x"], at["y"], **how)
    page.wait_for_timeout(350)


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


def test_table_is_linked_both_ways(opened: Open) -> None:
    page = opened()
    page.locator("#open-table").click()
    rows = page.locator("#table-panel tbody tr")
    assert rows.count() == state(page)["edges"] == 11
    page.locator("#table-filter").fill("讯飞")
    assert rows.count() == 1
    rows.first.locator("td").nth(3).click()
    assert "讯飞医疗与桃江县中医医院签约。" in page.locator("#right").inner_text()
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


def test_exports(opened: Open) -> None:
    page = opened(lang="zh")
    assert page.evaluate(
        "yimai.export('png').then((b) => b.arrayBuffer()).then((a) => [...new Uint8Array(a).slice(0, 8)])"
    ) == [137, 80, 78, 71, 13, 10, 26, 10]
    svg = page.evaluate("yimai.export('svg').then((b) => b.text())")
    assert (
        page.evaluate(
            "(t) => new DOMParser().parseFromString(t, 'image/svg+xml').querySelectorAll('parsererror').length", svg
        )
        == 0
    )
    assert "瑞金医院" in svg and svg.count("<path ") == 11
    facts = page.evaluate(
        "yimai.export('edges-csv').then((b) => b.arrayBuffer()).then((a) => new TextDecoder('utf-8', {ignoreBOM: true}).decode(a))"
    )
    assert facts.startswith("\ufefffrom,type,to") and facts.count("\r\n") == 12
    whole = json.loads(page.evaluate("yimai.export('json').then((b) => b.text())"))
    assert len(whole["nodes"]) == 10 and whole["edges"][0]["evidence"][0]["sentence"]
    with page.expect_download() as waiting:
        page.locator("#save").click()
        page.get_by_role("menuitem", name="PNG 图片").click()
    assert waiting.value.suggested_filename.endswith(".png")


def test_language_and_theme(opened: Open) -> None:
    page = opened()
    page.locator("#language").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("switch", name="Hospital").is_visible() and "lang=en" in state(page)["address"]
    page.locator("#theme").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    dark = opened(theme="auto", lang="auto", color_scheme="dark", locale="en-GB")
    assert state(dark)["theme"] == "dark" and state(dark)["lang"] == "en"


def test_story(opened: Open) -> None:
    story = (
        {"title": "开始", "text": {"zh": "全部", "en": "all"}, "state": ""},
        {"title": "瑞金", "text": "周围", "state": "ego=H1&sel=H1&lang=zh"},
    )
    page = opened(story=story)
    page.locator("#open-story").click()
    assert "全部" in page.locator("#tell").inner_text()
    page.keyboard.press("ArrowRight")
    assert "周围" in page.locator("#tell").inner_text() and "V2" not in state(page)["nodes"]
    page.keyboard.press("ArrowLeft")
    assert state(page)["step"] == 0 and len(state(page)["nodes"]) == 10
    page.get_by_role("button", name="结束讲述").click()
    assert not page.locator("#tell").is_visible()


def test_hostile_texts_stay_texts(opened: Open) -> None:
    names = "<img src=x onerror=alert(1)></script><script>alert(1)</script>"
    page = opened(
        hostile(),
        title=names,
        subtitle=names,
        note=names,
        date=names,
        story=({"title": names, "text": names, "state": "sel=V1"},),
    )
    for key in ("V0", "V1", "V2", "V3", "V4"):
        page.evaluate("(k) => yimai.select(k)", key)
    page.locator("#search").fill("alert")
    page.locator("#open-table").click()
    page.evaluate("yimai.show('path=V1,V2&basket=V1,V2,V3&panel=basket')")
    page.locator("#open-story").click()
    page.mouse.move(500, 300)
    assert (
        page.locator("#right img, #right script, #results img, #table-panel img, #tell img, header script").count() == 0
    )
    assert page.locator('a[href^="javascript:"]').count() == 0
    assert (
        page.evaluate(
            "yimai.export('svg').then((b) => b.text()).then((t) => new DOMParser().parseFromString(t, 'image/svg+xml').querySelectorAll('script, parsererror').length)"
        )
        == 0
    )
    assert page.evaluate("yimai.export('edges-csv').then((b) => b.text())").count("\n=") == 0


def test_policy_lets_nothing_out(opened: Open) -> None:
    page = opened()
    blocked = page.evaluate("""() => new Promise((done) => { const seen = [];
      document.addEventListener('securitypolicyviolation', (e) => seen.push(e.effectiveDirective));
      fetch('https://example.org/').catch(() => {}); const i = new Image(); i.src = 'https://example.org/x.png';
      const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.head.append(s);
      setTimeout(() => done([seen.sort().join(), window.bad || 0]), 300); })""")
    assert blocked == ["connect-src,img-src,script-src-elem", 0]
    opened.trouble.clear()  # type: ignore[attr-defined]


def test_no_grave_finding_of_axe(opened: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for address, theme in (
        ("", "light"),
        ("#sel=H1&table=1", "dark"),
        ("#path=V2,V1&basket=V2,V1&panel=basket", "light"),
    ):
        page = opened(address=address, theme=theme, story=({"title": "一", "text": "二", "state": ""},))
        page.locator("#open-story").click() if not address else None
        results = Axe().run(page).response["violations"]
        grave = [
            (v["id"], [n["target"] for n in v["nodes"]][:4]) for v in results if v["impact"] in ("serious", "critical")
        ]
        assert not grave, (address, grave)


def test_phone(opened: Open) -> None:
    page = opened(size=(390, 844), is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert not page.locator("#left").is_visible()
    page.locator("#open-legend").click()
    assert page.locator("#left").is_visible()
    page.keyboard.press("Escape")
    page.evaluate("yimai.select('H1')")
    box = page.locator("#right").bounding_box()
    assert box["width"] == 390 and box["height"] < 500
    small = page.evaluate(
        "[...document.querySelectorAll('.tool, .zoom button')].filter((b) => b.offsetHeight < 44).length"
    )
    assert small == 0


def test_embedded_and_printed(opened: Open) -> None:
    page = opened(address="#embed=1&ego=H1")
    assert not page.locator("#bar").is_visible() and page.locator("#canvas").is_visible()
    page = opened()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert (
        page.locator("#printed img").is_visible()
        and "瑞金医院与华为共同发布RuiPath。" in page.locator("#printed").inner_text()
    )


def test_more_nodes_than_can_be_read_open_with_the_main_ones(opened: Open) -> None:
    from benchmarks.page import generated

    page = opened(generated(400))
    assert len(state(page)["nodes"]) <= 150
    page.locator("#show-all").click()
    assert len(state(page)["nodes"]) == 400
    page.evaluate("yimai.undo()")
    assert len(state(page)["nodes"]) <= 150


def test_the_overview_of_many_nodes_is_drawn_by_batches(opened: Open) -> None:
    from benchmarks.page import generated

    page = opened(generated(5600), "#show=all")
    now = state(page)
    assert now["renderer"] == "overview" and len(now["nodes"]) == 5600 and now["labels"] > 40
    top = page.evaluate("yimai.select(yimai.state.nodes[0])")
    assert state(page)["selected"] == top and page.locator("#right").is_visible()
    page.locator(".steps").get_by_role("button", name="1").click()
    assert state(page)["renderer"] == "vis-network"


def test_physics_moves_few_nodes_and_stops(opened: Open) -> None:
    page = opened()
    before = page.evaluate("yimai.locate('M2')")
    page.locator("#set-physics").check()
    page.wait_for_timeout(700)
    page.locator("#set-physics").uncheck()
    after = page.evaluate("yimai.locate('M2')")
    assert before != after
    page.wait_for_timeout(200)
    assert page.evaluate("yimai.locate('M2')") == after
