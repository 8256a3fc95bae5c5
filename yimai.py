"""yimai (医脉): the door. One command, three rooms behind it."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError, YimaiError

if TYPE_CHECKING:
    import typer

    from extract.update import Update
    from graph.build_folders import Build
    from graph.workspace import Workspace
    from queries.table import Table

ROOMS = ("graph", "extract", "queries")
COMMANDS = ("extract.commands", "graph.commands", "queries.commands", "graph.html.commands", "graph.export.commands")
INTERRUPTED = 130
MAKING = ("run", "read", "build")
ANSWERED = ("most-partners", "newest-partnerships", "data-transactions")
ROWS, COLUMNS = 5, 6
PAGE = "page.html"


def check_rooms() -> None:
    """Make sure that ``graph``, ``extract`` and ``queries`` are ours and not other packages of that name."""
    for name in ROOMS:
        room = import_module(name)
        if getattr(room, "YIMAI_ROOM", None) != name:
            raise YimaiError(
                f"the package {name!r} that Python finds ({getattr(room, '__file__', None)}) is not yimai's; "
                "install yimai in an environment of its own, or leave the folder that holds the other one"
            )


def application() -> "typer.Typer":
    """Return the command-line application with the commands of every room."""
    import typer

    from graph.messages import say

    app = typer.Typer(
        name="yimai",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=say("graph.help"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    register(app)
    for name in COMMANDS:
        import_module(name).register(app)
    import_module("graph.html.commands").answer_with(asked)
    import_module("graph.status_command").newest_reader(present_reader)
    return app


def present_reader() -> str:
    """Return the mark of readings that this yimai makes, for ``yimai status``."""
    from extract.update import stamp
    from graph.settings import settings

    return stamp(settings().min_confidence)


def asked(name: str, pairs: list[str], folder: Path) -> tuple[str, list[str]]:
    """Return the title of a saved question and the yimai_ids that it asks about and its answer names, for ``yimai page --query``."""
    from graph.messages import language
    from graph.stores import open_store
    from graph.workspace import Workspace
    from queries.catalogue import question
    from queries.commands import taken
    from queries.given import given_parameters
    from queries.page import ids_of
    from queries.run import ids_asked, run_query

    with open_store(Workspace(folder).store_path()) as store:
        given = taken(store, name, dict(given_parameters(pairs)))
        found = ids_of(run_query(store, name, **given))
        about = ids_asked(store, question(name), given) if found else []
        return question(name).title[language()], [*dict.fromkeys([*about, *found])]


def register(app: "typer.Typer") -> None:
    """Add ``run``, the one command that needs all three rooms."""
    from extract.options import Again, Confidence, Fast, Paths, Sync, Workers
    from graph.messages import say
    from graph.terminal import JsonOption, WorkspaceOption

    @app.command("run", help=say("graph.run_help"))
    def run_command(
        paths: Paths,
        workspace: WorkspaceOption = "",
        sync: Sync = False,
        again: Again = False,
        min_confidence: Confidence = None,
        fast: Fast = None,
        workers: Workers = None,
        json_: JsonOption = False,
    ) -> None:
        from extract.commands import leave, read_into
        from graph.terminal import workspace_path
        from graph.workspace import Workspace

        folder = Workspace(workspace_path(workspace), create=True)
        done = read_into(
            folder, paths, sync=sync, again=again, min_confidence=min_confidence, fast=fast, workers=workers
        )
        check_something(folder)
        show(folder, done, as_json=json_)
        leave(done)


def check_something(folder: "Workspace") -> None:
    """Raise InputError where the workspace holds no article to build from."""
    with folder.ledger() as ledger:
        if not len(ledger):
            raise InputError(
                f"no article was read into {folder.path}, so there is nothing to build; see what was skipped"
            )


def show(folder: "Workspace", done: "Update", *, as_json: bool) -> None:
    """Build the graph, answer three saved questions, write the page."""
    from extract.commands import update_record
    from graph.html.commands import PLACES, write_page
    from graph.html.page import PageOptions
    from graph.terminal import emit_json, tell
    from queries.commands import put_out

    tell("graph.building")
    build, _ = folder.build()
    answers = answered(folder)
    if not as_json:
        show_counts(build)
        for title, table in answers.values():
            tell("graph.answer", title=title)
            put_out(beginning(table), "table", "")
    page = folder.path / PAGE
    write_page(folder.graph(build.number), PageOptions(), page.resolve(), places=folder.path / PLACES)
    if as_json:
        tables = {name: list(table.records()) for name, (_, table) in answers.items()}
        emit_json({**update_record(done), "graph": build.counts, "answers": tables, "page": str(page.resolve())})


def beginning(table: "Table") -> "Table":
    """Return the first columns and rows of an answer, as much as a terminal shows."""
    from queries.formats import shown
    from queries.table import Table

    kept = [i for i, _ in shown(table)][:COLUMNS]
    rows = tuple(tuple(row[i] for i in kept) for row in table.rows[:ROWS])
    return Table(table.name, tuple(table.columns[i] for i in kept), rows)


def answered(folder: "Workspace") -> dict[str, tuple[str, "Table"]]:
    """Return the answers of three saved questions by name, each with its title."""
    from graph.messages import language
    from graph.stores import open_store
    from queries.catalogue import question
    from queries.run import run_query

    with open_store(folder.store_path()) as store:
        return {name: (question(name).title[language()], run_query(store, name)) for name in ANSWERED}


def show_counts(build: "Build") -> None:
    """Tell how many nodes and edges of each kind the graph holds."""
    from graph.messages import language
    from graph.ontology import ontology
    from graph.terminal import tell

    held = ontology()
    kinds = ((k, v.zh, v.en) for group in (held.labels, held.types) for k, v in group.items())
    captions = [(name, zh if language() == "zh" else en) for name, zh, en in kinds if name in build.counts]
    tell("graph.counts", what=", ".join(f"{build.counts[name]} {caption}" for name, caption in captions))


def main() -> None:
    """Run the command line; our own errors are one line and an exit code, Ctrl-C is 130."""
    from graph.terminal import prepare_streams

    prepare_streams()
    try:
        check_rooms()
        if "_YIMAI_COMPLETE" in os.environ:
            from queries.completion import join_parted

            join_parted(os.environ)
        application()(prog_name="yimai")
    except YimaiError as error:
        print(f"yimai: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        interrupted()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            interrupted()
        raise


def interrupted() -> None:
    """Say that what stands, stands, where something was being made, and leave as after Ctrl-C."""
    from graph.messages import say

    key = "graph.interrupted" if sys.argv[1:2] and sys.argv[1] in MAKING else "graph.stopped"
    print(f"yimai: {say(key)}", file=sys.stderr)
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
