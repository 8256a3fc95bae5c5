"""Figures of the page: size, export time, opening, drawing, frames, filter, labels; alone or beside other tools.

    python -m benchmarks.page [--nodes 200 1000 5000 20000] [--others] [--limit SECONDS] [--json FILE]

Method: generated graphs by preferential attachment, 2.5 edges a node, five node types, a sentence an edge, out of 15,000
distinct ones at 20,000 nodes; Chromium without a GPU, network off, 1280×800, ``file://``. *First*: the first drawing on a
canvas. *Stable*: first screenshot after which less than 0.08 % of the pixels change (by more than 24 of 255) for 3 seconds.
*Frames*: left button held, pointer circling for 4 seconds; frames in which a canvas was drawn on, by the second. *Filter*:
from the click on a type's switch to the second animation frame after it. *Labels*: names of 9 pixels and more that cover no
other one. *cpu*: seconds of the page's main thread from navigation until it rests, and for a filter click, in its own
clock: they hold on a busy machine too, whose load is told beside (1.0 = as many waiting as it has processors).
``--others`` makes the same graph's pages with pyvis, ipysigma, gravis and neo4j-viz, which are installed into an environment
of their own (uv or pip; YIMAI_RIVALS names one that stands), and measures them in the same run.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

from benchmarks.page_graph import generated
from graph.html.page import PageOptions, page_of, write
from graph.property_graph import Graph

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
)


HOOK = """
(() => {
  window.__first = 0; window.__frames = 0; window.__texts = [];
  let drawn = false, fresh = [];
  const note = (canvas) => { if (canvas.isConnected && canvas.width > 200) { drawn = true; if (!window.__first) window.__first = performance.now(); } };
  const proto = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "drawImage", "fillRect", "fillText"]) {
    const old = proto[name];
    proto[name] = function (...a) {
      note(this.canvas);
      if (name === "fillText") {
        const m = this.getTransform(), size = parseFloat(/([\\d.]+)px/.exec(this.font)?.[1] || 0) * Math.abs(m.a) / (window.devicePixelRatio || 1);
        const p = m.transformPoint(new DOMPoint(a[1], a[2])), w = this.measureText(a[0]).width * Math.abs(m.a);
        fresh.push([a[0], p.x - w / 2, p.y - size / 2, p.x + w / 2, p.y + size / 2, size]);
      }
      return old.apply(this, a);
    };
  }
  for (const type of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) if (type) for (const name of ["drawArrays", "drawElements", "drawArraysInstanced"]) {
    const old = type.prototype[name];
    if (old) type.prototype[name] = function (...a) { note(this.canvas); return old.apply(this, a); };
  }
  const tick = () => { if (drawn) window.__frames++; if (fresh.length) window.__texts = fresh; drawn = false; fresh = []; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
})();
"""
READABLE = """() => { const t = window.__texts.filter((x) => x[5] >= 9 && x[1] >= 0 && x[2] >= 0 && x[3] <= innerWidth && x[4] <= innerHeight);
  const free = (x) => t.every((y) => y === x || y[0] === x[0] || x[1] >= y[3] || x[3] <= y[1] || x[2] >= y[4] || x[4] <= y[2]);
  return new Set(t.filter(free).map((x) => x[0])).size; }"""


def differ(one: bytes, two: bytes) -> bool:
    """Tell whether 0.08 % of the pixels or more differ between two screenshots by more than 24 of 255."""
    import numpy as np
    from PIL import Image

    if not one or not two or one == two:
        return not (one and two)
    a, b = (np.asarray(Image.open(io.BytesIO(x)).convert("RGB")).astype(int) for x in (one, two))
    return a.shape != b.shape or float((np.abs(a - b).max(axis=2) > 24).mean()) >= 0.0008


def stable_seconds(page: Any, start: float, *, quiet: float = 3.0, limit: float = 60.0) -> float | None:
    """Return when the last change on the screen was seen, from ``start``; None where it went on until the limit."""
    shots = [(time.perf_counter(), shot(page))]
    changed = shots[0][0]
    while time.perf_counter() - changed < quiet or not page.evaluate("window.__first"):
        if time.perf_counter() - start > limit:
            return None
        page.wait_for_timeout(40)
        at = time.perf_counter()
        shots.append((at, shot(page)))
        if differ(shots[-1][1], shots[-2][1]):
            changed = at
    return changed - start


def shot(page: Any) -> bytes:
    """Return a screenshot; an empty one where the page is too busy for Chromium to take it."""
    from playwright.sync_api import Error

    try:
        return bytes(page.screenshot(timeout=5000))
    except Error:
        return b""


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


def cpu_clock(page: Any) -> Any:
    """Return a function that tells the seconds that the page's main thread has worked, in the thread's own clock."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return lambda: next(
        m["value"] for m in session.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration"
    )


