"""``yimai shell``: Cypher typed line by line, a statement ends with ``;``."""

import contextlib
import shlex
import sys
from typing import TYPE_CHECKING, Any

from graph.errors import InputError, YimaiError
from graph.messages import language, say
from graph.ontology import ontology
from graph.terminal import emit, tell
from queries.given import given_parameters, worded

if TYPE_CHECKING:
    from graph.stores import Store

PROMPT, MORE = "yimai> ", "   ... "
LEAVING = (":quit", ":exit", ":q")
COMMANDS = (*LEAVING, ":help", ":list", ":run", ":param", ":format", ":schema")


def is_command(line: str, *, within: bool) -> bool:
    """Tell whether a line is a command; ``within`` a statement that is not ended, :Label may begin a line as well."""
    word = (line.split() or [""])[0]
    return word in COMMANDS if within else word.startswith(":")


class Shell:
    """What a conversation remembers: the store, the parameters set so far, the format, how the first error would leave."""

    def __init__(self, store: "Store", *, format: str, timeout: float, limit: int) -> None:
        self.store, self.format, self.timeout, self.limit = store, format, timeout, limit
        self.parameters: dict[str, Any] = {}
        self.open = True
        self.failed = 0

    def talk(self) -> None:
        """Read and answer until the input ends. Errors are shown and the conversation goes on."""
        terminal = sys.stdin.isatty()
        if terminal:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401
            tell("queries.shell_welcome")
        text = ""
        while self.open:
            try:
                line = input((MORE if text else PROMPT) if terminal else "")
            except EOFError:
                line, self.open = ";", False
            except KeyboardInterrupt:
                text = ""
                sys.stderr.write("\n")
                continue
            if is_command(line, within=bool(text.strip())):
                self.guarded(self.command, line.strip())
                continue
            text += line + "\n"
            if line.rstrip().endswith(";"):
                if text.strip(" ;\n\t"):
                    self.guarded(self.answer, text)
                text = ""

    def guarded(self, work: Any, text: str) -> None:
        """Do something and show an error of ours instead of ending."""
        try:
            work(text)
        except YimaiError as error:
            self.failed = self.failed or error.exit_code
            sys.stdout.flush()
            sys.stderr.write(f"{error}\n")

    def answer(self, text: str) -> None:
        """Answer one statement."""
        from queries.commands import put_out
        from queries.run import run_text

        put_out(run_text(self.store, text, self.parameters, timeout=self.timeout, limit=self.limit), self.format, "")

    def command(self, line: str) -> None:
        """Do what a line with a colon says."""
        try:
            word, *rest = shlex.split(line)
        except ValueError as error:
            raise InputError(f"{line!r} cannot be read: {error}") from error
        if word in LEAVING:
            self.open = False
        elif word == ":help":
            emit(say("queries.shell_commands"))
        elif word == ":list":
            self.list_questions()
        elif word == ":run" and rest:
            self.run(rest)
        elif word == ":param" and rest:
            self.parameters.update(given_parameters(rest))
        elif word == ":format" and rest:
            from queries.formats import TEXT

            if rest[0] not in TEXT:
                raise InputError(f"{rest[0]!r} is no format of the shell; allowed are {', '.join(TEXT)}")
            self.format = rest[0]
        elif word == ":schema":
            emit(" ".join(ontology().labels))
            for name, found in ontology().types.items():
                emit(f"({'|'.join(found.sources)})-[:{name}]->({'|'.join(found.targets)})")
        else:
            raise InputError(say("queries.shell_unknown", command=word))

    def list_questions(self) -> None:
        """List the names and titles of the questions."""
        from queries.catalogue import catalogue
        from queries.commands import tell_faults

        tell_faults()
        for name, asked in catalogue().items():
            emit(f"{name:28} {asked.title[language()]}")

    def run(self, rest: list[str]) -> None:
        """Run a saved question."""
        from queries.catalogue import question
        from queries.commands import put_out, taken
        from queries.run import run_query

        parameters = taken(self.store, rest[0], worded(question(rest[0]), rest[1:]))
        table = run_query(self.store, rest[0], timeout=self.timeout, limit=self.limit, **parameters)
        put_out(table, self.format, "")
