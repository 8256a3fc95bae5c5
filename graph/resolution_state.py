"""What resolution knows of the names in all articles, and what one update of it works with.

A value that was read from a table is put back where it has changed: the table may be one on disk (``graph.shelf``).
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import TypeVar

from graph.decisions import Decisions
from graph.joining import Link, made_candidate
from graph.lexicon import Block, Lexicon
from graph.rules.candidate import Candidate
from graph.units import Unit, UnitKey

PERSON = "Person"
K = TypeVar("K")
Why = tuple[UnitKey, UnitKey, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Units that are one, sorted, the pairs that joined them, and the id that they have unless an earlier one has it."""

    members: tuple[UnitKey, ...]
    why: tuple[Why, ...]
    claim: str = ""
    id: str = ""


@dataclass(slots=True)
class State:
    """All that resolution knows, each part by key: plain dicts, or tables on disk of which only what is asked for is read.

    ``links`` has every link at both its ends, ``rows`` the units of a registry row, ``roots`` the first unit of each unit's
    cluster, ``clusters`` the clusters by it, ``families`` the persons of one name, ``claims`` the clusters that want an id,
    ``homes`` the cluster that has it.
    """

    units: MutableMapping[UnitKey, Unit] = field(default_factory=dict)
    blocks: MutableMapping[Block, list[UnitKey]] = field(default_factory=dict)
    links: MutableMapping[UnitKey, dict[UnitKey, Link]] = field(default_factory=dict)
    rows: MutableMapping[tuple[str, str], set[UnitKey]] = field(default_factory=dict)
    roots: MutableMapping[UnitKey, UnitKey] = field(default_factory=dict)
    clusters: MutableMapping[UnitKey, Cluster] = field(default_factory=dict)
    families: MutableMapping[str, set[UnitKey]] = field(default_factory=dict)
    claims: MutableMapping[str, set[UnitKey]] = field(default_factory=dict)
    homes: MutableMapping[str, UnitKey] = field(default_factory=dict)


@dataclass(slots=True)
class Desk:
    """What one update works with: the state, the rules' means, and candidates that were made."""

    state: State
    lexicon: Lexicon
    decisions: Decisions
    made: "Candidates"
    said: Mapping[tuple[str, str], list[Block]]
    judged: set[tuple[UnitKey, UnitKey]] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    past: set[UnitKey] = field(default_factory=set)


class Candidates(dict[UnitKey, Candidate]):
    """Units as candidates, made when they are asked for."""

    def __init__(self, units: Mapping[UnitKey, Unit], lexicon: Lexicon) -> None:
        super().__init__()
        self.units, self.lexicon = units, lexicon

    def __missing__(self, key: UnitKey) -> Candidate:
        """Make the candidate of a unit."""
        self[key] = found = made_candidate(self.units[key], self.lexicon)
        return found


def discard(table: MutableMapping[K, set[UnitKey]], key: K, unit: UnitKey) -> None:
    """Take a unit out of a set of a table."""
    left = table.get(key, set()) - {unit}
    if left:
        table[key] = left
    elif key in table:
        del table[key]


def include(table: MutableMapping[K, set[UnitKey]], key: K, unit: UnitKey) -> None:
    """Put a unit into a set of a table."""
    held = table.get(key, set())
    held.add(unit)
    table[key] = held
