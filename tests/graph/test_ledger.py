import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph import ledger as ledger_module
from graph.errors import WorkspaceError
from graph.ledger import FORMAT, Ledger
from graph.model import Reading
from tests.readings import entity, partnership, reading, relation


def one(source: str, text: str = "华为与瑞金医院合作。", reader: str = "test-1") -> Reading:
    facts = [relation("华为", "DEVELOPED", "盘古", date="2025"), partnership("华为", "瑞金医院", kind="strategic")]
    entities = [entity("Vendor", "华为"), entity("Hospital", "瑞金医院"), entity("Model", "盘古")]
    return reading(source, text, entities, facts, reader=reader, title="题", date="2025-01-01")


def test_what_is_put_comes_back_whole(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("b"))
        ledger.put(one("a"))
    with Ledger(tmp_path / "l", write=False) as ledger:
        assert list(ledger.readings()) == [one("a"), one("b")]
        assert list(ledger.sources()) == ["a", "b"]
        assert ledger.reading("b") == one("b")
        assert len(ledger) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["l"]


def test_a_reading_replaces_that_of_its_source(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("a"))
        before = ledger.sources()["a"]
        ledger.put(one("a", "华为与瑞金医院不再合作。", reader="test-2"))
        after = ledger.sources()["a"]
        assert len(ledger) == 1
    assert (before.reader, after.reader) == ("test-1", "test-2")
    assert before.document != after.document
    assert before.digest != after.digest


def test_retract(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("a"))
        ledger.put(one("b"))
        assert ledger.retract("a")
        assert not ledger.retract("a")
        assert list(ledger.sources()) == ["b"]


def test_odd_text_survives(tmp_path: Path) -> None:
    odd = one("a", "华为\x00\ud800与瑞金医院\U0002a6a5合作。")
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(odd)
        assert ledger.reading("a") == odd


def test_ctrl_c_inside_a_write_leaves_the_earlier_state(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("a"))

        def interrupted() -> None:
            with ledger.transaction() as connection:
                connection.execute("DELETE FROM reading")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert ledger.reading("a") == one("a")
        ledger.put(one("b"))
    with Ledger(tmp_path / "l") as ledger:
        assert list(ledger.sources()) == ["a", "b"]


def test_a_full_disk_is_named_and_the_earlier_state_stands(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("a"))
        pages = ledger.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
        noise = os.urandom(60_000).hex()
        with pytest.raises(WorkspaceError, match=r"full.*free some space"):
            ledger.put(one("a", "华为与瑞金医院合作。" + noise))
        assert ledger.reading("a") == one("a")
    with Ledger(tmp_path / "l") as ledger:
        assert list(ledger.readings()) == [one("a")]


WRITER = """
import sys
from pathlib import Path
from graph.ledger import Ledger
from tests.graph.test_ledger import one
with Ledger(Path(sys.argv[1])) as ledger:
    for number in range(100_000):
        ledger.put(one(f"{number:06}"))
        print(number, flush=True)
"""


@pytest.mark.parametrize("how", ["interrupt", "kill"])
def test_a_writer_that_is_ended_leaves_whole_readings(tmp_path: Path, how: str) -> None:
    path = tmp_path / "l"
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=Path.cwd()) as process:
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        time.sleep(0.01)
        process.send_signal(signal.SIGINT) if how == "interrupt" and os.name != "nt" else process.kill()
        rest = process.stdout.read()
    written = 20 + len(rest.split())
    with Ledger(path) as ledger:
        found = list(ledger.readings())
        assert written <= len(found) <= written + 1
        assert all(r == one(r.document.source) for r in found)


def test_a_reader_goes_on_while_one_writes(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as writer:
        writer.put(one("a"))
        with Ledger(tmp_path / "l", write=False) as reader, writer.transaction() as connection:
            connection.execute("DELETE FROM reading")
            assert list(reader.sources()) == ["a"]


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="yimai read"):
        Ledger(tmp_path / "l", write=False)


@pytest.mark.parametrize("write", [True, False])
def test_a_broken_file_is_named(tmp_path: Path, write: bool) -> None:
    (tmp_path / "l").write_bytes(b"no database at all" * 100)
    with pytest.raises(WorkspaceError, match="not a database"):
        Ledger(tmp_path / "l", write=write)


def test_a_later_format_is_refused(tmp_path: Path) -> None:
    Ledger(tmp_path / "l").close()
    with sqlite3.connect(tmp_path / "l") as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    with pytest.raises(WorkspaceError, match="upgrade"):
        Ledger(tmp_path / "l")


def test_an_older_format_is_migrated_with_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.put(one("a"))
    monkeypatch.setattr(ledger_module, "FORMAT", FORMAT + 1)
    with pytest.raises(WorkspaceError, match="older format"):
        Ledger(tmp_path / "l", write=False)
    monkeypatch.setitem(ledger_module.MIGRATIONS, FORMAT, lambda c: c.execute("CREATE TABLE more (x)"))
    with Ledger(tmp_path / "l") as ledger:
        assert ledger.connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT + 1
        assert ledger.reading("a") == one("a")
    assert (tmp_path / f"l.format-{FORMAT}").is_file()
