"""Links and deals → facts: relations, partnerships and data transactions with date, status and evidence."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from extract.aliases import Cluster
from extract.cleaning.aligned import CleanText
from extract.relations.decide import Link, agreements
from extract.relations.evidence import evidence, supporting, within
from extract.relations.pairs import Place
from extract.relations.people import former, title
from extract.relations.trade import Deal
from extract.values import dates
from graph.model import Document, Event, Evidence, Fact, Relation, Span

ENDED = re.compile("终止|解除|不再合作|到期|停用|下线|结束合作")
FAR = 100  # characters behind an organisation in which a title may stand
NEAREST = 4  # pairs of places of a person and an organisation, between which a title is looked for
PLANNED = re.compile("拟|计划|将于|即将|有望|预计|将在|将与|将为")
# in the clauses of the two names, each of which is NAME; 将近, 已将, 将某某接入 and 虚拟 are no plan
NAME = "\x00"
TO_COME = re.compile(
    rf"(?<![改即已先功面并])将(?![近军其由来{NAME}])|即将|(?<![虚模])拟(?![人合态])|计划(?![)）”》])|预计|(?<!经过)准备|打算|有意(?![义思识见])|有望"
)
LASTS = re.compile(r"已(?!将)[^，。；]{0,4}(?:运行|使用|上线|投入|用了)|运行[^，。；]{0,4}[年月]")
CLAUSE = re.compile("[，。；！？\n]")
CLAUSE_REACH, BETWEEN = (
    30,
    60,
)  # characters before and behind two names, and between them, that may tell whether it has come about


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facts of one article are told from."""

    document: Document
    clean: CleanText
    clusters: Sequence[Cluster]
    places: Sequence[Place]
    sentences: Sequence[Span]

    def entity(self, number: int) -> str:
        """Return the id of an entity by number."""
        return f"e{number + 1}"


def support(scene: Scene, link: Link) -> tuple[tuple[int, ...], Evidence]:
    """Return the sentences that support a link, and the evidence they make."""
    numbers = supporting(scene.sentences, scene.places, (link.head, link.tail), link.start, link.end)
    return numbers, evidence(
        scene.clean, scene.sentences, numbers, scene.document.id, f"{link.rule}: {link.type}", link.chance
    )


def when(scene: Scene, numbers: Sequence[int]) -> str | None:
    """Return the date told in the supporting sentences; the first counts, a later one than the article's only of plans."""
    published = scene.document.date
    for n in numbers:
        text = scene.clean.text[slice(*scene.sentences[n])]
        for day in dates(text, published):
            if not published or PLANNED.search(text) or day.value <= published[: len(day.value)]:
                return day.value
    return None


def about(scene: Scene, link: Link, numbers: Sequence[int]) -> str:
    """Return what stands between the nearest names of a link's two, if that is short, with the rest of their clauses."""
    there = [p for n in numbers for p in within(scene.places, *scene.sentences[n])]
    heads, tails = ([p for p in there if p.owner == number] for number in (link.head, link.tail))
    if not heads or not tails:
        return ""
    near = min(((h, t) for h in heads for t in tails), key=lambda pair: abs(pair[0].start - pair[1].start))
    (start, end), (later, last) = sorted((p.start, p.end) for p in near)
    before = CLAUSE.split(masked(scene, max(0, start - CLAUSE_REACH), start))[-1]
    between = masked(scene, end, later) if later - end <= BETWEEN else ""
    return before + NAME + between + NAME + CLAUSE.split(masked(scene, last, last + CLAUSE_REACH))[0]


def masked(scene: Scene, start: int, end: int) -> str:
    """Return a stretch of text with NAME for each name in it."""
    out, at = "", start
    for place in within(scene.places, start, end):
        if place.start >= at:
            out, at = out + scene.clean.text[at : place.start] + NAME, place.end
    return out + scene.clean.text[at:end]


def relation(scene: Scene, link: Link) -> Relation:
    """Return a link as a relation."""
    numbers, found = support(scene, link)
    properties: dict[str, object] = {}
    if link.type == "AFFILIATED_WITH":
        properties = affiliation(scene, link, numbers)
    return Relation(
        link.type,
        scene.entity(link.head),
        scene.entity(link.tail),
        (found,),
        None if link.type == "AFFILIATED_WITH" else when(scene, numbers),
        None if link.type == "AFFILIATED_WITH" else status_of(about(scene, link, numbers)),
        properties,
    )


