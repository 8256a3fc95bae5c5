"""What all tests share: stores, the corpus beside the repository, examples that were read once, nothing skipped in CI."""

import os
import time
from pathlib import Path

import pytest

from tests.cli import process

pytest_plugins = ("tests.store_fixtures", "tests.extras", "tests.given")
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YIMAI_SHARED") or ROOT.parent / "shared")
SLOWEST = 400  # seconds that one test process waits for another to read the examples
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
LEFT_OUT = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of the project's corpus; a test that takes it is marked ``shared`` by itself."""
    return SHARED


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of the examples."""
    return ROOT / "examples"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands speak English in tests, whatever the machine's locale."""
    monkeypatch.setenv("YIMAI_LANG", "en")


@pytest.fixture(scope="session")
def example_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace into which the examples were read and built, once for all; read it, change nothing in it.

    ``run.txt`` beside it holds what ``yimai run`` printed.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "examples"
    done = folder / "run.txt"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(SLOWEST):
            if done.exists():
                return folder / "workspace"
            time.sleep(1)
        raise TimeoutError("another test process did not finish reading the examples") from None
    ran = process("run", "examples/articles", "-w", folder / "workspace", cwd=ROOT)
    assert ran.code == 0, ran.err
    done.write_text(ran.out + ran.err, encoding="utf-8")
    return folder / "workspace"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what takes the corpus; where that is missing, refuse on the project's machine, else deselect with a line."""
    wanting = []
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()) or item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.shared)
            wanting.append(item)
    if not wanting or (SHARED / "articles").is_dir():
        return
    if IN_CI:
        raise pytest.UsageError(f"{len(wanting)} tests need the corpus, and {SHARED} is missing; set YIMAI_SHARED")
    config.hook.pytest_deselected(items=wanting)
    items[:] = [item for item in items if item not in wanting]
    config.stash[LEFT_OUT] = len(wanting)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out."""
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{count} tests were left out: they need the corpus, and {SHARED} is missing")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the project's machine a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line(f"\n{len(reporter.stats['skipped'])} tests were skipped; here every test has to run")
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
