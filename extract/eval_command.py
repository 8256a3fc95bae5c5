"""The command ``eval``: articles that gold files speak of are read and scored."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.fresh import fresh_readings, inputs
from extract.options import Confidence, Fast, Workers
from graph.errors import InputError
from graph.messages import say
from graph.model import Document
from graph.settings import settings
from graph.terminal import JsonOption, emit, emit_json, emit_table, tell

if TYPE_CHECKING:
    from extract.evaluation import Outcome, Score
    from extract.sources import Skipped


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
