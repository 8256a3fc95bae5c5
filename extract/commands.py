"""The commands of this room: ``read``, ``facts``, ``eval``."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from extract.eval_command import eval_command
from extract.fresh import fresh_readings, inputs
from extract.options import Again, Confidence, Fast, Paths, Ray, Sync, Workers
from graph.errors import InputError
from graph.messages import say
from graph.model import Reading
from graph.settings import settings
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, progress, tell, workspace_path

if TYPE_CHECKING:
    from extract.sources import Skipped
    from extract.update import Many, Update
    from graph.workspace import Workspace

SHOWN = 8  # reasons and kinds that a summary names


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


def kept_readings(workspace: str) -> Iterator[Reading]:
    """Yield the readings of a workspace."""
    from graph.workspace import Workspace

    with Workspace(workspace).ledger() as ledger:
        yield from ledger.readings()
