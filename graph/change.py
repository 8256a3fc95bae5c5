"""What came, changed and went between two builds, and who the entities of its articles were and are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.brief import Brief
from graph.decisions import Decisions
from graph.digest import Digest
from graph.identity import Identity, identity
from graph.lexicon import Lexicon
from graph.resolution_state import State
from graph.shelf import Shelf
from graph.units import UnitKey, unit_key

Article = tuple[Digest, Brief]


@dataclass(slots=True)
class Change:
    """What an update works with: articles as they were and as they are, and the ids that their units had."""

    shelf: Shelf
    lexicon: Lexicon
    decisions: Decisions
    copies: dict[str, str]
    old_copies: dict[str, str]
    old: dict[str, Article] = field(default_factory=dict)
    new: dict[str, Article] = field(default_factory=dict)
    before: dict[UnitKey, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """Return what resolution knows."""
        return self.shelf.state

    def id(self, key: UnitKey) -> str:
        """Return the id of a unit that is there."""
        return self.state.clusters[self.state.roots[key]].id

    def old_id(self, key: UnitKey) -> str:
        """Return the id that a unit had."""
        return self.before[key] if key in self.before else self.id(key)


def identity_values(found: Identity) -> tuple[object, ...]:
    """Return what a node shows of an identity, as plain values."""
    return (found.name, found.aliases, found.reasons, found.row.name if found.row else "")


class Identities(dict[str, Identity]):
    """Identities by id, made when they are asked for."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self.change = change

    def __missing__(self, key: str) -> Identity:
        """Make an identity."""
        change = self.change
        self[key] = found = identity(change.state, change.lexicon, change.decisions, key)
        return found


Ids = dict[str, str]
"""The id of each entity of an article."""


def old_ids(change: Change, about: Brief, copies: Mapping[str, str]) -> Ids:
    """Return the ids that the entities of an article had."""
    return {n.id: change.old_id(unit_key(n, copies[about.source])) for n in about.names}


def new_ids(change: Change, about: Brief) -> Ids:
    """Return the ids of the entities of an article."""
    return {n.id: change.id(unit_key(n, change.copies[about.source])) for n in about.names}
