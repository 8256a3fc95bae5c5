"""Which entities of different articles are one.

Names first: everything that is called alike (one label, one folded form) is one name, whatever the number of articles.
Names meet others in blocks (equal stem, core, alias, university and number, sound), are judged by ``graph.rules``
(``graph.linking``), and are joined from the surest pair down, never across a veto (``graph.regrouping``). Persons, short
forms that several organisations share, and generic names (人民医院) are decided article by article, by context, or left
apart. Nothing depends on the order in which articles come.

``update`` brings what is known up to date with articles that came and went: names that they touch are compared anew, and
of all others only those that a pair, a row or a cluster joins to these. Everything at once is an update of nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.brief import Brief, brief
from graph.decisions import Decisions
from graph.digest import Digest
from graph.identity import Resolution, identity, settle_ids
from graph.joining import said_blocks
from graph.lexicon import Lexicon, lexicon_of
from graph.linking import relinked
from graph.registry import Registry
from graph.regrouping import regroup_people, regrouped
from graph.resolution_state import PERSON, Candidates, Desk, State
from graph.units import UnitKey, contribute, unit_key

Placed = tuple[Brief, str]
"""An article and the group of near copies that it belongs to."""


def resolve(
    digests: Sequence[Digest], registry: Registry, copies: Mapping[str, str], decisions: Decisions
) -> Resolution:
    """Return which entities are one. ``copies`` gives the group of near copies of each source."""
    return founded(digests, registry, copies, decisions)[0]


def founded(
    digests: Sequence[Digest], registry: Registry, copies: Mapping[str, str], decisions: Decisions
) -> tuple[Resolution, State]:
    """Return which entities are one, and what later updates start from."""
    lexicon = lexicon_of(registry)
    placed = [(brief(d, lexicon), copies[d.document.source]) for d in digests]
    state = State()
    update(state, lexicon, decisions, (), placed)
    identities = {key: identity(state, lexicon, decisions, key) for key in state.homes}
    return Resolution(identities, {place: key for p in placed for place, key in homes_of(state, *p)}), state


def homes_of(state: State, about: Brief, group: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the identity of every entity of an article, by (source, entity id)."""
    for named in about.names:
        yield (about.source, named.id), state.clusters[state.roots[unit_key(named, group)]].id


def update(
    state: State, lexicon: Lexicon, decisions: Decisions, gone: Iterable[Placed], new: Iterable[Placed]
) -> dict[UnitKey, str]:
    """Take articles out and put others in; return the former ids (empty where new) of all units that were looked at.

    What comes out depends on the articles that are there in the end, not on how they came.
    """
    desk = Desk(state, lexicon, decisions, Candidates(state.units, lexicon), said_blocks(decisions))
    touched = {key for about, group in gone for key in contribute(state.units, about, group, -1)}
    touched |= {key for about, group in new for key in contribute(state.units, about, group, 1)}
    dirty = relinked(desk, touched)
    before: dict[UnitKey, str] = {}
    moved = regrouped(desk, (key for key in dirty if key[0] != PERSON), before)
    names = {key[1] for key in touched if key[0] == PERSON}
    names |= {name for key in moved if key in state.units for name in state.units[key].seated}
    regroup_people(desk, names, before)
    settle_ids(desk, before)
    return before
