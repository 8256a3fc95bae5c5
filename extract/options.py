"""The options that several commands of this room take."""

from typing import Annotated

import typer

from graph.messages import say

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
