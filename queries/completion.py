"""What the shell offers for parameters: their names, then choices, or names from the store."""

import typer

from graph.errors import YimaiError
from graph.messages import language

MOST = 30


def parameters_like(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return ``NAME=`` for each parameter of the question on the line, and after it values that begin so."""
    from queries.catalogue import catalogue

    asked = catalogue().get(context.params.get("name") or "")
    if not asked:
        return []
    name, equals, begun = incomplete.partition("=")
    wanted = {p.name: p for p in asked.parameters}
    if not equals:
        return [(f"{p.name}=", getattr(p, language())) for p in asked.parameters if p.name.startswith(name)]
    if name not in wanted:
        return []
    found = wanted[name]
    if found.choices:
        return [(f"{name}={choice}", "") for choice in found.choices if choice.startswith(begun)]
    if found.type != "entity":
        return []
    given = context.params
    return [
        (f"{name}={value}", label)
        for value, label in entities_like(begun, found.labels, given.get("store") or "", given.get("workspace") or "")
    ]


def entities_like(begun: str, labels: tuple[str, ...], store: str, workspace: str) -> list[tuple[str, str]]:
    """Return names of entities that a text answers to, with their labels; none where the store cannot be opened."""
    from queries.commands import open_given

    try:
        with open_given(store, workspace) as opened:
            return [(found.name, found.label) for found in opened.find(begun, labels=labels, limit=MOST)]
    except YimaiError:
        return []
