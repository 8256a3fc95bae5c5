"""Events of all articles as nodes, partnerships and data transactions, with edges to their ends, and the pairwise view of
the partnerships.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from graph.events import Roles, Told, clusters, ends_key
from graph.merge import Support, add_conflict, merged, most_said
from graph.model import Event, Relation
from graph.names import hashed
from graph.ontology import ontology
from graph.property_graph import LETTERS
from graph.site import LABELS, Properties, Site, Wanted, add_edge, edge_id, facts_of, plain, supports


def told_events(site: Site) -> Iterator[Told]:
    """Yield the events of all articles with their ends resolved; a partnership with fewer than two parties is none."""
    for d in site.digests:
        for fact in facts_of(site, d):
            if isinstance(fact, Relation):
                continue
            roles = played(fact, {end: site.resolution.of[d.document.source, end] for _, end in fact.roles})
            if fact.label == "Partnership" and sum(role == "party" for role, _ in roles) < 2:
                continue
            if is_wanted(site.wanted, fact.label, roles):
                yield Told(fact, roles, tuple(supports(site, d.document, fact.evidence, fact)))


def is_wanted(wanted: Wanted | None, label: str, roles: Roles) -> bool:
    """Tell whether an event is asked for, by its ends or by a pair of its parties."""
    if wanted is None or ends_key(label, roles) in wanted.ends:
        return True
    return any(pair in wanted.pairs for pair in party_pairs(roles))


def party_pairs(roles: Roles) -> Iterable[tuple[str, str]]:
    """Return the pairs of the parties of an event."""
    return combinations(sorted(end for role, end in roles if role == "party"), 2)


def played(event: Event, of: Mapping[str, str]) -> Roles:
    """Return the roles of an event with its ends resolved, those that the ends can play; ``of`` maps entities to ids."""
    ends = {(role, of[end]) for role, end in event.roles}
    return frozenset((role, end) for role, end in ends if can_play(event.label, role, LABELS[end[0]]))


@cache
def can_play(label: str, role: str, end: str) -> bool:
    """Tell whether an entity of label ``end`` can have this role in an event of this label."""
    for found in ontology().types.values():
        if found.role == role and label in found.sources + found.targets:
            return end in found.sources + found.targets
    return False


def add_events(site: Site) -> None:
    """Add the event nodes and the edges to their ends."""
    taken: set[str] = set()
    edges = {t.role: t for t in ontology().types.values() if t.role}
    for group in clusters(told_events(site)):
        label = group[0].event.label
        roles = sorted(frozenset().union(*(t.roles for t in group)))
        properties = event_properties(site, group)
        key = event_id(label, roles, properties, taken)
        site.events[ends_key(label, group[0].roles)].append(key)
        site.graph.add_node(label, {**properties, "yimai_id": key, "name": event_name(site, label, roles)})
        for role, end in roles:
            edge = edges[role]
            ends = (key, edge.name, end) if label in edge.sources else (end, edge.name, key)
            part = merged(s for t in group if (role, end) in t.roles for s in t.supports)
            add_edge(site, *ends, {**part, "yimai_id": edge_id(*ends)})


def event_properties(site: Site, group: Sequence[Told]) -> Properties:
    """Return the merged properties of the tellings of one event; figures that differ are a conflict."""
    label = group[0].event.label
    found = merged(s for t in group for s in t.supports)
    for name in ontology().labels[label].properties:
        values = [(t.supports[0].group, plain(t.event.properties.get(name))) for t in group]
        found[name] = most_said([v for v in values if v[1] != "other"]) or most_said(values)
        figures = sorted({v for _, v in values if isinstance(v, (int, float))})
        if len(figures) > 1:
            add_conflict(found, f"{name}: {' or '.join(f'{f:.12g}' for f in figures)}")
    stages = ontology().stage
    said = [t.event.properties.get("stage") for t in group if t.event.properties.get("stage") in stages]
    if said:
        found["stage"] = max((str(s) for s in said), key=stages.index)
    return found


def event_id(label: str, roles: Sequence[tuple[str, str]], properties: Properties, taken: set[str]) -> str:
    """Return the yimai_id of an event, from its ends, kind and date; a number tells equal ones apart."""
    parties = [f"{role}:{end}" for role, end in roles if role in ("party", "dataset")] or [f"{r}:{e}" for r, e in roles]
    parts = [label, str(properties.get("kind") or ""), str(properties.get("date") or ""), *parties]
    number = 0
    while (key := LETTERS[label] + hashed(*parts, str(number))) in taken:
        number += 1
    taken.add(key)
    return key


def event_name(site: Site, label: str, roles: Sequence[tuple[str, str]]) -> str:
    """Return what an event is called: its parties, or its data set, else its sellers and exchanges."""
    names: dict[str, list[str]] = {role: [] for role, _ in roles}
    for role, end in roles:
        names[role].append(site.resolution.identities[end].name)
    for role in ("party", "dataset", "seller", "exchange", "buyer"):
        if names.get(role):
            return " × ".join(sorted(names[role]))
    return ontology().labels[label].zh


def add_partners(site: Site) -> None:
    """Add the pairwise view of the Partnership nodes."""
    graph = site.graph
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in sorted(graph.nodes("Partnership"), key=lambda n: n.id):
        parties = sorted(e.head for e in graph.edges_of(node.id) if e.type == "PARTY_TO")
        for pair in combinations(parties, 2):
            pairs[pair].append(node.id)
    evidence = partner_evidence(site)
    for pair in sorted(pairs):
        if site.wanted and pair not in site.wanted.pairs:
            continue
        nodes = [graph.node(key).properties for key in pairs[pair]]
        dates = sorted(d for n in nodes if (d := n.get("date") or n.get("first_seen")))
        properties: Properties = {
            **merged(evidence[pair]),
            "yimai_id": edge_id(pair[0], "PARTNERS_WITH", pair[1]),
            "kinds": sorted({n["kind"] for n in nodes if n.get("kind")}),
            "partnerships": pairs[pair],
        }
        if dates:
            properties |= {"first_date": dates[0], "last_date": dates[-1]}
        add_edge(site, pair[0], "PARTNERS_WITH", pair[1], properties)


def partner_evidence(site: Site) -> dict[tuple[str, str], list[Support]]:
    """Return the evidence of every pair of parties."""
    found: dict[tuple[str, str], list[Support]] = defaultdict(list)
    for told in told_events(site):
        for pair in party_pairs(told.roles):
            found[pair] += told.supports
    return found
