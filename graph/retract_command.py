"""The command ``retract``: articles go out of the ledger, and with the next build out of the graph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import NotFoundError
from graph.messages import say
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, tell, workspace_path

if TYPE_CHECKING:
    from graph.ledger import Ledger

Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help=say("graph.retract_sources"), show_default=False)
]


def retract_command(sources: Sources, workspace: WorkspaceOption = "", json_: JsonOption = False) -> None:
    """Remove articles from the ledger; nothing is removed where one of them is not there."""
    from graph.workspace import Workspace

    here = Workspace(workspace_path(workspace))
    with here.writing(), here.ledger(write=True) as ledger:
        found = meant(ledger, sources)
        for source in found:
            ledger.retract(source)
    if json_:
        emit_json({"retracted": found})
    else:
        for source in found:
            emit(source)
    tell("graph.retracted", count=len(found))


def meant(ledger: "Ledger", given: Iterable[str]) -> list[str]:
    """Return the sources that are meant: each given whole, or by how it ends (a file name). Raises NotFoundError."""
    known = list(ledger.sources())
    found: dict[str, None] = {}
    for name in given:
        alike = [name] if name in known else [s for s in known if s.endswith("/" + name)]
        if len(alike) != 1:
            several = f"{len(alike)} articles end so: {', '.join(alike[:5])}" if alike else "no article is called so"
            raise NotFoundError(f"{name!r}: {several}; give the address or path as `yimai show` and the page name it")
        found[alike[0]] = None
    return list(found)
