"""What all commands share: data goes to stdout as UTF-8, messages and progress to stderr, through rich."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.messages import say
from graph.settings import settings

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 160  # columns of a table that goes to a file or a pipe
WorkspaceOption = Annotated[
    str, typer.Option("--workspace", "-w", help=say("graph.workspace_option"), show_default=False)
]
"""``-w``; empty is what the settings say: see ``workspace_path``."""
JsonOption = Annotated[bool, typer.Option("--json", help=say("graph.json_option"))]
LabelOption = Annotated[str, typer.Option("--label", help=say("graph.label"), show_default=False)]


def workspace_path(given: str) -> str:
    """Return the folder that ``-w`` gave, else the one of the settings."""
    return given or settings().workspace


def prepare_streams() -> None:
    """Make stdout UTF-8 where it goes to a file or a pipe, and let no character be an error on either stream."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            terminal = stream.isatty()
            encoding = None if terminal or stream is sys.stderr else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline=None if terminal else "\n")


def emit(text: str) -> None:
    """Write one line of data to stdout."""
    sys.stdout.write(text + "\n")


def emit_json(value: Any) -> None:
    """Write a value to stdout as one line of JSON."""
    emit(json.dumps(value, ensure_ascii=False))


def emit_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table to stdout, wide where it does not go to a terminal; columns of numbers stand right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    body = list(rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for i, head in enumerate(heads):
        numbers = bool(body) and all(row[i][:1].isdigit() for row in body)
        table.add_column(Text(head), justify="right" if numbers else "left", overflow="fold")
    for row in body:
        table.add_row(*map(Text, row))
    out = Console(file=sys.stdout)
    out.print(table) if out.is_terminal else Console(file=sys.stdout, width=WIDE).print(table)


def console() -> "Console":
    """Return the console for messages, on stderr."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def tell(key: str, /, **values: object) -> None:
    """Print the message ``room.name`` on stderr, after the data so far."""
    sys.stdout.flush()
    sys.stderr.write(say(key, **values) + "\n")


@contextmanager
def progress(what: str) -> Iterator[Callable[[], None]]:
    """Show a bar on stderr while the block runs, which calls what is yielded at each step.

    Where stderr is no terminal, only the end is shown.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console()) as bars:
        bar = bars.add_task(what, total=None)
        yield lambda: bars.advance(bar)
        done = bars.tasks[0].completed
        bars.update(bar, total=done, visible=done > 0)  # of nothing no bar is left
