"""What a change leaves to be made anew: all that its articles tell of, before or now, and what other articles tell of
entities that have another id or name.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.brief import Brief
from graph.change import Change, Identities, Ids, identity_values, new_ids, old_ids
from graph.chunks import EdgeKey
from graph.decisions import Decisions
from graph.digest import Digest
from graph.event_nodes import party_pairs, played
from graph.events import Ends, ends_key
from graph.model import Event, Fact
from graph.names import fold
from graph.relation_edges import ONE_WAY
from graph.units import UnitKey, unit_key


@dataclass(slots=True)
class Asked:
    """What has to be made anew: articles, entities, mentions, relations, events by their ends, pairs of partners."""

    entities: set[str] = field(default_factory=set)
    mentions: set[tuple[str, str]] = field(default_factory=set)
    relations: set[EdgeKey] = field(default_factory=set)
    ends: set[Ends] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def altered(change: Change, lazy: Identities) -> set[str]:
    """Return the ids of the looked-at units whose name, forms or reasons are others; keep the new ones."""
    shelf, found = change.shelf, set()
    ids = {change.id(key) for key in change.before if key in change.state.units}
    for id_ in sorted(ids | {i for i in change.before.values() if i}):
        old = shelf.identities.get(id_)
        if id_ in change.state.homes:
            new = identity_values(lazy[id_])
            if old != new:
                found.add(id_)
        elif old is not None:
            found.add(id_)
    return found


def renamed(change: Change, lazy: Identities, changed: Iterable[str]) -> set[UnitKey]:
    """Return the units whose name as events show it, or whose forms as decisions know them, are others; keep the new."""
    decided = {name for key in (*change.decisions.wrong, *change.decisions.fixes) for name in (key[0], key[2])}
    found: set[UnitKey] = set()
    for id_ in changed:
        old = change.shelf.identities.get(id_)
        if id_ not in change.state.homes:
            del change.shelf.identities[id_]
            continue
        new = identity_values(lazy[id_])
        change.shelf.identities[id_] = new
        if old is None:
            continue
        forms = [{fold(str(f)) for f in (values[0], *values[1])} for values in (old, new)]  # type: ignore[misc]
        if old[0] != new[0] or not decided.isdisjoint(forms[0] ^ forms[1]):
            found.update(change.state.clusters[change.state.homes[id_]].members)
    return found


def ask(asked: Asked, article: Digest, about: Brief, ids: Ids, decisions: Decisions) -> None:
    """Ask for all that an article tells."""
    asked.entities |= set(ids.values())
    asked.mentions |= {(about.source, id_) for id_ in ids.values()}
    for fact in article.facts:
        ask_fact(asked, fact, ids, decisions)


def ask_fact(asked: Asked, fact: Fact, ids: Ids, decisions: Decisions) -> None:
    """Ask for a fact, whatever people may have made of it, and for its ends."""
    if isinstance(fact, Event):
        if all(end in ids for _, end in fact.roles):
            roles = played(fact, ids)
            asked.entities |= {end for _, end in roles}
            asked.ends.add(ends_key(fact.label, roles))
            asked.pairs |= set(party_pairs(roles))
        return
    if fact.head in ids and fact.tail in ids:
        head, tail = ids[fact.head], ids[fact.tail]
        asked.entities |= {head, tail}
        types = {fact.type, *(fix["type"] for fix in decisions.fixes.values() if "type" in fix)}
        both = bool(decisions.fixes) or fact.type in ONE_WAY
        asked.relations |= {(head, t, tail) for t in types} | ({(tail, t, head) for t in types} if both else set())


def told_again(change: Change, asked: Asked, units: set[UnitKey]) -> None:
    """Ask for what other articles tell of units whose id or name is another."""
    sources = {source for key in units for source in change.state.units[key].sources} - change.new.keys()
    for article, about in change.shelf.articles(sources):
        keys = {n.id: unit_key(n, change.copies[about.source]) for n in about.names}
        concerned = {id_ for id_, key in keys.items() if key in units}
        old, new = old_ids(change, about, change.copies), new_ids(change, about)
        asked.mentions |= {(about.source, ids[id_]) for id_ in concerned for ids in (old, new)}
        for fact in article.facts:
            ends = [end for _, end in fact.roles] if isinstance(fact, Event) else [fact.head, fact.tail]
            if not concerned.isdisjoint(ends):
                ask_fact(asked, fact, old, change.decisions)
                ask_fact(asked, fact, new, change.decisions)
