"""A stream of readings → the merged graph: resolve the entities, merge the facts, count the sources.

The order in which readings come changes nothing: everything is sorted by source before it is merged.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

from graph.copies import copy_groups
from graph.decisions import Decisions, corrected, relabelled
from graph.digest import Digest, digests
from graph.events import Ends, Roles, Told, clusters, ends_key
from graph.identity import Identity, Resolution
from graph.merge import Support, add_conflict, merged, most_said
from graph.model import Document, Event, Evidence, Fact, Reading, Relation
from graph.names import HAN, hashed, initials, is_latin, pinyin
from graph.ontology import check_type, ontology
from graph.property_graph import LETTERS, Graph
from graph.registry import Registry, shipped
from graph.resolution_state import State
from graph.resolve import founded

ONE_WAY = ("ACQUIRED", "PART_OF", "BASED_ON")
LABELS = {letter: label for label, letter in LETTERS.items()}
"""The label of a node by the first letter of its yimai_id."""
Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a build is asked for where it is not asked for everything: articles by source, entities, mentions as (source,
    entity), relations as (head, type, tail), events by their ends, and pairs of partners. What is asked for comes out
    whole if all articles are there that tell of it.
    """

    articles: Container[str]
    entities: Container[str]
    mentions: Container[tuple[str, str]]
    relations: Container[tuple[str, str, str]]
    ends: Container[Ends]
    pairs: Container[tuple[str, str]]


@dataclass(slots=True)
class Site:
    """What a build works with: the digests, who is who, which articles are copies, and the graph that grows.

    ``events`` are the events that came of the same ends.
    """

    digests: Sequence[Digest]
    resolution: Resolution
    copies: Mapping[str, str]
    decisions: Decisions
    wanted: Wanted | None = None
    graph: Graph = field(default_factory=Graph)
    events: dict[Ends, list[str]] = field(default_factory=lambda: defaultdict(list))


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


def add_edge(site: Site, head: str, type_: str, tail: str, properties: Properties) -> None:
    """Add an edge; where not everything is asked for, ends that are not there are put there by their id alone."""
    if site.wanted is not None:
        for key in (head, tail):
            if key not in site.graph.network:
                site.graph.network.add_node(key, label=LABELS[key[0]], name="")
    site.graph.add_edge(head, type_, tail, properties)


def article_id(source: str) -> str:
    """Return the yimai_id of the Article node of a source."""
    return LETTERS["Article"] + hashed("Article", source)


def add_articles(site: Site) -> None:
    """Add the Article nodes."""
    for d in site.digests:
        document = d.document
        if site.wanted and document.source not in site.wanted.articles:
            continue
        first = site.copies[document.source]
        properties: Properties = {
            "yimai_id": article_id(document.source),
            "name": document.title or document.source,
            "content_hash": document.id,
            "copy_of": article_id(first) if first != document.source else None,
        }
        for name in ("title", "author", "publisher", "url", "source", "date"):
            properties[name] = getattr(document, name)
        site.graph.add_node("Article", properties)


def supports(site: Site, document: Document, evidence: Iterable[Evidence], fact: Fact | None = None) -> list[Support]:
    """Return evidence with its article, copy group, and the date and status that the fact has in this article."""
    date, status = (fact.date or "", fact.status or "") if fact else ("", "")
    key, group = article_id(document.source), site.copies[document.source]
    return [Support(key, document.source, group, document.date or "", e, date, status) for e in evidence]


