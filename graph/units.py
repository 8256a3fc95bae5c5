"""What is resolved as a whole: a name wherever it stands, or a doubtful one within one article.

A unit adds up what articles say of it, so that an article is taken out of it as exactly as it was put in.
"""

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from graph.brief import Brief, Named
from graph.lexicon import CROWD, Block

UnitKey = tuple[str, str, str]
"""(label, folded name, group): the group is empty where every article means the same by the name; else it is that of the
article, or tells the row or the maker that context decided for."""
Counts = dict[str, int]
K = TypeVar("K")


@dataclass(slots=True)
class Unit:
    """A name with its ways of writing and other forms, what stands beside it, and where: each with how often.

    ``row`` names the registry row that articles mean by it, ``sources`` are its articles with the reason for the row that
    each gives, ``groups`` the groups of near copies that they belong to; ``seats`` are the organisations of a person,
    ``seated`` the folded names of persons who belong to an organisation. ``fit`` is the row that the rules give a name
    that has none, ``why`` the reason, ``blocks`` where it meets other names.
    """

    key: UnitKey
    written: Counts = field(default_factory=dict)
    aliases: Counts = field(default_factory=dict)
    apart: Counts = field(default_factory=dict)
    context: dict[tuple[str, str], int] = field(default_factory=dict)
    row: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    groups: Counts = field(default_factory=dict)
    seats: dict[UnitKey, int] = field(default_factory=dict)
    seated: Counts = field(default_factory=dict)
    fit: str = ""
    why: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        """Return the most frequent way of writing it, the longest, then the first of equals."""
        return min(self.written, key=lambda n: (-self.written[n], -len(n), n))

    @property
    def reason(self) -> str:
        """Return why it has its row: as its first article says, else as the rules do."""
        return self.sources[min(self.sources)] if self.key[2].startswith(("row:", "maker:")) else self.why


def unit_key(named: Named, group: str) -> UnitKey:
    """Return the key of the unit to which an entity of an article belongs; ``group`` is that of the article."""
    own = f"row:{named.row}" if named.reason and named.row else f"maker:{named.maker}" if named.maker else ""
    return named.label, named.folded, group if named.loose else own


def add(counts: dict[K, int], key: K, sign: int) -> None:
    """Count a key up or down; one that is counted down to nothing is removed."""
    left = counts.get(key, 0) + sign
    if left:
        counts[key] = left
    else:
        del counts[key]


def contribute(units: MutableMapping[UnitKey, Unit], brief: Brief, group: str, sign: int) -> list[UnitKey]:
    """Put what an article says into its units (``sign`` 1), or take it out (-1); return their keys.

    A unit without articles is left empty: whoever resolves removes it.
    """
    keys = [unit_key(named, group) for named in brief.names]
    found: dict[UnitKey, Unit] = {}
    for key, named in zip(keys, brief.names, strict=True):
        unit = found.get(key)
        if unit is None:
            found[key] = unit = units.get(key) or Unit(key, row=named.row)
            register(unit, brief.source, group, named.reason, sign)
        add(unit.written, named.written, sign)
        for alias in named.aliases:
            add(unit.aliases, alias, sign)
    for key, name in others(found):
        add(found[key].apart, name, sign)
    surround(found, keys, brief, sign)
    for key in found:
        units[key] = found[key]
    return list(found)


def register(unit: Unit, source: str, group: str, reason: str, sign: int) -> None:
    """Note that an article names a unit, or no longer does."""
    add(unit.groups, group, sign)
    if sign > 0:
        unit.sources[source] = reason
    else:
        del unit.sources[source]


def others(keys: Iterable[UnitKey]) -> Iterator[tuple[UnitKey, str]]:
    """Yield each unit of an article with each other name of its label there."""
    by_label: dict[str, list[UnitKey]] = {}
    for key in keys:
        by_label.setdefault(key[0], []).append(key)
    for alike in by_label.values():
        names = {key[1] for key in alike}
        yield from ((key, name) for key in alike for name in names if name != key[1])


def surround(units: dict[UnitKey, Unit], keys: Sequence[UnitKey], brief: Brief, sign: int) -> None:
    """Note what facts join to each unit, and who has a post where."""
    for fact in brief.facts:
        ends = [keys[i] for i in fact[:CROWD]]
        for key in ends:
            context = units[key].context
            for other in ends:
                if other != key:
                    add(context, other[:2], sign)
    for person, seat in brief.seats:
        add(units[keys[person]].seats, keys[seat], sign)
        add(units[keys[seat]].seated, keys[person][1], sign)
