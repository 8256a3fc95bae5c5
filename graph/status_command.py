"""The command ``status``: what a workspace holds."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graph.messages import say
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, workspace_path

if TYPE_CHECKING:
    from graph.workspace import Workspace


_readers: list[Callable[[], str]] = []


def newest_reader(reader: Callable[[], str]) -> None:
    """Let readings that bear another mark than this one be stale: this room knows no reader, the door knows who does."""
    _readers[:] = [reader]


def status_command(workspace: WorkspaceOption = "", json_: JsonOption = False) -> None:
    """Tell what a workspace holds."""
    from graph.workspace import Workspace

    found = status(Workspace(workspace_path(workspace)))
    if json_:
        emit_json(found)
        return
    emit(say("graph.status_articles", count=found["articles"], path=found["workspace"]))
    for reader, count in found["readers"].items():
        emit(say("graph.status_reader", reader=reader or "?", count=count))
    if found["stale"]:
        emit(say("graph.status_stale", count=found["stale"]))
    if found["writer"]:
        emit(say("graph.status_writer", **found["writer"]))
    for earlier, later in found["contradictions"]:
        emit("  " + say("graph.contradiction", path="decisions.txt", earlier=earlier, later=later))
    for build in found["builds"]:
        mark = "*" if build["number"] == found["current"] else " "
        emit(say("graph.status_build", mark=mark, number=build["number"], nodes=build["nodes"], edges=build["edges"]))
    if not found["builds"] or found["outdated"]:
        emit(say("graph.status_outdated"))


def status(workspace: "Workspace") -> dict[str, Any]:
    """Return what a workspace holds: articles, readers that read them, stale readings, who writes, builds.

    Stale is what another reader than the present one has read; where none is known, than the newest of the ledger.
    """
    from graph.lock import holder
    from graph.ontology import ontology

    with workspace.ledger() as ledger:
        entries = ledger.sources()
    readers = Counter(entry.reader for entry in entries.values())
    newest = _readers[0]() if _readers else max(readers, key=version_order, default="")
    builds, current = workspace.builds(), workspace.newest_whole()
    who = holder(workspace.path / "lock")
    return {
        "workspace": str(workspace.path),
        "articles": len(entries),
        "readers": dict(sorted(readers.items())),
        "stale": sum(count for reader, count in readers.items() if reader != newest),
        "writer": {k: who.get(k, "?") for k in ("pid", "host", "since")} if who else None,
        "contradictions": workspace.contradictions(),
        "current": current.number if current else None,
        "outdated": current is None or current.fingerprint != workspace.fingerprint(),
        "builds": [
            {
                "number": b.number,
                "nodes": sum(b.counts.get(label, 0) for label in ontology().labels),
                "edges": sum(b.counts.get(type_, 0) for type_ in ontology().types),
                "counts": b.counts,
            }
            for b in builds
        ],
    }


def version_order(reader: str) -> tuple[list[int], str]:
    """Return what reader versions are sorted by: their numbers, then their text."""
    import re

    return [int(n) for n in re.findall(r"\d+", reader)], reader
