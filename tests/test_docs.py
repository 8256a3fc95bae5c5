"""The pages in docs/ are true: those made from the code are up to date, the Python in them runs, links lead somewhere."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
PYTHON = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_PATH = re.compile(r"`((?:graph|extract|queries|docs|examples|benchmarks|notebooks|tests)/[\w./-]+)`")
ARTICLES = "examples/articles/0[0-2]*.txt"  # enough for every piece to have something to show


def made() -> dict[str, str]:
    pages: dict[str, str] = runpy.run_path(str(DOCS / "make.py"))["made"]()
    return pages


def test_pages_made_from_the_code_are_up_to_date() -> None:
    for name, text in made().items():
        written = (DOCS / name).read_text(encoding="utf-8")
        assert written == text, f"docs/{name} is out of date; python docs/make.py brings it up to date"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w-]", "", h.strip().lower().replace(" ", "-")) for h in re.findall(r"^#+ (.*)$", text, re.M)
    }
    for target in LINK.findall(text):
        file, _, anchor = target.partition("#")
        if not target.startswith("https://"):
            assert (path.parent / file).exists(), target
            assert not anchor or anchor in headings, target
    for name in CODE_PATH.findall(text):
        assert (ROOT / name).exists(), name


def test_the_library_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"__name__": "library"}
    text = (DOCS / "library.md").read_text(encoding="utf-8").replace('["examples/articles"]', f'["{ARTICLES}"]')
    for number, block in enumerate(PYTHON.findall(text), 1):
        exec(compile(block, f"docs/library.md, piece {number}", "exec"), names)


def test_every_public_set_of_the_recipes_is_named() -> None:
    text = (DOCS / "data.md").read_text(encoding="utf-8")
    recipe = "".join(
        (ROOT / "extract" / "training" / f"{n}.py").read_text(encoding="utf-8") for n in ("corpora", "inventor")
    )
    sets = set(re.findall(r"[\"'](?:data/)?([a-z_]+[a-z0-9_]*)/[\w.{}一-龥-]+\.(?:xz|csv|js|zip|json|txt)", recipe))
    assert {"boson_ner", "cluener2020", "msra_ner", "hospitals", "companies", "hanlp_dict"} <= sets
    assert not {name for name in sets if name not in text}


def test_no_script_is_called_by_its_path_that_imports_its_neighbours() -> None:
    texts = [p.read_text(encoding="utf-8") for p in (*PAGES, *ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.py"))]
    for name in {name for text in texts for name in re.findall(r"python benchmarks/(\w+)\.py", text)}:
        source = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
        assert not re.search("^from benchmarks", source, re.M), f"say `python -m benchmarks.{name}`"
