"""A review as it goes: answers become lines of the decisions file at once, and each can be taken back.

Keys: ``s`` same (of a fact: it is right), ``d`` different, ``w`` wrong fact, ``u`` unsure, ``c`` correct, ``z`` undo,
``q`` quit. The file is read again before each line is added, so that a text editor or another person may write as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.decisions import SEPARATOR, parse_decisions
from graph.errors import InputError
from graph.files import read_text, replace_text
from graph.review import BREAKS, Question

SAME, DIFFERENT, WRONG, UNSURE, CORRECT, UNDO, QUIT = ("s", "d", "w", "u", "c", "z", "q")
KEYS = {"pair": (SAME, DIFFERENT, UNSURE, CORRECT, UNDO, QUIT), "fact": (SAME, WRONG, UNSURE, CORRECT, UNDO, QUIT)}
VERBS = {("pair", SAME): "same", ("pair", DIFFERENT): "different", ("fact", WRONG): "wrong"}
NOTES = {("fact", SAME): "# right", ("pair", UNSURE): "# unsure", ("fact", UNSURE): "# unsure"}


@dataclass(slots=True)
class Session:
    """Where a review stands: the questions, the number of the next one, and the lines written so far."""

    path: Path
    questions: Sequence[Question]
    number: int = 0
    written: list[tuple[int, str]] = field(default_factory=list)

    @property
    def question(self) -> Question | None:
        """Return the question that is open, None after the last one."""
        return self.questions[self.number] if self.number < len(self.questions) else None

    def answer(self, key: str, text: str = "") -> str:
        """Write the answer to the open question and go on; return the line. ``text`` is a correction.

        Raises InputError where the key does not answer this question, or the correction is none.
        """
        question = self.question
        if question is None:
            raise InputError("there is no question left; z takes the last answer back, q leaves")
        line = correction(question, text) if key == CORRECT else decision(question, key)
        parse_decisions(line)
        add_line(self.path, line)
        self.written.append((self.number, line))
        self.number += 1
        return line

    def undo(self) -> str:
        """Take the last answer of this session back and ask again; return its line, empty where there was none."""
        if not self.written:
            return ""
        self.number, line = self.written.pop()
        drop_line(self.path, line)
        return line


def fields_of(question: Question) -> tuple[str, str, str]:
    """Return the three fields that name a question in the file."""
    if question.verb == "pair":
        return question.kind, question.a, question.b
    return question.a, question.kind, question.b


def decision(question: Question, key: str) -> str:
    """Return the line that a key means. Raises InputError."""
    verb = VERBS.get((question.verb, key)) or NOTES.get((question.verb, key))
    if verb is None:
        raise InputError(f"{key!r} answers no {question.verb}; the keys are {' '.join(KEYS[question.verb])}")
    return SEPARATOR.join((verb, *fields_of(question)))


def correction(question: Question, text: str) -> str:
    """Return the line of a correction: ``name=…`` or ``label=…`` of the first name, ``type=… date=…`` of a fact.

    ``2:name=…`` corrects the second name, ``1:name=…`` and ``2:label=…`` the ends of a fact. Raises InputError.
    """
    pair = question.verb == "pair"
    allowed = "name=… or label=…, 2:name=…" if pair else "type=… date=… status=… reversed=true, 1:label=… or 2:name=…"
    if "=" not in text or any(mark in text for mark in BREAKS):
        raise InputError(f"{text!r} corrects nothing; write {allowed}")
    number, colon, rest = text.partition(":")
    if not pair and not (colon and number in ("1", "2")):
        return SEPARATOR.join(("fix", *fields_of(question), *text.split()))
    end, rest = (int(number) - 1, rest) if number in ("1", "2") and colon else (0, text)
    field_name, _, value = rest.partition("=")
    if field_name.strip() not in ("name", "label"):
        raise InputError(f"{field_name.strip()!r} of a name cannot be corrected; write {allowed}")
    label, name = question.ends[end] if not pair else (question.kind, (question.a, question.b)[end])
    return SEPARATOR.join((field_name.strip(), label, name, value.strip()))


def add_line(path: Path, line: str) -> None:
    """Add a line to the decisions, which are made where they are missing. Raises WorkspaceError."""
    text = read_text(path) if path.exists() else ""
    replace_text(path, text + ("" if not text or text.endswith("\n") else "\n") + line + "\n")


def drop_line(path: Path, line: str) -> None:
    """Remove the last such line from the decisions. Raises WorkspaceError."""
    lines = read_text(path).splitlines(keepends=True) if path.exists() else []
    for i in range(len(lines) - 1, -1, -1):
        if lines[i].rstrip("\r\n") == line:
            del lines[i]
            replace_text(path, "".join(lines))
            return
