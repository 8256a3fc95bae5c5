"""A real Chromium with the network off; pages of small graphs."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.html.page import PageOptions, page_of, write
from graph.property_graph import Graph
from tests.graph.html.made import small

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]


def chromium() -> str | None:
    """Return the path of a Chromium, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("YIMAI_CHROMIUM") or next((p for n in names if (p := shutil.which(n))), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is in this folder; without a Chromium it is left out, with a line, and in CI it fails."""
    mine = [i for i in items if Path(str(i.fspath)).is_relative_to(Path(__file__).parent)]
    for item in mine:
        item.add_marker(pytest.mark.browser)
    if mine and chromium() is None and not os.environ.get("CI"):
        items[:] = [i for i in items if i not in mine]
        config.hook.pytest_deselected(items=mine)
        config.get_terminal_writer().line(
            f"{len(mine)} browser tests left out: no Chromium found (YIMAI_CHROMIUM names one)"
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = chromium()
    assert path, "no Chromium found: install it (apt-get install chromium) or name it in YIMAI_CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield started
        started.close()


@pytest.fixture
def opened_file(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a file as a user would; every error, dialog and request that it makes fails the test."""
    contexts, trouble = [], []

    def start(
        path: Path,
        address: str = "",
        *,
        size: tuple[int, int] = (1280, 800),
        ready: bool = True,
        script: str = "",
        **more: Any,
    ) -> Any:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            offline=True,
            accept_downloads=True,
            **{"locale": "zh-CN", "reduced_motion": "reduce", **more},
        )
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda e: trouble.append(f"error: {e}"))
        page.on("console", lambda m: trouble.append(f"console: {m.text}") if m.type == "error" else None)
        page.on("dialog", lambda d: (trouble.append(f"dialog: {d.message}"), d.dismiss()))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else trouble.append(f"request: {r.url}"),
        )
        page.goto(path.as_uri() + address)
        if ready:
            page.wait_for_selector("body[data-ready]", state="attached")
        return page

    start.trouble = trouble  # type: ignore[attr-defined]
    yield start
    for context in contexts:
        context.close()
    assert not trouble, trouble


@pytest.fixture
def opened(opened_file: Any, tmp_path: Path) -> Callable[..., Any]:
    """Open the page of a graph, the small one where none is given."""

    def start(graph: Graph | None = None, address: str = "", **more: Any) -> Any:
        names = ("reduced_motion", "color_scheme", "is_mobile", "has_touch", "locale", "size", "script")
        how = {k: more.pop(k) for k in names if k in more}
        path = tmp_path / "page.html"
        write(path, page_of(graph or small(), options=PageOptions(**{"lang": "zh", "theme": "light", **more})))
        return opened_file(path, address, **how)

    start.trouble = opened_file.trouble  # type: ignore[attr-defined]
    return start