def affiliation(scene: Scene, link: Link, numbers: Sequence[int]) -> dict[str, object]:
    """Return the title of a person, and whether it is past."""
    out: dict[str, object] = {}
    there = [p for n in numbers for p in within(scene.places, *scene.sentences[n])]
    people, homes = ([p for p in there if p.owner == number] for number in (link.head, link.tail))
    near = sorted(((abs(p.start - h.start), p, h) for p in people for h in homes), key=itemgetter(0))
    for _, p, h in sorted(near[:NEAREST], key=lambda pair: pair[2].start > pair[1].start):
        person, home = (p.start, p.end), (h.start, h.end)
        near_by = within(scene.places, h.end, max(h.end, p.end) + FAR)
        others = [(o.start, o.end, o.label == "Person") for o in near_by if o.owner not in (link.head, link.tail)]
        if words := title(scene.clean.text, person, home, others):
            out["title"] = words
            break
    if link.former or any(former(scene.clean.text, (p.start, p.end), (h.start, h.end)) for _, p, h in near[:1]):
        out["former"] = True
    return out


def partnership(
    scene: Scene, number: int, parties: Sequence[int], links: Sequence[Link], models: Sequence[int]
) -> Event:
    """Return an agreement as a Partnership: as sure as the least sure of its pairs, since it says that all hold."""
    by_chance = sorted(links, key=lambda k: -k.chance)
    surest, least = by_chance[0], by_chance[-1].chance
    numbers, _ = support(scene, surest)
    proofs = [support(scene, replace(k, chance=least))[1] for k in by_chance]
    distinct = {e.spans: e for e in proofs}  # the surest pair's sentence comes first, told by the least sure rule
    kind = surest.kind or "other"
    guess = surest.status if surest.status in ("announced", "active", "completed") else None
    status = status_of(about(scene, surest, numbers)) or guess
    roles = [("party", scene.entity(p)) for p in parties] + [("concerns", scene.entity(m)) for m in models]
    ordered = tuple(distinct.values())
    return Event(f"p{number}", "Partnership", tuple(roles), ordered, when(scene, numbers), status, {"kind": kind})


def status_of(text: str) -> str | None:
    """Return the status that the words of two names' clauses tell, or None."""
    if ENDED.search(text):
        return "ended"
    return "planned" if TO_COME.search(text) and not LASTS.search(text) else None


def concerned(links: Sequence[Link], parties: Sequence[int], owned: Mapping[int, Sequence[Link]]) -> list[int]:
    """Return the models and data sets that a partnership is about: linked to a party in the same stretch; ``owned`` are the
    links to models by their head."""
    start, end = min(k.start for k in links), max(k.end for k in links)
    return sorted({k.tail for n in parties for k in owned.get(n, ()) if start <= k.start < end})


def transaction(scene: Scene, number: int, deal: Deal) -> Event:
    """Return a deal as a DataTransaction."""
    found = evidence(scene.clean, scene.sentences, deal.sentences[:3], scene.document.id, "deal", deal.chance)
    roles = tuple((role, scene.entity(n)) for role, n in deal.roles)
    properties = dict(deal.values)
    day = properties.pop("date", None)
    return Event(f"t{number}", "DataTransaction", roles, (found,), str(day) if day else None, None, properties)


def facts(scene: Scene, links: Sequence[Link], deals: Sequence[Deal]) -> tuple[Fact, ...]:
    """Return the facts of an article, in the order told."""
    owned: dict[int, list[Link]] = defaultdict(list)
    for k in links:
        if k.type in ("DEVELOPED", "USES"):
            owned[k.head].append(k)
    relations = [relation(scene, k) for k in links if k.type not in ("PARTNERS_WITH", "SAME_DEAL")]
    events = [
        partnership(scene, n, parties, members, concerned(members, parties, owned))
        for n, (parties, members) in enumerate(agreements(links), 1)
    ]
    sold = [transaction(scene, n, deal) for n, deal in enumerate(deals, 1)]
    return (*relations, *events, *sold)
