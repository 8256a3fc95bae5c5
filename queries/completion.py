"""What the shell offers: names of questions, and for parameters their names, then choices, or names from the store.

bash parts words at ``=`` and completes what stands behind it: ``organisation``, ``=`` and ``瑞`` arrive as three words. They
are made one again, and only what is behind the ``=`` is offered.
"""

import os
from collections.abc import MutableMapping

import typer

from graph.errors import YimaiError
from graph.messages import language

MOST = 30
WORDS, AT, BEFORE = "COMP_WORDS", "COMP_CWORD", "YIMAI_COMPLETED_BEFORE"


def join_parted(environment: MutableMapping[str, str]) -> None:
    """Join the words of bash's line that were one parameter, ``NAME=VALUE``, but for ``NAME=``, which is kept as BEFORE."""
    words, at = environment.get(WORDS, "").split("\n"), int(environment.get(AT) or 0)
    equals = at if words[at : at + 1] == ["="] else at - 1
    if equals < 2 or words[equals] != "=":
        return
    value = words[at] if at > equals else ""
    environment.update(
        {
            WORDS: "\n".join([*words[: equals - 1], value]),
            AT: str(equals - 1),
            BEFORE: f"{words[equals - 1]}=",
        }
    )


def names_like(incomplete: str) -> list[tuple[str, str]]:
    """Return the questions whose names begin so, with their titles, for the shell's completion."""
    from queries.catalogue import catalogue

    return [(n, q.title[language()]) for n, q in catalogue().items() if n.startswith(incomplete)]


def parameters_like(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return ``NAME=`` for each parameter of the question on the line, and after it values that begin so."""
    from queries.catalogue import catalogue

    # a --param that still wants its value stops the parsing, before words are given to arguments: NAME is among the left ones
    asked = catalogue().get(context.params.get("name") or next(iter(context.args), ""))
    if not asked:
        return []
    before = os.environ.get(BEFORE, "")
    name, equals, begun = f"{before}{incomplete}".partition("=")
    wanted = {p.name: p for p in asked.parameters}
    if not equals:
        return [(f"{p.name}=", getattr(p, language())) for p in asked.parameters if p.name.startswith(name)]
    if name not in wanted:
        return []
    found = wanted[name]
    if found.choices:
        values = [(choice, "") for choice in found.choices if choice.startswith(begun)]
    elif found.type == "entity":
        given = context.params
        values = entities_like(begun, found.labels, given.get("store") or "", given.get("workspace") or "")
    else:
        values = []
    return [(value if before else f"{name}={value}", said) for value, said in values]


def entities_like(begun: str, labels: tuple[str, ...], store: str, workspace: str) -> list[tuple[str, str]]:
    """Return what entities are called that answer to a text, with name and label; none where the store cannot be opened.

    A shell keeps only what begins as the text does: an alias is offered where it does and the name does not.
    """
    from queries.commands import open_given

    try:
        with open_given(store, workspace) as opened:
            finds = opened.find(begun, labels=labels, limit=MOST)
            return [(f.form if f.form.startswith(begun) else f.name, f"{f.name} ({f.label})") for f in finds]
    except YimaiError:
        return []
