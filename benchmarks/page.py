"""Figures of the page: size, export time, opening, drawing, frames, filter, labels; alone or beside other tools.

    python benchmarks/page.py [--nodes 200 1000 5000 20000] [--others] [--json FILE]

Method: generated graphs by preferential attachment, 2.5 edges a node, five node types, a sentence an edge, out of 15,000
distinct ones at 20,000 nodes; Chromium without a GPU, network off, 1280×800, ``file://``. *Stable*: first screenshot after
which less than 0.08 % of the pixels change for 3 seconds. *Frames*: left button held, pointer circling for 4 seconds; frames in
which a canvas was drawn on, by the second. *Filter*: from the click on a type's switch to the second animation frame after it.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.html.page import PageOptions, page_of, write
from graph.property_graph import LETTERS, Graph

LABELS = ("Vendor", "Hospital", "Model", "Institution", "Person")
ORGANISATIONS = ("Vendor", "Hospital", "Institution")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
SYLLABLES = "安博康瑞华宁泰济仁德明远诚信科智云海天星岭江川湖东西南北中和平新光达通联医健颐元恒益"
TAILS = {"Vendor": "科技", "Hospital": "医院", "Model": "大模型", "Institution": "研究院", "Person": ""}
PHRASES = (
    "{a}与{b}在{c}举行签约仪式，双方将围绕智慧医疗开展为期{n}年的合作。",
    "据介绍，{a}已在{c}的{n}个科室接入{b}，覆盖影像、病理与随访。",
    "{c}消息，{a}宣布完成与{b}的联合研发，首批{n}家机构参与试点。",
    "{a}负责人表示，{b}的相关工作已推进{n}个月，下一步面向{c}推广。",
)
LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
)


def generated(count: int, *, sentences: int | None = None, seed: int = 1) -> Graph:
    """Return a graph of ``count`` nodes and 2.5 edges a node, each edge with a sentence out of ``sentences``."""
    rng = random.Random(seed)
    graph = Graph()
    nodes = [add_node(graph, i, rng) for i in range(count)]
    cities = ["北京", "上海", "杭州", "深圳", "成都", "西安", "武汉", "广州"]
    names = {key: graph.network.nodes[key]["name"] for key, _ in nodes}
    texts = [
        rng.choice(PHRASES).format(
            a=names[rng.choice(nodes)[0]], b=names[rng.choice(nodes)[0]], c=rng.choice(cities), n=rng.randint(2, 99)
        )
        for _ in range(sentences or max(50, count * 3 // 4))
    ]
    articles = [add_article(graph, i, rng) for i in range(max(10, count // 10))]
    drawn: list[tuple[str, str]] = list(nodes[:2])
    made = 0
    while made < count * 5 // 2:
        new = nodes[made * 2 // 5]
        made += add_edge(graph, new, rng.choice(drawn), rng, texts, articles)
        drawn += [new, rng.choice(drawn)]
    return graph


def add_node(graph: Graph, number: int, rng: random.Random) -> tuple[str, str]:
    """Add a node with a made-up name; return its id and label."""
    label = LABELS[min(int(rng.random() * 6), 4)]
    length = rng.randint(2, 5)
    stem = "".join(rng.choice(SYLLABLES) for _ in range(length))
    name = (rng.choice(SURNAMES) + stem[:2]) if label == "Person" else stem + TAILS[label]
    key = f"{LETTERS[label]}{rng.getrandbits(48):012x}"
    seen = {
        "first_seen": f"{rng.randint(2022, 2026)}-{rng.randint(1, 12):02d}-01",
        "confidence": 0.9,
        "sources": rng.randint(1, 5),
    }
    graph.add_node(label, {"yimai_id": key, "name": name, **seen})
    return key, label


def add_article(graph: Graph, number: int, rng: random.Random) -> str:
    """Add an article; return its id."""
    key = f"A{rng.getrandbits(48):012x}"
    title = "".join(rng.choice(SYLLABLES) for _ in range(18))
    graph.add_node(
        "Article",
        {
            "yimai_id": key,
            "name": title,
            "title": title,
            "publisher": "样报",
            "date": "2025-01-01",
            "url": f"https://example.org/{number}",
            "source": str(number),
        },
    )
    return key


def relation(head: str, tail: str, rng: random.Random) -> str | None:
    """Return a relationship type that may go from one label to another, or None."""
    if head in ORGANISATIONS and tail in ORGANISATIONS:
        return "PARTNERS_WITH"
    if head in ORGANISATIONS and tail == "Model":
        return rng.choice(("DEVELOPED", "USES"))
    if head == "Model" and tail == "Model":
        return "BASED_ON"
    return "AFFILIATED_WITH" if head == "Person" and tail in ORGANISATIONS else None


def add_edge(
    graph: Graph, one: tuple[str, str], two: tuple[str, str], rng: random.Random, texts: list[str], articles: list[str]
) -> int:
    """Add a fact between two nodes, if one is possible and new; return 1 or 0 (and 1 at times, so that this ends)."""
    for (a, head), (b, tail) in ((one, two), (two, one)):
        type_ = relation(head, tail, rng)
        if type_ and a != b and not graph.network.has_edge(a, b, key=type_):
            text, sure = rng.choice(texts), round(rng.uniform(0.5, 0.99), 2)
            support = {
                "confidence": sure,
                "sources": rng.randint(1, 4),
                "date": f"{rng.randint(2022, 2026)}-{rng.randint(1, 12):02d}",
            }
            proof = {
                "articles": [rng.choice(articles)],
                "starts": [0],
                "ends": [len(text)],
                "spans": ["0-9"],
                "sentences": [text],
            }
            rest = {
                "readables": [text],
                "confidences": [sure],
                "rules": ["made"],
                "published": [""],
                "dates": [""],
                "statuses": [""],
            }
            graph.add_edge(a, type_, b, {"yimai_id": "R", **support, **proof, **rest})
            return 1
    return int(rng.random() < 0.15)


HOOK = """
(() => {
  window.__first = 0; window.__frames = 0; let drawn = false;
  const proto = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "drawImage", "fillRect", "fillText"]) {
    const old = proto[name];
    proto[name] = function (...a) { if (this.canvas.isConnected && this.canvas.width > 200) { drawn = true; if (!window.__first) window.__first = performance.now(); } return old.apply(this, a); };
  }
  const tick = () => { if (drawn) window.__frames++; drawn = false; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
})();
"""


def difference(one: bytes, two: bytes) -> bool:
    """Tell whether two screenshots differ."""
    return one != two


def stable_seconds(page: Any, start: float, *, quiet: float = 3.0, limit: float = 60.0) -> float:
    """Return when the last change on the screen was seen, from ``start``."""
    last, changed = page.screenshot(), time.perf_counter()
    while time.perf_counter() - changed < quiet and time.perf_counter() - start < limit:
        page.wait_for_timeout(40)
        shot = page.screenshot()
        if difference(shot, last):
            last, changed = shot, time.perf_counter()
    return changed - start


def frames(page: Any, seconds: float = 4.0) -> float:
    """Return the frames by the second while the picture is dragged in circles."""
    script = """(s) => new Promise((done) => {
      const c = document.querySelector('#canvas canvas') || document.querySelector('canvas');
      const box = c.getBoundingClientRect(); const [x0, y0] = [box.left + 12, box.top + 12];
      const fire = (type, x, y) => { const d = { clientX: x, clientY: y, bubbles: true, pointerId: 1, pointerType: 'mouse', button: 0, buttons: 1, isPrimary: true };
        c.dispatchEvent(new PointerEvent('pointer' + type, d)); c.dispatchEvent(new MouseEvent('mouse' + type, d)); };
      c.setPointerCapture = () => {};
      fire('down', x0, y0); const begin = performance.now(); const from = window.__frames; let n = 0;
      const move = () => { const t = performance.now() - begin; fire('move', x0 + 5 + 90 * (1 - Math.cos(t / 300)), y0 + 5 + 90 * Math.abs(Math.sin(t / 300)));
        if (t < s * 1000) setTimeout(move, 7); else { fire('up', x0, y0); done((window.__frames - from) / (t / 1000)); } };
      move(); })"""
    return float(page.evaluate(script, seconds))


def filter_ms(page: Any) -> float:
    """Return how long a click on a type of the legend takes until it is drawn."""
    script = """() => new Promise((done) => { const b = document.querySelectorAll('#left .switch')[1]; const t = performance.now(); b.click();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - t))); })"""
    times = sorted(float(page.evaluate(script)) for _ in range(4))
    return times[1]


def measure(browser: Any, path: Path, *, everything: bool) -> dict[str, float]:
    """Return the figures of one page of ours: the opening view, or all of it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, locale="zh-CN")
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.add_init_script(HOOK)
    start = time.perf_counter()
    page.goto(f"{path.as_uri()}{'#show=all' if everything else ''}", wait_until="commit")
    page.wait_for_selector("body[data-ready]")
    stable = stable_seconds(page, start)
    found = {
        "requests": len([u for u in requests if not u.startswith(("file:", "data:", "blob:"))]),
        "first_s": round(float(page.evaluate("window.__first")) / 1000, 2),
        "stable_s": round(stable, 2),
        "labels": page.evaluate("yimai.state.labels"),
        "shown": page.evaluate("yimai.state.nodes.length"),
        "filter_ms": round(filter_ms(page)),
        "frames": round(frames(page), 1),
    }
    context.close()
    return found


def ours(browser: Any, count: int, folder: Path) -> dict[str, Any]:
    """Return the figures of our page at one size."""
    graph = generated(count, sentences=15000 if count >= 20000 else None)
    start = time.perf_counter()
    text = page_of(graph, options=PageOptions(lang="zh", theme="light"))
    export = time.perf_counter() - start
    path = folder / f"yimai-{count}.html"
    write(path, text)
    size = path.stat().st_size / 1e6
    return {
        "nodes": count,
        "edges": sum(1 for _ in graph.edges()),
        "export_s": round(export, 2),
        "mb": round(size, 2),
        "opening": measure(browser, path, everything=False),
        "all": measure(browser, path, everything=True),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--nodes", type=int, nargs="+", default=[200, 1000, 5000, 20000])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(LAUNCH))
        for count in chosen.nodes:
            rows.append(ours(browser, count, Path(folder)))
            print(json.dumps(rows[-1]), file=sys.stdout, flush=True)
        browser.close()
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


Measure = Callable[[Any, Path], dict[str, float]]

if __name__ == "__main__":
    main()
