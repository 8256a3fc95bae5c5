"""The commands of this room: ``read``, ``facts``, ``eval``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError, YimaiError
from graph.messages import say
from graph.model import Document, Reading
from graph.settings import settings
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, emit_table, progress, tell, workspace_path

if TYPE_CHECKING:
    from extract.evaluation import Outcome, Score
    from extract.sources import Skipped
    from extract.update import Many, Update
    from graph.workspace import Workspace

SHOWN = 8  # reasons and kinds that a summary names
Paths = Annotated[list[str], typer.Argument(help=say("extract.paths"), metavar="PATH...", show_default=False)]
Sync = Annotated[bool, typer.Option("--sync", help=say("extract.sync"))]
Again = Annotated[bool, typer.Option("--again", help=say("extract.again"))]
Workers = Annotated[int | None, typer.Option("--workers", min=0, help=say("extract.workers"), show_default=False)]
Ray = Annotated[str, typer.Option("--ray", metavar="ADDRESS", help=say("extract.ray"), show_default=False)]
Confidence = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0.0, max=1.0, help=say("extract.min_confidence"), show_default=False),
]

Fast = Annotated[bool | None, typer.Option("--fast/--full", help=say("extract.fast"), show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("read", help=say("extract.read_help"))(read_command)
    app.command("facts", help=say("extract.facts_help"))(facts_command)
    app.command("eval", help=say("extract.eval_help"))(eval_command)


def read_command(
    paths: Paths,
    workspace: WorkspaceOption = "",
    sync: Sync = False,
    again: Again = False,
    min_confidence: Confidence = None,
    fast: Fast = None,
    workers: Workers = None,
    ray: Ray = "",
    json_: JsonOption = False,
) -> None:
    """Read articles into the ledger of a workspace."""
    from graph.workspace import Workspace

    folder = Workspace(workspace_path(workspace), create=True)
    done = read_into(
        folder, paths, sync=sync, again=again, min_confidence=min_confidence, fast=fast, workers=workers, ray=ray
    )
    if json_:
        emit_json(update_record(done))
    leave(done)


def read_into(
    folder: "Workspace",
    paths: list[str],
    *,
    sync: bool,
    again: bool,
    min_confidence: float | None,
    fast: bool | None,
    workers: int | None,
    ray: str = "",
) -> "Update":
    """Bring the ledger of a workspace up to date with a progress bar, and tell on stderr what was done."""
    from extract.update import update

    chosen = settings()
    with folder.writing(), folder.ledger(write=True) as ledger, progress(say("extract.reading")) as step:
        done = update(
            ledger,
            inputs(paths),
            again=again,
            sync=sync,
            min_confidence=chosen.min_confidence if min_confidence is None else min_confidence,
            fast=chosen.fast if fast is None else fast,
            workers=chosen.workers if workers is None else workers,
            many=reading_on(ray),
            on_done=step,
        )
    report(done)
    return done


def reading_on(ray: str) -> "Many":
    """Return what reads many documents: processes of this machine, or Ray at an address. Raises MissingExtraError."""
    if not ray:
        from extract.many import read_many

        return read_many
    from extract.cluster import library, read_many_on_ray

    library()
    return partial(read_many_on_ray, address=ray)


def inputs(paths: "Iterable[str | Path]") -> "Iterator[Document | Skipped]":
    """Yield the documents of paths; one that is not there is skipped, and the others go on."""
    from extract.sources import Skipped, documents
    from extract.sources.stream import once

    def found() -> "Iterator[Document | Skipped]":
        for path in paths:
            try:
                yield from documents([path], limit_bytes=settings().limit_bytes)
            except InputError as error:
                yield Skipped(str(path), str(error))

    return once(found())


def report(done: "Update") -> None:
    """Tell what a run read, found, dropped, retracted and skipped."""
    for item in (*done.skipped, *done.repeated):
        tell("extract.skipped", source=item.source, reason=item.reason)
    for source in done.retracted:
        tell("extract.retracted", source=source)
    figures = {k: len(getattr(done, k)) for k in ("read", "unchanged", "retracted", "skipped")}
    tell("extract.summary", **figures)
    if done.stale:
        tell("extract.stale", count=len(done.stale))
    if done.read:
        tell("extract.found", what=listed(done.found, len(done.found)))
        tell("extract.dropped", what=listed(done.dropped, SHOWN))


def listed(counts: dict[str, int], most: int) -> str:
    """Return counts as a text, the greatest first."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return ", ".join(f"{count} {what}" for what, count in ranked) or say("extract.nothing")


def update_record(done: "Update") -> dict[str, object]:
    """Return what a run did as plain values."""
    return {
        "read": done.read,
        "unchanged": len(done.unchanged),
        "stale": len(done.stale),
        "retracted": done.retracted,
        "skipped": [{"source": s.source, "reason": s.reason} for s in done.skipped],
        "found": dict(sorted(done.found.items())),
        "dropped": dict(sorted(done.dropped.items())),
    }


def leave(done: "Update") -> None:
    """Leave with the exit code of bad input where something was skipped."""
    if done.skipped:
        raise typer.Exit(InputError.exit_code)


