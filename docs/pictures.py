"""Takes the READMEs' pictures of the page: ``python docs/pictures.py [WORKSPACE]``, after ``yimai run examples/articles``."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1400, "height": 860}
SHOTS = {"page.png": ("", "light"), "hospital.png": ("瑞金医院", "light"), "dark.png": ("华为", "dark")}


def main() -> None:
    """Open the page, once as it opens and twice around somebody, and save what is seen."""
    workspace = Path(sys.argv[1] if len(sys.argv) > 1 else "yimai-workspace")
    path = os.environ.get("YIMAI_CHROMIUM") or next((p for n in NAMES if (p := shutil.which(n))), None)
    if path is None:
        raise SystemExit("no Chromium found; install one or name it in YIMAI_CHROMIUM")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (selected, theme) in SHOTS.items():
            page = browser.new_page(
                viewport=SIZE, offline=True, color_scheme=theme, locale="en", reduced_motion="reduce"
            )
            page.goto((workspace / "page.html").resolve().as_uri())
            page.wait_for_selector("body[data-ready]", state="attached")
            if selected:
                page.evaluate(
                    "name => { const id = window.yimai.select(name); window.yimai.show(`ego=${id}&d=1`); }", selected
                )
                page.evaluate("name => window.yimai.select(name)", selected)
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
