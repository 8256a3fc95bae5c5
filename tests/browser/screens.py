"""What the main states of the page look like, small: ``python -m tests.browser.screens`` takes them anew into ``screens/``."""

import io
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "screens"
SMALL = (160, 100)
STATES = {
    "opening": ("", "light"),
    "card": ("#sel=H1", "light"),
    "ways": ("#path=V2,V1&basket=V2,V1&panel=basket", "light"),
    "table": ("#table=1&color=community", "light"),
    "dark": ("#ego=H1&d=2", "dark"),
}


def shrunk(shot: bytes) -> Any:
    """Return a screenshot as a small array of colours, so that fonts and edges of other machines weigh little."""
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(io.BytesIO(shot)).convert("RGB").resize(SMALL, Image.Resampling.BOX)).astype(int)


def main() -> None:
    """Take all states anew."""
    import tempfile

    from PIL import Image
    from playwright.sync_api import sync_playwright

    from graph.html.page import PageOptions, page_of, write
    from tests.browser.conftest import LAUNCH, chromium
    from tests.graph.html.made import small

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        for name, (address, theme) in STATES.items():
            path = Path(folder) / "page.html"
            write(path, page_of(small(), options=PageOptions(lang="zh", theme=theme)))
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN", reduced_motion="reduce")
            page.goto(path.as_uri() + address)
            page.wait_for_selector("body[data-ready]", state="attached", timeout=120_000)
            page.wait_for_timeout(500)
            array = shrunk(page.screenshot())
            Image.fromarray(array.astype("uint8")).save(FOLDER / f"{name}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
