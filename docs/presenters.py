"""Make the pictures of docs/presenters.md: python docs/presenters.py WORKSPACE_OR_GRAPH_FILE [FOLDER].

Opens the page of a graph in Chromium, network off, in the states named here, and keeps a screenshot of each.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.page import chromium
from graph.html.page import PageOptions, page_of, write
from graph.property_graph import Graph, load

STATES = {
    "opening": ((1440, 900), "", None),
    "card": ((1440, 900), "", "瑞金医院"),
    "around": ((1440, 900), "ego={瑞金医院}&d=2", None),
    "connections": ((1440, 900), "path={华为},{商汤医疗}&basket={华为},{商汤医疗}&panel=basket", None),
    "table": ((1440, 900), "table=1&color=community", None),
    "dark": ((1920, 1080), "theme=dark&color=community", "华为"),
    "phone": ((390, 844), "", None),
    "english": ((1440, 900), "lang=en&show=all", None),
}
LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def graph_of(path: Path) -> Graph:
    """Return the graph of a workspace or of a graph file."""
    if path.is_file():
        return load(path)
    from graph.workspace import Workspace

    return Workspace(path).graph()


def address(text: str, graph: Graph) -> str:
    """Return an address with ``{name}`` replaced by ids."""
    import re

    return re.sub(r"\{(.*?)\}", lambda m: graph.entity(m[1]).id, text)


def main() -> None:
    """Take the pictures."""
    from playwright.sync_api import sync_playwright

    graph = graph_of(Path(sys.argv[1]))
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "presenters"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        page_path = Path(made) / "page.html"
        options = PageOptions(subtitle="示例文章 2022–2026", lang="zh", theme="light")
        write(page_path, page_of(graph, options=options))
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        for name, (size, state, chosen) in STATES.items():
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                offline=True,
                locale="zh-CN",
                reduced_motion="reduce",
                is_mobile=size[0] < 700,
            )
            page = context.new_page()
            page.goto(f"{page_path.as_uri()}#{address(state, graph)}")
            page.wait_for_selector("body[data-ready]", state="attached", timeout=120_000)
            if chosen:
                page.evaluate("(id) => yimai.select(id)", graph.entity(chosen).id)
            page.wait_for_timeout(800)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
