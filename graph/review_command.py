"""The command ``review``: one question a screen, one key an answer."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graph.messages import say
from graph.terminal import WorkspaceOption, emit, tell, workspace_path

if TYPE_CHECKING:
    from graph.review import Question, Said
    from graph.session import Session
    from graph.workspace import Workspace

Kind = Annotated[str, typer.Option("--only", metavar="pair|fact", help=say("graph.review_only"), show_default=False)]
Most = Annotated[int, typer.Option("--limit", "-n", min=0, help=say("graph.review_limit"))]


def review_command(workspace: WorkspaceOption = "", only: Kind = "", limit: Most = 0) -> None:
    """Ask about names and facts, the least certain first; write the answers into the decisions file."""
    from graph.errors import InputError
    from graph.files import read_text
    from graph.review import questions
    from graph.session import KEYS, Session
    from graph.workspace import Workspace

    if only and only not in KEYS:
        raise InputError(f"--only {only!r} is not one of {', '.join(KEYS)}")
    here = Workspace(workspace_path(workspace))
    path = here.decisions_path
    text = read_text(path) if path.exists() else ""
    found = [q for q in questions(here.graph(), here.registry(), text, str(path)) if only in ("", q.verb)]
    session = Session(path, found[:limit] if limit else found)
    try:
        hold(session, here)
    finally:
        tell("graph.review_done", count=len(session.written), path=path)


def hold(session: "Session", workspace: "Workspace") -> None:
    """Ask until the questions end, or ``q`` or the end of input."""
    from graph.errors import InputError
    from graph.session import CORRECT, QUIT, UNDO

    shown = -1
    if not session.questions:
        emit(say("graph.review_none"))
    while session.question is not None or session.written:
        if session.number != shown:
            shown = session.number
            show(session, workspace)
        key = one_key()
        if key in ("", QUIT):
            return
        try:
            if key == UNDO:
                line = session.undo()
                emit(say("graph.review_undone", line=line) if line else say("graph.review_nothing"))
            elif key.strip():
                emit("  " + session.answer(key, one_line() if key == CORRECT else ""))
        except InputError as error:
            emit(f"  {error}")


def show(session: "Session", workspace: "Workspace") -> None:
    """Show the open question with its sentences, and the keys."""
    question = session.question
    if question is None:
        emit(say("graph.review_end"))
        return
    emit("")
    emit(f"[{session.number + 1}/{len(session.questions)}] {asked(question)}")
    for sentence, where in sentences(question, workspace):
        emit(f"    “{sentence}”")
        emit(f"      {where}")
    emit(f"  {say('graph.review_why', score=f'{question.score:.2f}', rules=' '.join(question.rules))}")
    emit("  " + say(f"graph.review_keys_{question.verb}"))


def sentences(question: "Question", workspace: "Workspace") -> "tuple[Said, ...]":
    """Return the sentences of a question, where they lack a name with one from the articles themselves."""
    from graph.review import in_articles

    if not question.unseen:
        return question.sentences
    with workspace.ledger() as ledger:
        readings = map(ledger.reading, question.unseen)
        return in_articles(question, (reading.document for reading in readings if reading))


def asked(question: "Question") -> str:
    """Return a question in words."""
    if question.verb == "fact":
        return say("graph.review_fact", a=question.a, type=question.kind, b=question.b)
    key = "graph.review_joined" if question.joined else "graph.review_pair"
    return say(key, a=question.a, b=question.b, label=question.kind)


def one_key() -> str:
    """Return the next key, lower case: at once in a terminal, else the next character of the input; empty at its end."""
    if not sys.stdin.isatty():
        return sys.stdin.read(1).lower()
    import click

    try:
        key = click.getchar()
    except EOFError:
        return ""
    return key[:1].lower() or ""


def one_line() -> str:
    """Return a line of text, empty at the end of the input."""
    if sys.stdin.isatty():
        sys.stdout.write(f"  {say('graph.review_correct')} ")
        sys.stdout.flush()
    return sys.stdin.readline().strip()
