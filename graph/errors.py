"""Every error that yimai raises on purpose.

    YimaiError
    ├── InputError        what was given cannot be read: a file, a line, a folder, an option
    ├── VocabularyError   a label, type, property or value that the ontology does not have
    ├── WorkspaceError    a workspace, ledger or build that is missing, locked, broken or of another format
    ├── StoreError        a graph database that is missing, unreachable or refuses
    ├── QueryError        a saved question or a Cypher text that cannot be run
    ├── NotFoundError     a name that nothing in the graph answers to, or that more than one does
    └── MissingExtraError      an optional package that is not installed

Each message says what came, what is allowed and what to do next; ``exit_code`` is what a command leaves with.
"""


class YimaiError(Exception):
    """The root: a message for people, printed as one line by the commands."""

    exit_code = 1


class InputError(YimaiError):
    """Something that was given cannot be read."""

    exit_code = 2


class VocabularyError(YimaiError):
    """A word that is not in the ontology."""

    exit_code = 2


class WorkspaceError(YimaiError):
    """The workspace is missing, locked, broken or of another format."""

    exit_code = 3


class StoreError(YimaiError):
    """The graph database is missing, unreachable or refuses."""

    exit_code = 4


class QueryError(YimaiError):
    """A question that cannot be run."""

    exit_code = 5


class NotFoundError(YimaiError):
    """A name that nothing, or more than one thing, answers to."""

    exit_code = 6


class MissingExtraError(YimaiError):
    """An optional package is not installed; the message names the extra that brings it."""

    exit_code = 7
