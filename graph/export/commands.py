"""``yimai export`` and ``yimai push``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.messages import say
from graph.settings import settings
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, tell, workspace_path

if TYPE_CHECKING:
    from graph.property_graph import Graph

FORMAT_NAMES = "csv, parquet, graphml, gexf, jsonld, json, neo4j-admin"
FormatOption = Annotated[str, typer.Option("--format", "-f", help=f"{say('graph.export_format')}: {FORMAT_NAMES}")]
StoreOption = Annotated[str, typer.Option("--store", help=say("graph.export_store"), show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("export", help=say("graph.export_help"))(export_command)
    app.command("push", help=say("graph.push_help"))(push_command)


def given_graph(store: str, workspace: str) -> "Graph":
    """Return the graph of the store that is named, else the current one of the workspace."""
    if store:
        from graph.stores import open_store

        with open_store(store) as opened:
            return opened.graph()
    from graph.workspace import Workspace

    return Workspace(workspace_path(workspace)).graph()


def export_command(
    path: Annotated[str, typer.Argument(help=say("graph.export_path"), show_default=False)],
    format: FormatOption,
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
) -> None:
    """Write the whole graph in a format that other programs read."""
    from graph.export import export

    emit(str(export(given_graph(store, workspace), Path(path), format=format)))


def push_command(
    url: Annotated[str, typer.Argument(help=say("graph.push_url"), show_default=False)] = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """Bring a Neo4j server up to date with the graph of the workspace."""
    from dataclasses import asdict

    from graph.errors import StoreError
    from graph.stores import NEO4J_SCHEMES
    from graph.stores.push import push

    target = url or settings().store
    if target.partition("://")[0] not in NEO4J_SCHEMES:
        raise StoreError(f"{target!r} is no Neo4j server; give one as neo4j://host:7687 or bolt://host:7687")
    done = push(given_graph("", workspace), target)
    tell("graph.pushed", url=target, **asdict(done))
    if json_:
        emit_json(asdict(done))
