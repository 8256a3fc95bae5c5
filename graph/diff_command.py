"""The command ``diff``: what is new between two builds or two workspaces, or since a day."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError, WorkspaceError
from graph.messages import say
from graph.terminal import WorkspaceOption, emit, emit_json, emit_table, tell, workspace_path

if TYPE_CHECKING:
    from graph.diff_records import Diff
    from graph.property_graph import Graph
    from graph.workspace import Workspace

FORMATS = ("table", "md", "json", "html")
Old = Annotated[str, typer.Argument(metavar="[OLD]", help=say("graph.diff_old"), show_default=False)]
New = Annotated[str, typer.Argument(metavar="[NEW]", help=say("graph.diff_new"), show_default=False)]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help=say("graph.diff_since"), show_default=False)]
Format = Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS), help=say("graph.diff_format"))]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help=say("graph.diff_output"), show_default=False)
]


def diff_command(
    old: Old = "",
    new: New = "",
    workspace: WorkspaceOption = "",
    since: Since = "",
    format_: Format = "table",
    output: Output = "",
) -> None:
    """Tell what is new and what has gone: partnerships, transactions, organisations, changed status."""
    from dataclasses import asdict

    if format_ not in FORMATS:
        raise InputError(f"--format {format_!r} is not one of {', '.join(FORMATS)}")
    found = compared(old, new, workspace_path(workspace), since)
    if output and format_ == "table":
        format_ = "html" if output.endswith((".html", ".htm")) else "md"
    if output:
        write(Path(output), text_of(found, format_))
        tell("graph.diff_written", path=output)
    elif format_ == "json":
        emit_json(asdict(found))
    elif format_ == "table":
        print_diff(found)
    else:
        emit(text_of(found, format_).rstrip("\n"))


def text_of(found: "Diff", format_: str) -> str:
    """Return what is new as the text of a file."""
    import json
    from dataclasses import asdict

    from graph.diff_report import html, markdown

    if format_ == "json":
        return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"
    return html(found) if format_ == "html" else markdown(found)


def write(path: Path, text: str) -> None:
    """Write a report. Raises InputError."""
    try:
        with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}; choose another file with -o") from error


def print_diff(found: "Diff") -> None:
    """Print what is new as tables."""
    from graph.diff_report import blocks, title

    emit(title(found))
    for block in blocks(found):
        emit("")
        emit(block.title)
        if block.rows:
            body = [[*row.cells, row.sentence] for row in block.rows]
            kept = [i for i in range(len(block.heads) + 1) if any(row[i] for row in body)]
            names = [*block.heads, say("graph.diff_sentence")]
            emit_table([names[i] for i in kept], [[row[i] for i in kept] for row in body])


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
