"""A graph brought up to date with articles that came, changed and went, instead of being made anew.

The resolution is updated (``graph.resolve.update``); then the nodes and edges that the articles tell of, before or now,
are made by ``graph.build`` from all articles that tell of them. All others stay as they are. The result is what a build
from nothing makes of the same ledger, to the byte.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.brief import Brief, brief
from graph.build import assemble
from graph.chunks import Delta, EdgeKey
from graph.copies import copy_groups
from graph.decisions import Decisions, relabelled
from graph.digest import Digest, digest
from graph.event_nodes import party_pairs, played
from graph.events import Ends, ends_key
from graph.identity import Identity, Resolution, identity
from graph.ledger import Ledger
from graph.lexicon import Lexicon, lexicon_of
from graph.model import Event, Fact
from graph.names import fold
from graph.ontology import ontology
from graph.registry import Registry
from graph.relation_edges import ONE_WAY
from graph.resolution_state import State
from graph.resolve import Placed, update
from graph.shelf import Shelf
from graph.site import Site, Wanted, article_id
from graph.units import UnitKey, unit_key

TOO_MUCH = 0.2
"""Where more than this share of the articles has changed, a build from nothing is as fast."""
FEW = 50
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


def planted(shelf: Shelf, hashes: Mapping[str, str], site: Site, state: State, registry: Registry) -> None:
    """Fill an empty shelf after a build from nothing; ``hashes`` are those of the readings, by source."""
    lexicon = lexicon_of(registry)
    for article in site.digests:
        source = article.document.source
        shelf.put(hashes[source], site.copies[source], article, brief(article, lexicon))
    shelf.fill(state)
    shelf.identities.fill((key, identity_values(found)) for key, found in site.resolution.identities.items())
    shelf.events.fill((repr(ends), event_values(site, keys)) for ends, keys in site.events.items())


def event_values(site: Site, keys: Iterable[str]) -> list[tuple[str, list[EdgeKey]]]:
    """Return events with the keys of their edges."""
    return [(key, [(e.head, e.type, e.tail) for e in site.graph.edges_of(key)]) for key in keys]


def identity_values(found: Identity) -> tuple[object, ...]:
    """Return what a node shows of an identity, as plain values."""
    return (found.name, found.aliases, found.reasons, found.row.name if found.row else "")


def grown(shelf: Shelf, ledger: Ledger, registry: Registry, decisions: Decisions) -> Delta | None:
    """Bring a shelf up to date with a ledger and return what changes in the graph; None where too much has changed, or
    where people corrected who took part in an event, so that it need not be found where its articles tell of it."""
    if any(ontology().types[key[1]].role for key in (*decisions.wrong, *decisions.fixes)):
        return None
    present = {source: entry.digest for source, entry in ledger.sources().items()}
    kept = shelf.digests()
    stale = {s for s in kept if present.get(s) != kept[s]}
    fresh = sorted(s for s in present if kept.get(s) != present[s])
    if len(stale | set(fresh)) > max(FEW, TOO_MUCH * len(present)):
        return None
    signatures = shelf.signatures()
    lexicon = lexicon_of(registry)
    change = Change(shelf, lexicon, decisions, {}, {source: group for source, (group, _) in signatures.items()})
    change.hashes = {source: present[source] for source in fresh}
    change.old = {a.document.source: (a, about) for a, about in shelf.articles(stale)}
    for source in fresh:
        reading = ledger.reading(source)
        assert reading is not None
        article = digest(relabelled(reading, decisions))
        change.new[source] = article, brief(article, lexicon)
    signed = {s: signature for s, (_, signature) in signatures.items() if s not in stale}
    signed |= {s: article.signature for s, (article, _) in change.new.items()}
    change.copies = copy_groups(signed)
    regroup(change)
    resolved(change)
    return delta(change)


def regroup(change: Change) -> None:
    """Count articles as changed whose group of near copies is another."""
    shifted = [s for s, group in change.copies.items() if s not in change.new and change.old_copies[s] != group]
    for article, about in change.shelf.articles(shifted):
        source = article.document.source
        change.old[source] = change.new[source] = article, about


def resolved(change: Change) -> None:
    """Update the resolution and keep the articles."""
    gone = [placed(about, change.old_copies) for _, about in change.old.values()]
    new = [placed(about, change.copies) for _, about in change.new.values()]
    change.before = update(change.state, change.lexicon, change.decisions, gone, new)
    for source in change.old:
        if source not in change.new:
            change.shelf.drop(source)
    for source, (article, about) in change.new.items():
        if source in change.hashes:
            change.shelf.put(change.hashes[source], change.copies[source], article, about)
        else:
            change.shelf.regroup(source, change.copies[source])


def placed(about: Brief, copies: Mapping[str, str]) -> Placed:
    """Return a brief with its group of near copies."""
    return about, copies[about.source]


@dataclass(slots=True)
class Asked:
    """What has to be made anew: articles, entities, mentions, relations, events by their ends, pairs of partners."""

    entities: set[str] = field(default_factory=set)
    mentions: set[tuple[str, str]] = field(default_factory=set)
    relations: set[EdgeKey] = field(default_factory=set)
    ends: set[Ends] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def delta(change: Change) -> Delta:
    """Return what changes in the graph."""
    asked, lazy = Asked(), Identities(change)
    changed = altered(change, lazy)
    for article, about in change.old.values():
        ask(asked, article, about, old_ids(change, about, change.old_copies), change.decisions)
    for article, about in change.new.values():
        ask(asked, article, about, new_ids(change, about), change.decisions)
    moved = {key for key, id_ in change.before.items() if key in change.state.units and id_ != change.id(key)}
    asked.entities |= {change.before[key] for key in moved} | {change.id(key) for key in moved} | changed
    asked.entities.discard("")
    told_again(change, asked, moved | renamed(change, lazy, changed))
    return made(change, asked, lazy)


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


Ids = dict[str, str]
"""The id of each entity of an article."""


def old_ids(change: Change, about: Brief, copies: Mapping[str, str]) -> Ids:
    """Return the ids that the entities of an article had."""
    return {n.id: change.old_id(unit_key(n, copies[about.source])) for n in about.names}


def new_ids(change: Change, about: Brief) -> Ids:
    """Return the ids of the entities of an article."""
    return {n.id: change.id(unit_key(n, change.copies[about.source])) for n in about.names}


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


def made(change: Change, asked: Asked, lazy: Identities) -> Delta:
    """Make what is asked for, and return it with what has gone."""
    site = Site(*gathered(change, asked, lazy), change.copies, change.decisions, wanted(change, asked))
    assemble(site)
    graph, nodes, edges = site.graph, {}, {}
    own = {article_id(source) for source in change.new}
    for node in graph.nodes():
        if node.id in asked.entities or node.id in own or ontology().labels[node.label].event:
            nodes[node.id] = dict(node.properties)
    for edge in graph.edges():
        edges[edge.head, edge.type, edge.tail] = dict(edge.properties)
    events, event_edges = past_events(change, asked, site)
    gone = {*asked.entities, *events, *(article_id(source) for source in change.old)} - nodes.keys()
    lost = {(article_id(source), "MENTIONS", id_) for source, id_ in asked.mentions} | asked.relations | event_edges
    lost |= {(a, "PARTNERS_WITH", b) for a, b in asked.pairs}
    return Delta(nodes, edges, frozenset(gone), frozenset(lost - edges.keys()))


def wanted(change: Change, asked: Asked) -> Wanted:
    """Return what is asked for as a build takes it."""
    return Wanted(change.new.keys(), asked.entities, asked.mentions, asked.relations, asked.ends, asked.pairs)


def gathered(change: Change, asked: Asked, lazy: Identities) -> tuple[list[Digest], Resolution]:
    """Return the articles that tell of what is asked for, and who is who in them."""
    state = change.state
    sources = set(change.new)
    for id_ in asked.entities:
        if id_ in state.homes:
            for key in state.clusters[state.homes[id_]].members:
                sources.update(state.units[key].sources)
    digests, of = [], {}
    for article, about in change.shelf.articles(sources):
        digests.append(article)
        of.update({(about.source, entity): id_ for entity, id_ in new_ids(change, about).items()})
    return digests, Resolution(lazy, of)


def past_events(change: Change, asked: Asked, site: Site) -> tuple[set[str], set[EdgeKey]]:
    """Return the events that the asked-for ends had, and the keys of their edges; keep those that they have now."""
    nodes: set[str] = set()
    edges: set[EdgeKey] = set()
    for ends in sorted({*asked.ends, *site.events}, key=repr):
        key = repr(ends)
        for event, keys in change.shelf.events.get(key, ()):
            nodes.add(event)
            edges |= set(keys)
        if ends in site.events:
            change.shelf.events[key] = event_values(site, site.events[ends])
        elif key in change.shelf.events:
            del change.shelf.events[key]
    return nodes, edges
