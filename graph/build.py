"""A stream of readings → the merged graph: resolve the entities, merge the facts, count the sources.

The order in which readings come changes nothing: everything is sorted by source before it is merged.
"""

from collections.abc import Iterable, Sequence

from graph.copies import copy_groups
from graph.decisions import Decisions, relabelled
from graph.digest import Digest, digests
from graph.entity_nodes import add_articles, add_entities, add_mentions
from graph.event_nodes import add_events, add_partners
from graph.model import Reading
from graph.property_graph import Graph
from graph.registry import Registry, shipped
from graph.relation_edges import add_relations, mark_reversals
from graph.resolution_state import State
from graph.resolve import founded
from graph.site import Site


def build(
    readings: Iterable[Reading], *, registry: Registry | None = None, decisions: Decisions | None = None
) -> Graph:
    """Return the graph of readings. The same readings give the same graph, in whatever order they come.

    Of several readings of one source the last counts. ``registry`` is the shipped one by default; ``decisions`` are
    what people decided (``graph.decisions``).
    """
    decided = decisions or Decisions()
    return built(digests(relabelled(r, decided) for r in readings), registry or shipped(), decided)[0].graph


def built(found: Sequence[Digest], registry: Registry, decisions: Decisions) -> tuple[Site, State]:
    """Return the site of a build from nothing, its graph whole, and what resolution knows."""
    copies = copy_groups({d.document.source: d.signature for d in found})
    resolution, state = founded(found, registry, copies, decisions)
    site = Site(found, resolution, copies, decisions)
    assemble(site)
    return site, state


def assemble(site: Site) -> None:
    """Put nodes and edges into the graph of a site."""
    add_articles(site)
    add_entities(site)
    add_mentions(site)
    add_relations(site)
    add_events(site)
    add_partners(site)
    mark_reversals(site.graph)
