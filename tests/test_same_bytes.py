"""The same articles give the same bytes, in whatever order they came."""

import shutil
from pathlib import Path

from graph.build_folders import GRAPH
from graph.workspace import Workspace
from tests.cli import yimai


def test_two_builds_of_one_ledger(example_workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "w"
    shutil.copytree(example_workspace, copy)
    first = (Workspace(copy).built().path / GRAPH).read_bytes()
    assert yimai("build", "-w", copy, "--force").code == 0
    same = (Workspace(copy).built().path / GRAPH).read_bytes() == first
    assert same, "a second build gives other bytes"  # no comparison of megabytes byte by byte
    assert Workspace(copy).built().number > Workspace(example_workspace).built().number


def test_the_order_of_articles_and_the_place_of_the_workspace_change_nothing(examples: Path, tmp_path: Path) -> None:
    paths = sorted((examples / "articles").iterdir())[:12]
    made = []
    for name, order in (("a", paths), ("b", paths[::-1])):
        for path in order[::5], order[1::5], order[2::5], order[3::5], order[4::5]:
            assert yimai("read", *path, "-w", tmp_path / name).code == 0
        assert yimai("build", "-w", tmp_path / name).code == 0
        page = tmp_path / f"{name}.html"
        assert yimai("page", "-w", tmp_path / name, "-o", page).code == 0
        made.append(((Workspace(tmp_path / name).built().path / GRAPH).read_bytes(), page.read_bytes()))
    same = made[0] == made[1]
    assert same, "the order of the articles changes the bytes"


def test_running_twice_changes_nothing(examples: Path, tmp_path: Path) -> None:
    paths = sorted((examples / "articles").iterdir())[:8]
    first = yimai("run", *paths, "-w", tmp_path / "w")
    before = everything(tmp_path / "w")
    second = yimai("run", *paths, "-w", tmp_path / "w")
    assert first.code == second.code == 0 and first.out == second.out and "0 read, 8 unchanged" in second.err
    assert everything(tmp_path / "w") == before


def everything(workspace: Path) -> dict[str, object]:
    """Return the bytes of all files; of the ledger its readings, since SQLite counts how often it was opened."""
    files = {p.name: p.read_bytes() for p in sorted(workspace.rglob("*")) if p.is_file() and p.name != "ledger.sqlite"}
    with Workspace(workspace).ledger() as ledger:
        return {**files, "readings": list(ledger.readings())}
