"""What is taken along, what is safe, and what holds on phones, paper and with many nodes."""

import json
import re

from tests.browser.use import Open, state
from tests.graph.html.made import hostile


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


def test_a_drawing_shows_what_stands_out(opened: Open) -> None:
    page = opened(address="#sel=M2")
    svg = page.evaluate("yimai.export('svg').then((b) => b.text())")
    assert svg.count("<path ") == 11 + 1 and 'fill-opacity="0.78"' in svg  # one line once more, over the veil
    assert sorted(re.findall(r"<text[^>]*>([^<]*)<", svg)) == ["RuiPath", "基于", "盘古大模型"]
    alpha = """(f) => yimai.export(f).then((b) => createImageBitmap(b)).then((i) => { const c = new OffscreenCanvas(i.width, i.height);
      const x = c.getContext('2d'); x.drawImage(i, 0, 0); return x.getImageData(2, 2, 1, 1).data[3]; })"""
    assert page.evaluate(alpha, "png-transparent") == 0 and page.evaluate(alpha, "png") == 255


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
    from benchmarks.page_graph import generated

    page = opened(generated(400))
    assert len(state(page)["nodes"]) <= 150
    page.locator("#show-all").click()
    assert len(state(page)["nodes"]) == 400
    page.evaluate("yimai.undo()")
    assert len(state(page)["nodes"]) <= 150


def test_the_overview_of_many_nodes_is_drawn_by_batches(opened: Open) -> None:
    from benchmarks.page_graph import generated

    page = opened(generated(5600), "#show=all")
    now = state(page)
    assert now["renderer"] == "overview" and len(now["nodes"]) == 5600 and 40 < now["labels"] <= 130
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
    box = page.locator("#canvas").bounding_box()
    for key in state(page)["nodes"]:  # however far they went, all are in view
        at = page.evaluate("(i) => yimai.locate(i)", key)
        assert box["x"] < at["x"] < box["x"] + box["width"] and box["y"] < at["y"] < box["y"] + box["height"]
    page.locator("#canvas").focus()
    page.keyboard.press("0")
    again = page.evaluate("yimai.locate('M2')")
    assert abs(again["x"] - before["x"]) + abs(again["y"] - before["y"]) < 2  # fitted, the layout is as it was
