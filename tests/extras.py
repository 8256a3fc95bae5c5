"""Suites that want an optional part of yimai: left out with a line where it is not installed, run all the same in CI."""

import os
from importlib.util import find_spec

import pytest

WANTED = {  # marker → (packages, the extra that brings them)
    "notebooks": (("nbclient", "ipykernel", "matplotlib", "polars"), "notebooks"),
    "ray": (("ray",), "ray"),
}
LINES = pytest.StashKey[list[str]]()


def lacking(marker: str) -> str:
    """Return what is not installed that a suite wants, and how to get it; empty where nothing is lacking."""
    packages, extra = WANTED[marker]
    missing = [name for name in packages if find_spec(name) is None]
    return f"no {', '.join(missing)} here: pip install 'yimai[{extra}]' brings what they want" if missing else ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    lines: list[str] = []
    for marker in () if os.environ.get("CI") else WANTED:
        marked = [item for item in items if item.get_closest_marker(marker)]
        if marked and (why := lacking(marker)):
            config.hook.pytest_deselected(items=marked)
            items[:] = [item for item in items if item not in marked]
            lines.append(f"{len(marked)} tests marked {marker} are left out: {why}")
    config.stash[LINES] = lines


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LINES, []):
        terminalreporter.write_line(line, yellow=True)
