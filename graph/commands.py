"""The commands of this room: ``build`` and ``find``; the others have files of their own."""

from typing import Annotated

import typer

from graph.compare_command import compare_command
from graph.diff_command import diff_command
from graph.measures_command import register as register_network
from graph.messages import language, say
from graph.retract_command import retract_command
from graph.review_command import review_command
from graph.schema_command import schema_command
from graph.show_command import show_command
from graph.status_command import status_command
from graph.terminal import JsonOption, LabelOption, WorkspaceOption, emit, emit_json, tell, workspace_path

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help=say("graph.limit"))]
Force = Annotated[bool, typer.Option("--force", help=say("graph.force"))]
Text = Annotated[str, typer.Argument(metavar="TEXT", help=say("graph.text"), show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("build", help=say("graph.build_help"))(build_command)
    app.command("status", help=say("graph.status_help"))(status_command)
    app.command("find", help=say("graph.find_help"))(find_command)
    app.command("show", help=say("graph.show_help"))(show_command)
    app.command("schema", help=say("graph.schema_help"))(schema_command)
    app.command("compare", help=say("graph.compare_help"))(compare_command)
    app.command("diff", help=say("graph.diff_help"))(diff_command)
    app.command("retract", help=say("graph.retract_help"))(retract_command)
    app.command("review", help=say("graph.review_help"))(review_command)
    register_network(app)


def build_command(workspace: WorkspaceOption = "", force: Force = False, json_: JsonOption = False) -> None:
    """Build the graph of a workspace from its ledger."""
    from graph.build_folders import summary
    from graph.workspace import Workspace

    here = Workspace(workspace_path(workspace))
    made, new = here.build(force=force)
    for earlier, later in here.contradictions():
        tell("graph.contradiction", path=here.decisions_path, earlier=earlier, later=later)
    tell("graph.built" if new else "graph.unchanged", number=made.number, path=made.path)
    if json_:
        emit_json({**summary(made), "new": new})
    else:
        print_counts(made.counts)


def print_counts(counts: dict[str, int]) -> None:
    """Print how many nodes and edges there are, in the order of the ontology."""
    from graph.ontology import ontology

    for kinds in (ontology().labels, ontology().types):
        for name, found in kinds.items():
            if counts.get(name):
                caption = found.zh if language() == "zh" else found.en
                emit(f"{counts[name]:>8,}  {name}  {caption}")


def find_command(
    text: Text, workspace: WorkspaceOption = "", label: LabelOption = "", limit: Limit = 20, json_: JsonOption = False
) -> None:
    """Find entities by name, alias, English form, pinyin or initials."""
    from graph.ontology import check_label, ontology
    from graph.workspace import Workspace

    wanted = check_label(label).name if label else None
    graph = Workspace(workspace_path(workspace)).graph()
    found = [m for m in graph.find(text, label=wanted, limit=len(graph)) if label or m.node.label in ontology().named]
    found = found[:limit]
    if json_:
        emit_json(
            [
                {"id": m.node.id, "label": m.node.label, "name": m.node.name, "form": m.form, "score": m.score}
                for m in found
            ]
        )
    elif not found:
        tell("graph.nothing", text=text)
        raise typer.Exit(6)
    for m in found if not json_ else ():
        form = f"  ({m.form})" if m.form != m.node.name else ""
        emit(f"{m.node.id}  {m.node.label:<11}  {m.node.name}{form}")
