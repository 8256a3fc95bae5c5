"""A review as people hold it: keys from standard input, and single keys in a real terminal."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.errors import InputError
from graph.review_command import review_command
from graph.workspace import Workspace
from tests.graph.test_commands import app
from tests.graph.test_review import READINGS
from tests.graph.test_workspace import no_store

PATIENCE = 60  # seconds


def filled(path: Path) -> Workspace:
    workspace = Workspace(path, create=True)
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        for one in READINGS:
            ledger.put(one)
    workspace.build(compile_store=no_store)
    return workspace


def test_the_command_takes_its_keys_from_the_standard_input(tmp_path: Path) -> None:
    here = filled(tmp_path / "w")
    done = CliRunner().invoke(app, ["review", "-w", str(here.path), "--only", "fact"], input="?\nwzcstatus=ended\nuq")
    assert done.exit_code == 0, done.output
    assert "Is this right: 云瀚医疗 USES 云枢大模型" in done.stdout
    assert "taken back: wrong | 云瀚医疗" in done.stdout
    assert here.decisions_path.read_text(encoding="utf-8") == (
        "fix | 云瀚医疗 | USES | 云枢大模型 | status=ended\n# unsure | 云瀚智能 | USES | 云枢大模型\n"
    )
    assert "lines written" in done.stderr
    with pytest.raises(InputError, match="pair, fact"):
        CliRunner().invoke(app, ["review", "-w", str(here.path), "--only", "x"], catch_exceptions=False)
    here.decisions_path.write_text("# ours\nsame | Vendor\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"decisions.txt, line 2: 'same \| Vendor' is no decision"):
        CliRunner().invoke(app, ["review", "-w", str(here.path)], catch_exceptions=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_single_keys_in_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    here = filled(tmp_path / "w")
    master, slave = pty.openpty()
    failed: list[BaseException] = []
    typist = threading.Thread(target=type_keys, args=(master, failed), daemon=True)
    with os.fdopen(slave, encoding="utf-8") as given, os.fdopen(os.dup(slave), "w", 1, encoding="utf-8") as shown:
        monkeypatch.setattr(sys, "stdin", given)
        monkeypatch.setattr(sys, "stdout", shown)
        typist.start()
        review_command(str(here.path), limit=2)
        typist.join(PATIENCE)
    assert not failed, failed
    assert here.decisions_path.read_text(encoding="utf-8") == "# unsure | 云瀚医疗 | USES | 云枢大模型\n"


def type_keys(master: int, failed: list[BaseException]) -> None:
    """Press each key when its text has been shown and the terminal waits for a single key."""
    try:
        for text, key in (("q quit", b"w"), ("q quit", b"z"), ("q quit", b"u"), ("[2/2]", b"q")):
            wait_for(master, text)
            os.write(master, key)
    except BaseException as error:
        failed.append(error)
        os.close(master)


def wait_for(master: int, text: str) -> None:
    import select
    import termios

    seen, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([master], [], [], 0.05)[0]:
            seen += os.read(master, 65536).decode("utf-8", "replace")
        elif text in seen and not termios.tcgetattr(master)[3] & termios.ICANON:
            return
    raise TimeoutError(f"{text!r} was not shown: {seen}")
