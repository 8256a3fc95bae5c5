"""The nodes of articles and of what they name, and the edges that say which article names what."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.identity import Identity
from graph.merge import Support, merged, most_said
from graph.names import HAN, initials, is_latin, pinyin
from graph.site import Properties, Site, add_edge, article_id, edge_id, plain, supports


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