def add_entities(site: Site) -> None:
    """Add a node for every identity that an article names."""
    evidence: dict[str, list[Support]] = defaultdict(list)
    said: dict[str, dict[str, list[tuple[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for d in site.digests:
        for entity in d.entities:
            key = site.resolution.of[d.document.source, entity.id]
            if site.wanted and key not in site.wanted.entities:
                continue
            evidence[key] += supports(site, d.document, entity.evidence)
            for name, value in entity.properties.items():
                said[key][name].append((site.copies[d.document.source], plain(value)))
    for key in sorted(evidence):
        identity = site.resolution.identities[key]
        properties = {name: most_said(values) for name, values in said[key].items()}
        site.graph.add_node(identity.label, {**properties, **one_an_article(evidence[key]), **naming(identity)})


def one_an_article(found: Iterable[Support]) -> Properties:
    """Return the merged evidence of a node, the best piece of each article."""
    best: dict[str, Support] = {}
    for s in sorted(found, key=lambda s: (-s.evidence.confidence, s.evidence.spans)):
        best.setdefault(s.article, s)
    return merged(best.values())


def plain(value: object) -> object:
    """Return a scalar or a list of scalars as such, anything else as text."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else str(value)


def naming(identity: Identity) -> Properties:
    """Return what a node is called, how it is searched, and what the registry knows of it."""
    facts = identity.row.facts if identity.row else {}
    chinese = [form for form in (identity.name, *sorted(identity.aliases)) if HAN.search(form)]
    return {
        "yimai_id": identity.id,
        "name": identity.name,
        "aliases": sorted(identity.aliases),
        "english": sorted(form for form in identity.aliases if is_latin(form)),
        "pinyin": list(dict.fromkeys(map(pinyin, chinese))),
        "initials": list(dict.fromkeys(map(initials, chinese))),
        "reasons": list(identity.reasons),
        **{f"registry_{k}": list(v) if isinstance(v, tuple) else v for k, v in facts.items()},
    }


def add_mentions(site: Site) -> None:
    """Add what each article names, and how often."""
    for d in site.digests:
        counts: dict[str, int] = defaultdict(int)
        for entity in d.entities:
            counts[site.resolution.of[d.document.source, entity.id]] += max(1, len(entity.mentions))
        article = article_id(d.document.source)
        for key in sorted(counts):
            if site.wanted is None or (d.document.source, key) in site.wanted.mentions:
                own = {"yimai_id": edge_id(article, "MENTIONS", key), "count": counts[key]}
                add_edge(site, article, "MENTIONS", key, own)


def edge_id(head: str, type_: str, tail: str) -> str:
    """Return the yimai_id of an edge."""
    return "R" + hashed(head, type_, tail)


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


def facts_of(site: Site, digest: Digest) -> Iterator[Fact]:
    """Yield the facts of an article as people left them, those of which all ends are entities of it."""
    source, known = digest.document.source, {e.id for e in digest.entities}
    for fact in digest.facts:
        ends = [fact.head, fact.tail] if isinstance(fact, Relation) else [end for _, end in fact.roles]
        if not fact.evidence or not known.issuperset(ends):
            continue
        if not site.decisions.wrong and not site.decisions.fixes:
            yield fact
            continue
        forms = {end: forms_of(site.resolution.identities[site.resolution.of[source, end]]) for end in ends}
        left = corrected(fact, site.decisions, forms)
        if left is not None:
            yield left


def forms_of(identity: Identity) -> tuple[str, ...]:
    """Return all names by which people know an identity."""
    return (identity.name, *identity.aliases)


def fits(type_: str, head: str, tail: str) -> bool:
    """Tell whether the labels of two identities, as they came out in the end, can be ends of this type."""
    found = check_type(type_)
    return LABELS[head[0]] in found.sources and LABELS[tail[0]] in found.targets


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
            add_conflict(found, f"{name}: {' or '.join(f'{f:g}' for f in figures)}")
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


def mark_reversals(graph: Graph) -> None:
    """Mark facts that are told in both directions, of which at most one is true."""
    for edge in graph.edges():
        if edge.type in ONE_WAY and graph.network.has_edge(edge.tail, edge.head, key=edge.type):
            properties = graph.network.edges[edge.head, edge.tail, edge.type]
            add_conflict(properties, f"another source tells {edge.type} the other way round")