def opened(browser: Any, address: str, limit: float) -> tuple[Any, list[str], Any, float]:
    """Open a page, network off; return it with the requests that it makes, its clock and when it was begun."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(1000 * max(limit, 30))
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.add_init_script(HOOK)
    clock = cpu_clock(page)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    return page, requests, clock, start


def rounded(value: float | None, digits: int = 2) -> float | None:
    """Return a figure as it is told."""
    return None if value is None else round(float(value), digits)


def asked(requests: list[str]) -> int:
    """Return how many requests would have left the machine."""
    return len([u for u in requests if not u.startswith(("file:", "data:", "blob:"))])


def measure(browser: Any, path: Path, *, everything: bool, limit: float) -> dict[str, float | None]:
    """Return the figures of one page of ours: the opening view, or all of it."""
    page, requests, clock, start = opened(browser, f"{path.as_uri()}{'#show=all' if everything else ''}", limit)
    page.wait_for_selector("body[data-ready]", state="attached")
    stable = stable_seconds(page, start, limit=limit)
    rest = clock()
    first = page.evaluate("window.__first") / 1000
    found = {
        "requests": asked(requests),
        "first_s": rounded(first),
        "stable_s": rounded(stable),
        "cpu_s": rounded(rest),
    }
    found |= {"labels": page.evaluate("yimai.state.labels"), "shown": page.evaluate("yimai.state.nodes.length")}
    before = clock()
    found["filter_ms"] = rounded(filter_ms(page), 0)
    page.wait_for_timeout(200)
    found["filter_cpu_ms"] = rounded(250 * (clock() - before), 0)  # filter_ms clicks four times
    found["frames"] = rounded(frames(page), 1)
    page.context.close()
    return found


def measure_other(browser: Any, path: Path, limit: float) -> dict[str, float | None]:
    """Return the figures of another tool's page; None for what did not come about within the limit."""
    page, requests, clock, start = opened(browser, path.as_uri(), limit)
    found: dict[str, float | None] = {}
    try:
        stable = stable_seconds(page, start, limit=limit)
        first = page.evaluate("window.__first") / 1000
        found = {"first_s": rounded(first) or None, "stable_s": rounded(stable) if first else None}
        found |= {"cpu_s": rounded(clock()), "labels": page.evaluate(READABLE), "frames": rounded(frames(page), 1)}
    except Exception as error:  # a page that answers no more within the limit: that is its figure
        print(f"{path.name}: {str(error).splitlines()[0]}", file=sys.stderr)
    page.context.close()
    return {"requests": asked(requests), **found}


def ours(browser: Any, graph: Graph, folder: Path, limit: float) -> dict[str, Any]:
    """Return the figures of our page of a graph."""
    start, worked = time.perf_counter(), time.process_time()
    text = page_of(graph, options=PageOptions(lang="zh", theme="light"))
    export = {"export_s": rounded(time.perf_counter() - start), "export_cpu_s": rounded(time.process_time() - worked)}
    path = folder / "yimai.html"
    write(path, text)
    views = {n: measure(browser, path, everything=n == "all", limit=limit) for n in ("opening", "all")}
    return {**export, "mb": rounded(path.stat().st_size / 1e6), **views}


def others(browser: Any, graph: Graph, folder: Path, limit: float, python: Path) -> dict[str, Any]:
    """Return the figures of the other tools' pages of a graph."""
    from benchmarks.rivals import TOOLS
    from graph.html.page import places
    from graph.html.view import view

    seen = view(graph)
    spots = places(seen, range(len(seen["nodes"]))).points
    nodes = [[n["id"], n["name"], n["label"], x, y] for n, (x, y) in zip(seen["nodes"], spots, strict=True)]
    edges = [[e["from"], e["to"], e["type"], e["evidence"][0][1]] for e in seen["edges"]]
    given = folder / "graph.json"
    given.write_text(json.dumps({"nodes": nodes, "edges": edges}), encoding="utf-8")
    found: dict[str, Any] = {}
    for tool in TOOLS:
        path = folder / f"{tool}.html"
        script = Path(__file__).with_name("rivals.py")
        try:
            words = [str(python), str(script), str(given), tool, str(path)]
            ran = subprocess.run(
                words, capture_output=True, text=True, encoding="utf-8", timeout=10 * limit, check=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            found[tool] = {"failed": str(getattr(error, "stderr", "") or error).strip().splitlines()[-1]}
            continue
        made = {"export_s": float(ran.stdout.split()[-1]), "mb": rounded(path.stat().st_size / 1e6)}
        found[tool] = {**made, **measure_other(browser, path, limit)}
    return found


def rivals_python(folder: Path) -> Path:
    """Return a Python that has the other tools: YIMAI_RIVALS, else that of an environment made here."""
    if given := os.environ.get("YIMAI_RIVALS"):
        return Path(given)
    venv.create(folder / "rivals", with_pip=True)
    python = folder / "rivals" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = ["pyvis==0.3.2", "ipysigma==0.24.6", "gravis==0.1.0", "neo4j-viz==1.11.0", "setuptools<81"]
    subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted], check=True)
    return python


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[200, 1000, 5000, 20000])
    parser.add_argument("--others", action="store_true", help="the same with pyvis, ipysigma, gravis and neo4j-viz")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that a page is given")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = rivals_python(folder) if chosen.others else None
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(LAUNCH))
        for count in chosen.nodes:
            graph = generated(count, sentences=15000 if count >= 20000 else None)
            row: dict[str, Any] = {"nodes": count, "edges": sum(1 for _ in graph.edges()), "load": load()}
            row["yimai"] = ours(browser, graph, folder, chosen.limit)
            if python:
                row |= others(browser, graph, folder, chosen.limit, python)
            rows.append(row)
            print(json.dumps(row), flush=True)
        browser.close()
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def load() -> float | None:
    """Return how many wait for each processor (1.0 = all busy), where the system tells."""
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 1) if hasattr(os, "getloadavg") else None


def chromium() -> str:
    """Return the path of a Chromium."""
    import shutil

    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("YIMAI_CHROMIUM") or next((p for n in names if (p := shutil.which(n))), None)
    if not found:
        raise SystemExit("no Chromium found; install one or name it in YIMAI_CHROMIUM")
    return found


if __name__ == "__main__":
    main()
