import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import WorkspaceError
from graph.lock import alive, holder, locked


def write(path: Path, **who: object) -> None:
    path.write_text(json.dumps(who), encoding="utf-8")


def test_it_names_process_host_and_time_and_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locked(path):
        who = holder(path)
        assert who["pid"] == os.getpid()
        assert who["host"] == socket.gethostname()
        assert str(who["since"]).startswith("20")
        with pytest.raises(WorkspaceError, match=f"process {os.getpid()} on"), locked(path):
            pass
    assert not path.exists()


def test_it_goes_away_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), locked(tmp_path / "lock"):
        raise KeyboardInterrupt
    assert not (tmp_path / "lock").exists()


def test_a_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    write(tmp_path / "lock", pid=dead.pid, host=socket.gethostname(), since="2025-01-01")
    with locked(tmp_path / "lock"):
        assert holder(tmp_path / "lock")["pid"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_an_earlier_process_with_our_number_is_taken_over(tmp_path: Path) -> None:
    write(tmp_path / "lock", pid=os.getpid(), host=socket.gethostname(), since="2025-01-01")
    with locked(tmp_path / "lock"):
        assert str(holder(tmp_path / "lock")["since"]) > "2025-01-01"


@pytest.mark.parametrize(
    "content", [json.dumps({"pid": 1, "host": "elsewhere", "since": "2025"}), "", json.dumps({"pid": os.getppid()})]
)
def test_what_cannot_be_judged_is_left(tmp_path: Path, content: str) -> None:
    (tmp_path / "lock").write_text(content, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="delete"), locked(tmp_path / "lock"):
        pass
    assert (tmp_path / "lock").read_text(encoding="utf-8") == content


def test_a_lock_of_a_living_process_is_left(tmp_path: Path) -> None:
    write(tmp_path / "lock", pid=os.getppid(), host=socket.gethostname(), since="2025-01-01")
    with pytest.raises(WorkspaceError, match="since 2025-01-01"), locked(tmp_path / "lock"):
        pass
    assert alive(os.getppid())