def facts_command(
    paths: Annotated[
        list[str] | None, typer.Argument(help=say("extract.paths"), metavar="[PATH...]", show_default=False)
    ] = None,
    workspace: Annotated[
        str, typer.Option("--workspace", "-w", help=say("extract.facts_workspace"), show_default=False)
    ] = "",
    min_confidence: Confidence = None,
    fast: Fast = None,
    workers: Workers = None,
    html: Annotated[bool, typer.Option("--html", help=say("extract.html"))] = False,
    why: Annotated[bool, typer.Option("--why", help=say("extract.why"))] = False,
) -> None:
    """Print readings as JSON lines, as a page, or explained."""
    from extract.explain import explained, marked
    from graph.records import to_record

    least = settings().min_confidence if min_confidence is None else min_confidence
    if bool(paths) == bool(workspace):
        raise InputError("facts takes either articles (yimai facts FILE...) or a workspace (yimai facts -w WORKSPACE)")
    if workspace and min_confidence is not None:
        raise InputError(
            "--min-confidence is for reading; a workspace has been read, `yimai read --again` reads it anew"
        )
    failed: list[Skipped] = []
    readings = fresh_readings(inputs(paths), least, fast, workers, failed) if paths else kept_readings(workspace)
    if html:
        emit(marked(readings))
    else:
        for reading in readings:
            emit(explained(reading)) if why else emit_json(to_record(reading))
    if failed:
        raise typer.Exit(InputError.exit_code)


def fresh_readings(
    items: "Iterable[Document | Skipped]",
    least: float,
    fast: bool | None,
    workers: int | None,
    failed: "list[Skipped]",
) -> Iterator[Reading]:
    """Yield readings of articles without a workspace; tell what is skipped and add it to ``failed``."""
    from extract.many import read_many
    from extract.sources import Skipped

    seen: set[str] = set()

    def skip(item: Skipped) -> None:
        if item.source not in seen:
            failed.append(item)
        tell("extract.skipped", source=item.source, reason=item.reason)

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Skipped):
                skip(item)
            else:
                seen.add(item.source)
                yield item

    chosen = settings()
    count = chosen.workers if workers is None else workers
    quick = chosen.fast if fast is None else fast
    with progress(say("extract.reading")) as step:
        for document, outcome in read_many(documents(), min_confidence=least, fast=quick, workers=count):
            step()
            if isinstance(outcome, YimaiError):
                seen.discard(document.source)
                skip(Skipped(document.source, str(outcome)))
            else:
                yield outcome


def kept_readings(workspace: str) -> Iterator[Reading]:
    """Yield the readings of a workspace."""
    from graph.workspace import Workspace

    with Workspace(workspace).ledger() as ledger:
        yield from ledger.readings()


def eval_command(
    gold: Annotated[Path, typer.Argument(help=say("extract.gold"), metavar="GOLD_DIR", show_default=False)],
    articles: Annotated[Path, typer.Option("--articles", help=say("extract.articles"), show_default=False)],
    min_confidence: Confidence = None,
    fast: Fast = None,
    workers: Workers = None,
    errors: Annotated[bool, typer.Option("--errors", help=say("extract.errors"))] = False,
    json_: JsonOption = False,
) -> None:
    """Read the articles that gold files speak of, and score."""
    from extract.evaluation import outcomes, read_gold, scores
    from graph.records import to_record

    wanted = read_gold(gold)
    least = settings().min_confidence if min_confidence is None else min_confidence
    failed: list[Skipped] = []
    files = {str(articles / name): name for name in wanted if (articles / name).is_file()}
    named: dict[str, str] = {}

    def items() -> "Iterator[Document | Skipped]":
        for file, name in files.items():
            for item in inputs([file]):
                named[item.source] = name
                yield item

    found = {named[r.document.source]: to_record(r) for r in fresh_readings(items(), least, fast, workers, failed)}
    missing = [name for name in wanted if name not in found]
    for name in missing:
        tell("extract.no_article", doc=name)
    results = {name: outcomes(one, found.get(name, {})) for name, one in wanted.items()}
    show_scores(scores(list(results.values())), as_json=json_)
    if errors:
        show_errors(results)
    if missing:
        raise typer.Exit(InputError.exit_code)


def show_scores(rows: "Sequence[Score]", *, as_json: bool) -> None:
    """Print scores as a table, or as one JSON object a line."""
    from dataclasses import asdict

    if as_json:
        for row in rows:
            emit_json(asdict(row))
        return
    heads = say("extract.interval").split("|")
    body = []
    for row in rows:
        rates = [f"{x:.3f}" for x in (row.precision, row.recall, row.f1)]
        numbers = [str(n) for n in (row.right, row.wrong, row.missed)]
        body.append((row.group, row.type, *rates, f"{row.low:.3f}–{row.high:.3f}", *numbers))
    emit_table(("", *heads), body)


def show_errors(results: "Mapping[str, Sequence[Outcome]]") -> None:
    """Print what is wrong (+) and what is missed (-), article by article."""
    for name, found in results.items():
        emit(f"== {name}")
        for o in sorted(found, key=lambda o: (o.group, o.type, o.what)):
            if o.verdict != "right":
                emit(f"{'+' if o.verdict == 'wrong' else '-'} {o.type} {o.what}")
