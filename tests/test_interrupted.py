"""What stops a run in the middle: Ctrl-C, a full disk. The earlier graph stays whole, what was read is kept."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.workspace import Workspace
from tests.cli import bounded, environment, process, yimai

PATIENCE = 180.0


@pytest.fixture
def workspace(tmp_path: Path, examples: Path) -> Path:
    """Return a workspace with a graph of two articles."""
    folder = tmp_path / "two"
    folder.mkdir()
    for name in ("001.txt", "002.txt"):
        shutil.copy(examples / "articles" / name, folder)
    assert yimai("run", folder, "-w", tmp_path / "w").code == 0
    return tmp_path / "w"


@pytest.fixture
def many(tmp_path: Path, examples: Path) -> Path:
    """Return a folder of enough articles to be interrupted in."""
    folder = tmp_path / "many"
    folder.mkdir()
    for path in sorted((examples / "articles").glob("0*.txt"))[:24]:
        shutil.copy(path, folder)
    return folder


def state(workspace: Path) -> tuple[str, dict[str, bytes]]:
    """Return the current build and the bytes of its files."""
    folder = Workspace(workspace).built().path
    return folder.name, {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def count(workspace: Path) -> int:
    with closing(sqlite3.connect(f"{(workspace / 'ledger.sqlite').as_uri()}?mode=ro", uri=True)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM reading").fetchone()[0])


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_was_read_and_the_earlier_graph(workspace: Path, many: Path, workers: int) -> None:
    before = state(workspace)
    command = [
        sys.executable,
        "-m",
        "yimai",
        "run",
        str(many),
        "-w",
        str(workspace),
        "--workers",
        str(workers),
    ]
    running = subprocess.Popen(
        command, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + PATIENCE
    while count(workspace) < 5 and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the command and to its processes
    _, told = running.communicate(timeout=PATIENCE)
    message = told.decode("utf-8")
    assert running.returncode == 130 and "interrupted" in message and "Traceback" not in message, message
    here = len(list(many.iterdir())) + 2
    reached = count(workspace)
    assert 5 <= reached < here
    assert state(workspace) == before and not (workspace / "lock").exists()
    assert not list((workspace / "builds").glob("*.part"))
    done = yimai("read", many, "-w", workspace, "--json")
    assert done.code == 0 and len(done.json["read"]) + reached == here


def test_ctrl_c_where_nothing_is_made_says_no_more_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("YIMAI_LANG", "en")
    monkeypatch.setattr("yimai.check_rooms", stopped)
    assert (told := yimai("review")).code == 130 and told.err == "yimai: interrupted\n"
    assert "the earlier graph stands" in yimai("build").err


def test_a_full_disk_while_reading(workspace: Path, many: Path) -> None:
    before, size = state(workspace), (workspace / "ledger.sqlite").stat().st_size
    told = bounded("run", many, "-w", workspace, "--workers", 1, largest=size + 60_000)
    assert told.code == 3 and "Traceback" not in told.err and "ledger" in told.err and "space" in told.err, told.err
    assert state(workspace) == before and not (workspace / "lock").exists()
    assert process("facts", "-w", workspace).code == 0
    assert yimai("read", many, "-w", workspace).code == 0


def test_a_full_disk_while_building(workspace: Path, examples: Path, tmp_path: Path) -> None:
    before = state(workspace)
    shutil.copytree(examples / "articles", tmp_path / "more", ignore=lambda _, names: sorted(names)[10:])
    assert yimai("read", tmp_path / "more", "-w", workspace).code == 0
    told = bounded("build", "-w", workspace, largest=20_000)
    assert told.code == 3 and "Traceback" not in told.err and "earlier" in told.err, told.err
    assert state(workspace) == before and not list((workspace / "builds").glob("*.part"))
    assert yimai("build", "-w", workspace).code == 0 and state(workspace)[0] != before[0]


def test_a_full_disk_while_writing_the_page(workspace: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("earlier", encoding="utf-8")
    told = bounded("page", "-w", workspace, "-o", page, largest=50_000)
    assert told.code == 2 and "Traceback" not in told.err and "page" in told.err, told.err
    assert page.read_text(encoding="utf-8") == "earlier"
