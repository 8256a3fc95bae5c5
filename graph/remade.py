"""The part of the graph that is asked for, made anew from all articles that tell of it, and what has gone with the change."""

from collections.abc import Iterable

from graph.asked import Asked
from graph.build import assemble
from graph.change import Change, Identities, new_ids
from graph.chunks import Delta, EdgeKey
from graph.digest import Digest
from graph.identity import Resolution
from graph.ontology import ontology
from graph.site import Site, Wanted, article_id


def event_values(site: Site, keys: Iterable[str]) -> list[tuple[str, list[EdgeKey]]]:
    """Return events with the keys of their edges."""
    return [(key, [(e.head, e.type, e.tail) for e in site.graph.edges_of(key)]) for key in keys]


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
