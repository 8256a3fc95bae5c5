"""The notebooks run from top to bottom as a reader runs them, and are committed without outputs."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.neo4j_server import Server

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NEO4J = "06-neo4j.ipynb"
PATIENCE = 300  # seconds a cell may take: the first one reads the examples
PICTURES, FRAME, TABLE = "image/png", "<iframe srcdoc=", "<table"
LOGIC = ("def ", "class ", "while ", "\nfor ", "import sys", "try:")


def cells(path: Path) -> list[dict[str, Any]]:
    book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return list(book["cells"])


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_there_are_six() -> None:
    assert [p.name[:2] for p in NOTEBOOKS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_outputs_are_stripped_and_there_is_no_logic(path: Path) -> None:
    assert source(cells(path)[0]).startswith("# ")
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert not cell["outputs"] and cell["execution_count"] is None
            assert not [word for word in LOGIC if f"\n{source(cell)}".count(word)], source(cell)


@pytest.fixture(scope="session")
def notebook_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of a kernel: the repository's modules, and one workspace for all notebooks."""
    paths = filter(None, [str(FOLDER.parent), os.environ.get("PYTHONPATH", "")])
    workspace = str(tmp_path_factory.mktemp("notebooks") / "workspace")
    return {"PYTHONPATH": os.pathsep.join(paths), "YIMAI_WORKSPACE": workspace, "YIMAI_LANG": "en"}


def executed(path: Path, environment: dict[str, str]) -> list[str]:
    """Run a notebook in a kernel of its own and return each cell's results as text. Raises where a cell does."""
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book, timeout=PATIENCE, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
    )
    client.execute(env={**os.environ, **environment})
    return ["".join(map(str, (o.get("data", o) for o in cell.get("outputs", ())))) for cell in book.cells]


@pytest.mark.notebooks
@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if p.name != NEO4J], ids=lambda p: p.stem)
def test_a_notebook_runs(path: Path, notebook_environment: dict[str, str]) -> None:
    results = executed(path, notebook_environment)
    told = "\n".join(results)
    assert TABLE in told and FRAME in told
    assert path.stem.startswith("05") or PICTURES in told
    assert "Glyph" not in told and "Warning" not in told


@pytest.mark.neo4j
@pytest.mark.notebooks
def test_the_neo4j_notebook_runs(neo4j: Server, notebook_environment: dict[str, str]) -> None:
    told = "\n".join(executed(FOLDER / NEO4J, {**notebook_environment, "YIMAI_STORE": neo4j.url}))
    assert TABLE in told and FRAME in told and PICTURES in told
    assert "'most-partners': True" in told and "': False" not in told
