"""``yimai query list|show|run|test`` and ``yimai shell``."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import InputError, NotFoundError, QueryError, YimaiError
from graph.messages import language, say
from graph.settings import settings
from graph.stores import LIMIT, TIMEOUT
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, tell, workspace_path
from queries.completion import names_like, parameters_like
from queries.given import given_parameters, placed

if TYPE_CHECKING:
    from graph.stores import Store
    from queries.catalogue import Question
    from queries.table import Table

FORMAT_NAMES = "table, csv, json, jsonl, markdown, html, parquet, xlsx"


StoreOption = Annotated[str, typer.Option("--store", help=say("queries.store_option"), show_default=False)]
StoresOption = Annotated[
    list[str] | None, typer.Option("--store", help=say("queries.stores_option"), show_default=False)
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help=say("queries.param_option"), autocompletion=parameters_like),
]
ValuesArgument = Annotated[
    list[str] | None, typer.Argument(help=say("queries.values_argument"), metavar="[VALUES]...", show_default=False)
]
NameArgument = Annotated[str, typer.Argument(autocompletion=names_like)]
FormatOption = Annotated[str, typer.Option("--format", "-f", help=f"{say('queries.format_option')}: {FORMAT_NAMES}")]
OutputOption = Annotated[str, typer.Option("--output", "-o", help=say("queries.output_option"), show_default=False)]
TimeoutOption = Annotated[float, typer.Option(help=say("queries.timeout_option"), min=0.001)]
LimitOption = Annotated[int, typer.Option(help=say("queries.limit_option"), min=1)]


def register(app: typer.Typer) -> None:
    """Mount the commands of this room."""
    query = typer.Typer(no_args_is_help=True, help=say("queries.query_help"))
    query.command("list", help=say("queries.list_help"))(list_questions)
    query.command("show", help=say("queries.show_help"))(show_question)
    query.command("run", help=say("queries.run_help"))(run)
    query.command("test", help=say("queries.test_help"))(test)
    app.add_typer(query, name="query")
    app.command("shell", help=say("queries.shell_help"))(shell)


def open_given(url: str, workspace: str) -> "Store":
    """Open the store that ``--store`` or the settings name, else the one of the workspace. Raises StoreError."""
    from graph.stores import open_store

    url = url or settings().store
    if url:
        return open_store(url)
    from graph.workspace import Workspace

    return open_store(Workspace(workspace_path(workspace)).store_path())


def tell_faults() -> None:
    """Say on stderr which files of questions are left out, and why."""
    from queries.catalogue import faults

    for error in faults().values():
        tell("queries.fault", error=error)


def list_questions(
    tag: Annotated[str, typer.Option(help=say("queries.tag_option"), show_default=False)] = "",
    as_json: JsonOption = False,
) -> None:
    """List the questions."""
    from queries.catalogue import catalogue

    tell_faults()
    found = [q for q in catalogue().values() if not tag or tag in q.tags]
    if as_json:
        emit_json([described(q) for q in found])
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable

    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for key in ("name", "title", "tags", "parameters"):
        table.add_column(say(f"queries.{key}"), overflow="fold", no_wrap=key == "name")
    for q in found:
        parameters = " ".join(f"{p.name}={p.default}" if not p.required else p.name for p in q.parameters)
        table.add_row(q.name, q.title[language()], " ".join(q.tags), parameters)
    Console(highlight=False, markup=False).print(table)


def described(asked: "Question") -> dict[str, Any]:
    """Return a question's head as plain values."""
    from dataclasses import asdict

    parameters = [{k: v for k, v in asdict(p).items() if v not in (None, ())} for p in asked.parameters]
    columns = [asdict(c) for c in asked.columns]
    head = {"name": asked.name, "title": asked.title, "about": asked.about, "tags": asked.tags, "chart": asked.chart}
    return {**head, "parameters": parameters, "columns": columns, "path": asked.path}


def show_question(name: NameArgument, as_json: JsonOption = False) -> None:
    """Show one question."""
    from queries.catalogue import question
    from queries.run import allowed

    asked, lang = question(name), language()
    if as_json:
        emit_json({**described(asked), "text": asked.text})
        return
    emit(f"{asked.name} · {asked.title[lang]}\n{asked.about[lang]}\n")
    for p in asked.parameters:
        default = say("queries.required") if p.required else f"= {p.default!r}"
        emit(f"  {p.name} ({getattr(p, lang)}): {allowed(p)}, {default}")
    emit(f"\n{say('queries.columns')}: " + ", ".join(f"{c.name} ({c.type})" for c in asked.columns) + "\n")
    emit(asked.text.rstrip())


def run(
    name: NameArgument,
    values: ValuesArgument = None,
    param: ParamOption = None,
    format: FormatOption = "table",
    output: OutputOption = "",
    bom: Annotated[bool, typer.Option("--bom", help=say("queries.bom_option"))] = False,
    page: Annotated[str, typer.Option(help=say("queries.page_option"), show_default=False)] = "",
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    timeout: TimeoutOption = TIMEOUT,
    limit: LimitOption = LIMIT,
) -> None:
    """Run a question, or Cypher from standard input."""
    from queries.catalogue import question
    from queries.formats import FORMATS
    from queries.run import ids_asked, run_query, run_text

    if format not in FORMATS:
        raise InputError(f"--format {format!r} is none of {', '.join(FORMATS)}")
    format = by_name(output) if format == "table" else format
    parameters: dict[str, Any] = given_parameters(param)
    about: list[str] = []
    with open_given(store, workspace) as opened:
        if name == "-":
            if values:
                raise InputError(f"{values[0]!r}: parameters of Cypher go by name, -p NAME={values[0]}")
            table = run_text(opened, sys.stdin.read(), parameters, timeout=timeout, limit=limit)
        else:
            tell_faults()
            parameters = taken(opened, name, {**placed(question(name), values or (), parameters), **parameters})
            table = run_query(opened, name, timeout=timeout, limit=limit, **parameters)
            about = ids_asked(opened, question(name), parameters) if page else []
        if page:
            write_page(opened, table, Path(page), about=about)
    put_out(table, format, output, bom=bom)


