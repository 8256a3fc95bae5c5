"""The command ``compare``: whether two names are one, and by which rules."""

from typing import Annotated

import typer

from graph.errors import InputError
from graph.messages import say
from graph.terminal import JsonOption, LabelOption, WorkspaceOption, emit, emit_json, workspace_path

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME NAME]", help=say("graph.names"), show_default=False)]
PairsFile = Annotated[str, typer.Option("--pairs", metavar="FILE.tsv", help=say("graph.pairs"), show_default=False)]


def compare_command(
    names: Names = None,
    label: LabelOption = "",
    pairs: PairsFile = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """Tell whether two names are one, and by which rules."""
    from dataclasses import asdict
    from pathlib import Path

    from graph.compare import compare, compare_lines
    from graph.decisions import read_decisions
    from graph.registry import shipped
    from graph.rules import sentences
    from graph.workspace import Workspace

    folder = Path(workspace_path(workspace))
    own = Workspace(folder) if workspace or (folder / "format").exists() else None
    registry = own.registry() if own else shipped()
    decisions = read_decisions(own.decisions_path) if own else None
    if pairs and not names:
        lines = pair_lines(pairs)
        found = compare_lines(lines, registry=registry, decisions=decisions, where=pairs if pairs != "-" else "stdin")
    elif names and len(names) == 2 and not pairs:
        found = iter([compare(names[0], names[1], label=label or None, registry=registry, decisions=decisions)])
    else:
        raise InputError("compare takes two names, or --pairs FILE.tsv with the columns label, a, b")
    for one in found:
        if json_:
            emit_json(asdict(one))
            continue
        emit(f"{'=' if one.same else '≠'}  {one.score:.2f}  {one.label}  {one.a}  {one.b}  {' '.join(one.rules)}")
        for rule in one.rules if not pairs else ():
            emit(f"    {rule}: {sentences().get(rule, say('graph.decided'))}")


def pair_lines(path: str) -> list[str]:
    """Return the lines of a file of pairs, ``-`` is standard input. Raises InputError."""
    import sys
    from pathlib import Path

    try:
        return (sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")).split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the pairs {path} cannot be read: {error}; a UTF-8 file with tabs is wanted") from error
