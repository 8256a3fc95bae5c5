"""Which entities of different articles are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.digest import Digest
from graph.names import fold, hashed
from graph.property_graph import LETTERS
from graph.registry import Registry, Row


@dataclass(frozen=True, slots=True)
class Identity:
    """One real thing: its yimai_id, label, canonical name, every other form, why they were joined, its registry row."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    reasons: tuple[str, ...]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Identities by yimai_id, and the identity of every (source, entity id)."""

    identities: Mapping[str, Identity]
    of: Mapping[tuple[str, str], str]


def resolve(digests: Sequence[Digest], registry: Registry) -> Resolution:
    """Return which entities are one."""
    identities: dict[str, Identity] = {}
    of: dict[tuple[str, str], str] = {}
    for d in digests:
        for e in d.entities:
            key = LETTERS[e.label] + hashed(e.label, fold(e.name))
            known = identities.get(key)
            aliases = set(e.aliases) | (set(known.aliases) if known else set())
            identities[key] = Identity(key, e.label, e.name, tuple(sorted(aliases)), ())
            of[d.document.source, e.id] = key
    return Resolution(identities, of)