def by_name(output: str) -> str:
    """Return the format that the name of a file says, ``table`` where it says none."""
    from queries.formats import FORMATS

    suffix = Path(output).suffix.removeprefix(".").lower()
    known = {"md": "markdown", "htm": "html", **{name: name for name in FORMATS}}
    return known.get(suffix, "table")


def taken(store: "Store", name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return parameters with ids for the names of entities, and say on stderr whom a text means that is no whole name."""
    from queries.catalogue import question
    from queries.run import meant

    found = meant(store, question(name), parameters)
    for parameter, entity in found.items():
        if parameters[parameter] != entity.name:
            tell("queries.taken", text=parameters[parameter], name=entity.name, label=entity.label, id=entity.id)
    return parameters | {parameter: entity.id for parameter, entity in found.items()}


def put_out(table: "Table", format: str, output: str, *, bom: bool = False) -> None:
    """Write a table to a file or to standard output, and say on stderr where rows are missing."""
    from queries.formats import write

    if output:
        try:
            with Path(output).open("wb") as file:
                write(table, format, file, bom=bom)
        except OSError as error:
            raise InputError(f"{output} cannot be written: {error.strerror}; give another path with -o") from error
    elif format == "table" and sys.stdout.isatty():
        from rich.console import Console

        from queries.formats import to_rich

        Console(highlight=False).print(to_rich(table))
    else:
        sys.stdout.flush()
        write(table, format, sys.stdout.buffer, bom=bom)
        sys.stdout.buffer.flush()
    if not table.rows:
        tell("queries.no_rows")
    if table.truncated:
        tell("queries.truncated", rows=len(table))


def write_page(store: "Store", table: "Table", path: Path, *, about: Sequence[str] = ()) -> None:
    """Write the part of the graph that an answer names, and the nodes that it is about, as a page."""
    from graph.html.page import page_of
    from queries.page import graph_of, ids_of

    ids = ids_of(table)
    if not ids:
        raise InputError("--page wants an answer that names nodes: a column of type id, or RETURN of whole nodes")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_of(graph_of(store, [*dict.fromkeys([*about, *ids])])), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}; give another path with --page") from error
    tell("queries.page_written", path=path)


def test(
    names: Annotated[list[str] | None, typer.Argument(autocompletion=names_like)] = None,
    store: StoresOption = None,
    expect: Annotated[str, typer.Option(help=say("queries.expect_option"), show_default=False)] = "",
    write: Annotated[str, typer.Option("--write", help=say("queries.write_option"), show_default=False)] = "",
    workspace: WorkspaceOption = "",
) -> None:
    """Check questions: heads, columns, rows as expected, and the same rows on every store that is named."""
    from contextlib import ExitStack

    from queries.check import check, read_rows, write_rows

    wanted, bad = sound_and_faulty(names)
    expected = read_rows(Path(expect)) if expect else None
    with ExitStack() as stack:
        stores = [stack.enter_context(open_given(url, workspace)) for url in store or [""]]
        if write:
            write_rows(Path(write), stores[0], wanted)
        done = []
        for asked in wanted:
            done.append(check(asked, stores, expected))
            emit(f"error {asked.name}: {done[-1].wrong}" if done[-1].wrong else f"ok    {asked.name} ({done[-1].rows})")
    for name, error in bad:
        emit(f"error {name}: {error}")
    failed = sum(bool(one.wrong) for one in done)
    tell("queries.tested", passed=len(done) - failed, failed=failed + len(bad))
    if failed or bad:
        raise typer.Exit(1)


def sound_and_faulty(names: list[str] | None) -> "tuple[list[Question], list[tuple[str, YimaiError]]]":
    """Return the questions of these names (of all where none is given), and what is wrong with the others."""
    from queries.catalogue import catalogue, faults, question

    bad: list[tuple[str, YimaiError]] = [(p.stem, e) for p, e in faults().items() if not names or p.stem in names]
    if not names:
        return list(catalogue().values()), bad
    wanted = []
    for name in dict.fromkeys(names):
        try:
            wanted.append(question(name))
        except NotFoundError as error:
            bad.append((name, error))
        except QueryError:
            continue  # it is among the faults
    return wanted, bad


def shell(
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    format: FormatOption = "table",
    timeout: TimeoutOption = TIMEOUT,
    limit: LimitOption = LIMIT,
) -> None:
    """Read Cypher from the terminal and answer it."""
    from queries.shell import Shell

    with open_given(store, workspace) as opened:
        made = Shell(opened, format=format, timeout=timeout, limit=limit)
        made.talk()
    if made.failed and not sys.stdin.isatty():
        raise typer.Exit(made.failed)
