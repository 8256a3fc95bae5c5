"""The builds of a workspace: numbered folders of which the last three stay, and the pointer to the one that readers open.

A build is made in ``builds/N.part`` and renamed when it is whole; then the pointer changes.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import WorkspaceError
from graph.files import make_folder, read_text, replace_text, swap

KEPT = 3
GRAPH, STORE, SUMMARY = "graph.json.gz", "graph.lbug", "build.json"


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build: its number, folder, and what it was made of (a fingerprint) and holds (counts)."""

    number: int
    path: Path
    fingerprint: str
    counts: dict[str, int]


def build_path(workspace: Path, number: int) -> Path:
    """Return the folder of a build."""
    return workspace / "builds" / str(number)


def builds(workspace: Path) -> list[Build]:
    """Return the builds that are there, oldest first."""
    folder = workspace / "builds"
    names = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    found = (read_build(workspace, int(name)) for name in names if name.isdigit())
    return sorted((b for b in found if b), key=lambda b: b.number)


def read_build(workspace: Path, number: int) -> Build | None:
    """Return one build, None where it is missing or not whole."""
    path = build_path(workspace, number)
    try:
        record = json.loads((path / SUMMARY).read_text(encoding="utf-8"))
        return Build(number, path, record["fingerprint"], record["counts"])
    except (OSError, ValueError, KeyError):
        return None


def current_build(workspace: Path) -> Build | None:
    """Return the build that readers open, None before the first one. Raises WorkspaceError where it is gone."""
    pointer = workspace / "current"
    if not pointer.exists():
        return None
    text = read_text(pointer).strip()
    found = read_build(workspace, int(text)) if text.isdigit() else None
    if found is None:
        raise WorkspaceError(f"{pointer} names the build {text!r}, which is not there; `yimai build` makes a new one")
    return found


def place(workspace: Path, write: Callable[[Path], dict[str, int]], fingerprint: str) -> Build:
    """Let the next build be written into a folder, point to it, and remove all but the last three."""
    folder = workspace / "builds"
    make_folder(folder)
    for part in folder.glob("*.part"):
        shutil.rmtree(part, ignore_errors=True)
    number = max((int(p.name) for p in folder.iterdir() if p.name.isdigit()), default=0) + 1
    part, final = folder / f"{number}.part", build_path(workspace, number)
    try:
        make_folder(part)
        counts = write(part)
        replace_text(part / SUMMARY, json.dumps({"fingerprint": fingerprint, "counts": counts}, indent=1) + "\n")
        swap(part, final)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise WorkspaceError(
            f"the build cannot be written to {part}: {error.strerror}; the earlier one stands"
        ) from error
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    replace_text(workspace / "current", f"{number}\n")
    for old in [b.number for b in builds(workspace)][:-KEPT]:
        shutil.rmtree(build_path(workspace, old), ignore_errors=True)
    return Build(number, final, fingerprint, counts)


def summary(build: Build) -> dict[str, Any]:
    """Return a build as plain values."""
    return {"build": build.number, "path": str(build.path), "fingerprint": build.fingerprint, "counts": build.counts}
