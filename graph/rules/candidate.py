"""What is known of a name when it is compared, and what a rule is: a question about two such candidates."""

from collections.abc import Callable
from dataclasses import dataclass, field

from graph.parts import Parts
from graph.registry import Row

SHORTEST_ALIAS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a name when it is compared.

    ``aliases`` are the folded other forms that articles give it, ``row`` the registry row that lists it, ``apart`` the
    folded names that some article uses beside it for something else, ``context`` what facts join it to: (kind, key).
    """

    parts: Parts
    aliases: frozenset[str] = frozenset()
    row: Row | None = None
    apart: frozenset[str] = frozenset()
    context: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    ambiguous: bool = False


Rule = Callable[[Candidate, Candidate], bool]
