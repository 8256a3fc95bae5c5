"""A graph brought up to date with articles that came, changed and went, instead of being made anew.

The resolution is updated (``graph.resolve.update``); then the nodes and edges that the articles tell of, before or now
(``graph.asked``), are made by ``graph.build`` from all articles that tell of them (``graph.remade``). All others stay as
they are. The result is what a build from nothing makes of the same ledger, to the byte.
"""

from collections.abc import Mapping

from graph.asked import Asked, altered, ask, renamed, told_again
from graph.brief import Brief, brief
from graph.change import Change, Identities, identity_values, new_ids, old_ids
from graph.chunks import Delta
from graph.copies import copy_groups
from graph.decisions import Decisions, relabelled
from graph.digest import digest
from graph.ledger import Ledger
from graph.lexicon import lexicon_of
from graph.ontology import ontology
from graph.registry import Registry
from graph.remade import event_values, made
from graph.resolution_state import State
from graph.resolve import Placed, update
from graph.shelf import Shelf
from graph.site import Site

TOO_MUCH = 0.2
"""Where more than this share of the articles has changed, a build from nothing is as fast."""
FEW = 50


def planted(shelf: Shelf, hashes: Mapping[str, str], site: Site, state: State, registry: Registry) -> None:
    """Fill an empty shelf after a build from nothing; ``hashes`` are those of the readings, by source."""
    lexicon = lexicon_of(registry)
    for article in site.digests:
        source = article.document.source
        shelf.put(hashes[source], site.copies[source], article, brief(article, lexicon))
    shelf.fill(state)
    shelf.identities.fill((key, identity_values(found)) for key, found in site.resolution.identities.items())
    shelf.events.fill((repr(ends), event_values(site, keys)) for ends, keys in site.events.items())


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
