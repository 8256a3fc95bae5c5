"""Relations of all articles as edges: one for every (head, type, tail), those told both ways round marked."""

from collections import defaultdict
from typing import Any

from graph.merge import Support, add_conflict, merged, most_said
from graph.model import Relation
from graph.ontology import check_type
from graph.property_graph import Graph
from graph.site import LABELS, Site, add_edge, edge_id, facts_of, plain, supports

ONE_WAY = ("ACQUIRED", "PART_OF", "BASED_ON")


def add_relations(site: Site) -> None:
    """Add one edge for every (head, type, tail), with the evidence of all articles."""
    evidence: dict[tuple[str, str, str], list[Support]] = defaultdict(list)
    said: dict[tuple[str, str, str], dict[str, list[tuple[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for d in site.digests:
        for fact in facts_of(site, d):
            if not isinstance(fact, Relation):
                continue
            head, tail = (site.resolution.of[d.document.source, end] for end in (fact.head, fact.tail))
            key = (head, fact.type, tail)
            if head == tail or not fits(fact.type, head, tail):
                continue
            if site.wanted and key not in site.wanted.relations:
                continue
            evidence[key] += supports(site, d.document, fact.evidence, fact)
            for name, value in fact.properties.items():
                said[key][name].append((site.copies[d.document.source], plain(value)))
    for key in sorted(evidence):
        properties = {name: most_said(values) for name, values in said[key].items()}
        add_edge(site, *key, {**properties, **merged(evidence[key]), "yimai_id": edge_id(*key)})


def fits(type_: str, head: str, tail: str) -> bool:
    """Tell whether the labels of two identities, as they came out in the end, can be ends of this type."""
    found = check_type(type_)
    return LABELS[head[0]] in found.sources and LABELS[tail[0]] in found.targets


def mark_reversals(graph: Graph) -> None:
    """Mark facts that are told in both directions, of which at most one is true."""
    for edge in graph.edges():
        if edge.type in ONE_WAY and graph.network.has_edge(edge.tail, edge.head, key=edge.type):
            properties = graph.network.edges[edge.head, edge.tail, edge.type]
            add_conflict(properties, f"another source tells {edge.type} the other way round")
