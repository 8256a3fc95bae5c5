"""The command ``diff``: what is new between two builds or two workspaces, or since a day."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError, WorkspaceError
from graph.messages import language, say
from graph.terminal import WorkspaceOption, emit, emit_json, emit_table, workspace_path

if TYPE_CHECKING:
    from graph.diff import Diff
    from graph.property_graph import Graph
    from graph.workspace import Workspace

FORMATS = ("table", "md", "json")
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
Old = Annotated[str, typer.Argument(metavar="[OLD]", help=say("graph.diff_old"), show_default=False)]
New = Annotated[str, typer.Argument(metavar="[NEW]", help=say("graph.diff_new"), show_default=False)]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help=say("graph.diff_since"), show_default=False)]
Format = Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help=say("graph.diff_format"))]


def diff_command(
    old: Old = "", new: New = "", workspace: WorkspaceOption = "", since: Since = "", format_: Format = "table"
) -> None:
    """Tell what is new: partnerships, organisations, changed status."""
    from dataclasses import asdict

    if format_ not in FORMATS:
        raise InputError(f"--format {format_!r} is not one of {', '.join(FORMATS)}")
    found = compared(old, new, workspace_path(workspace), since)
    if format_ == "json":
        emit_json(asdict(found))
    elif format_ == "md":
        emit(markdown(found))
    else:
        print_diff(found)


def compared(old: str, new: str, workspace: str, day: str) -> "Diff":
    """Return what is new: since a day in one graph, else between two. Raises InputError and WorkspaceError."""
    from graph.diff import diff, since

    if day:
        if new:
            raise InputError(f"--since looks at one graph; {old!r} and {new!r} are two")
        graph, name = given(old, workspace)
        return since(graph, day, name=name)
    if not old:
        old = before_current(workspace)
    (one, was), (other, now) = given(old, workspace), given(new, workspace)
    return diff(one, other, names=(was, now))


def given(which: str, workspace: str) -> "tuple[Graph, str]":
    """Return a graph and what it is called: a build by its number, a workspace by its path, empty is the current build."""
    from graph.workspace import Workspace

    if which and not which.isdigit():
        if not Path(which).is_dir():
            raise InputError(f"{which!r} is neither the number of a build nor the folder of a workspace")
        other = Workspace(which)
        return other.graph(), f"{which} {other.built().number}"
    here = Workspace(workspace)
    number = int(which) if which else here.built().number
    if here.read_build(number) is None:
        raise WorkspaceError(f"{here.path} has no build {number}; it has {builds_of(here)}")
    return here.graph(number), str(number)


def builds_of(workspace: "Workspace") -> str:
    """Return the numbers of the builds that are there, as text."""
    return ", ".join(str(b.number) for b in workspace.builds()) or "none"


def before_current(workspace: str) -> str:
    """Return the number of the build before the current one. Raises WorkspaceError where there is none."""
    from graph.workspace import Workspace

    here = Workspace(workspace)
    earlier = [b.number for b in here.builds() if b.number < here.built().number]
    if not earlier:
        raise WorkspaceError(f"{here.path} has one build alone; name another workspace, or a day with --since")
    return str(earlier[-1])


def blocks(found: "Diff") -> list[tuple[str, list[str], list[tuple[list[str], str]]]]:
    """Return the three parts of a report: key of its title, heads, and rows with their sentence."""
    head = [say(f"graph.diff_{name}") for name in ("what", "kind", "date", "status", "sources")]
    partnerships = [
        ([" × ".join(p.parties), p.kind, p.date or p.first_seen, p.status, str(p.sources)], p.sentence)
        for p in found.partnerships
    ]
    organisations = [
        ([o.name, label(o.label), o.first_seen, "", str(o.sources)], o.sentence) for o in found.organisations
    ]
    statuses = [([s.what, "", s.last_seen, f"{s.before or '?'} → {s.after}", ""], s.sentence) for s in found.statuses]
    return [
        ("diff_partnerships", head, partnerships),
        ("diff_organisations", head, organisations),
        ("diff_statuses", head, statuses),
    ]


def label(name: str) -> str:
    """Return the caption of a label in the user's language."""
    from graph.ontology import ontology

    found = ontology().labels[name]
    return found.zh if language() == "zh" else found.en


def print_diff(found: "Diff") -> None:
    """Print what is new as three tables."""
    emit(title(found))
    for key, heads, rows in blocks(found):
        emit("")
        emit(say(f"graph.{key}", count=len(rows)))
        if rows:
            body = [[*cells, sentence] for cells, sentence in rows]
            kept = [i for i in range(len(heads) + 1) if any(row[i] for row in body)]
            names = [*heads, say("graph.diff_sentence")]
            emit_table([names[i] for i in kept], [[row[i] for i in kept] for row in body])


def title(found: "Diff") -> str:
    """Return what was compared, as one line."""
    return say("graph.diff_title", old=found.old, new=found.new)


def markdown(found: "Diff") -> str:
    """Return what is new as a Markdown report."""
    lines = [f"# {plain(title(found))}"]
    for key, _, rows in blocks(found):
        lines += ["", f"## {say(f'graph.{key}', count=len(rows))}", ""]
        for cells, sentence in rows:
            lines += item(cells, sentence)
    return "\n".join(lines).rstrip()


def item(cells: Sequence[str], sentence: str) -> list[str]:
    """Return one row as the lines of a list item."""
    details = [cell for cell in cells[1:-1] if cell]
    if cells[-1]:
        details.append(say("graph.sources", count=cells[-1]))
    first = f"- **{plain(cells[0])}**" + (f" ({plain(' · '.join(details))})" if details else "")
    return [first, *([f"  > {plain(sentence)}"] if sentence else [])]


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return MARKS.sub(r"\\\1", " ".join(text.split()))
