"""The words of a Cypher text: as much of the grammar as it takes to check that it only reads and to rewrite it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import QueryError

TOKENS = {
    "comment": r"//[^\r\n]*|/\*.*?\*/",
    "space": r"\s+",
    "string": r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"",
    "name": r"`(?:``|[^`])*`",
    "parameter": r"\$[^\W\d]\w*",
    "number": r"\d+\.\d+(?:[eE][+-]?\d+)?|\d+(?:[eE][+-]?\d+)?|\.\d+(?<!\.\.\d)",
    "word": r"[^\W\d]\w*",
    "symbol": r"<>|<=|>=|=~|\.\.|\+=|->|<-|.",
}
TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in TOKENS.items()), re.DOTALL)
BLANKS = ("space", "comment")
OPENING = {"(": ")", "[": "]", "{": "}"}
STARTERS = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL", "EXPLAIN", "PROFILE"})
WRITERS = frozenset(
    "ALTER ATTACH COPY CREATE DELETE DETACH DROP EXPORT FOREACH IMPORT INSERT INSTALL LOAD MERGE REMOVE SET USE".split()
)
CALLS = frozenset(
    "SHOW_TABLES SHOW_CONNECTION TABLE_INFO SHOW_FUNCTIONS DB_VERSION DB.LABELS DB.PROPERTYKEYS DB.RELATIONSHIPTYPES "
    "DB.SCHEMA.VISUALIZATION DB.SCHEMA.NODETYPEPROPERTIES DB.SCHEMA.RELTYPEPROPERTIES "
    "DB.INDEX.FULLTEXT.QUERYNODES DBMS.COMPONENTS".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a Cypher text: its kind (a key of TOKENS), characters and line, and whether a blank stands before it."""

    kind: str
    text: str
    line: int
    gap: bool = False

    @property
    def upper(self) -> str:
        """The word in capitals; empty for everything that is no word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, blanks and comments included; joined they are the text."""
    found: list[Token] = []
    line = 1
    for match in TOKEN.finditer(text):
        gap = bool(found) and found[-1].kind in BLANKS
        found.append(Token(str(match.lastgroup), match.group(), line, gap))
        line += match.group().count("\n")
    return found


def bare(found: Sequence[Token]) -> list[Token]:
    """Return the tokens without blanks and comments."""
    return [t for t in found if t.kind not in BLANKS]


def parameters_of(text: str) -> dict[str, int]:
    """Return the parameters that a text uses, each with the line where it first stands."""
    used: dict[str, int] = {}
    for token in tokens(text):
        if token.kind == "parameter":
            used.setdefault(token.text[1:], token.line)
    return used


def check_reading(text: str) -> None:
    """Check that a text is one statement that only reads. Raises QueryError, which names the word and its line."""
    every = tokens(text)
    for token in every:
        if "\\u" in token.text.lower() or token.text == "\\":
            raise QueryError(f"line {token.line}: \\u escapes are refused, in comments too; write the character itself")
    found = bare(every)
    while found and found[-1].text == ";":
        found.pop()
    if not found:
        raise QueryError("the Cypher text is empty; write for example MATCH (v:Vendor) RETURN v.name")
    if any(t.text == ";" for t in found):
        raise QueryError("one statement at a time: the Cypher text has a ; inside")
    if found[0].upper not in STARTERS:
        raise QueryError(f"{found[0].text!r} begins no reading statement; allowed are {', '.join(sorted(STARTERS))}")
    for i, token in enumerate(found):
        if token.upper in WRITERS:
            raise QueryError(
                f"line {token.line}: {token.text} is refused, questions only read; "
                f"a property or column of this name goes into backticks"
            )
        if token.upper == "CALL":
            check_call(found, i)
    if found[0].upper in ("EXPLAIN", "PROFILE") and (len(found) < 2 or found[1].upper not in STARTERS):
        raise QueryError(f"line {found[0].line}: {found[0].text} takes a reading statement")


def check_call(found: Sequence[Token], i: int) -> None:
    """Check that the CALL at ``i`` opens a subquery or names a procedure that only reads. Raises QueryError."""
    name = ""
    for token in found[i + 1 :]:
        if token.kind not in ("word", "name") and token.text != ".":
            break
        name += token.text
    after = found[i + 1].text if i + 1 < len(found) else ""
    if after in ("{", "("):
        return
    if name.upper() not in CALLS:
        raise QueryError(
            f"line {found[i].line}: CALL {name or after} is refused; allowed are {', '.join(sorted(CALLS))}"
        )


def closing(found: Sequence[Token], opening: int) -> int:
    """Return where the bracket at ``opening`` is closed. Raises QueryError where it is not."""
    depth = 0
    for i in range(opening, len(found)):
        if found[i].text in OPENING and found[i].kind == "symbol":
            depth += 1
        elif found[i].text in OPENING.values() and found[i].kind == "symbol":
            depth -= 1
            if not depth:
                return i
    raise QueryError(f"line {found[opening].line}: {found[opening].text} is never closed")


def top_level(found: Sequence[Token], wanted: str) -> list[int]:
    """Return where a word or symbol stands outside all brackets."""
    places, depth = [], 0
    for i, token in enumerate(found):
        if token.kind == "symbol" and token.text in "([{":
            depth += 1
        elif token.kind == "symbol" and token.text in ")]}":
            depth -= 1
        elif not depth and (token.text == wanted or token.upper == wanted):
            places.append(i)
    return places
