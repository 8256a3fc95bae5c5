"""Chances of pairs → the facts of the document: the best stretch counts, weighed with names and rules."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy

from extract.classes import CLASSES, FORMER, KINDS, SAME_DEAL, STATUSES, SYMMETRIC, links_of
from extract.relations.evidence import apart
from extract.relations.pairs import Floats, Scored
from extract.sureness import RULE_ALONE, Grounds, of_deal, of_fact

# the confidence from which a fact is told: within a point of the best F1 on articles that the fit did not see, and the more
# precise end of it
LEAST = 0.40
ONE_DEAL = 0.5  # the network's chance from which two entities are of one deal
UNLIKELY = 0.05  # chances below this are looked at only where a rule finds the fact
# beside a post that is as sure as the second, one less sure than the first is more often a slip than a second post
WEAK_POST, SURE_POST = 0.6, 0.8
BEARS = "bears its name"  # a rule that asks nothing of the words around, of which the network judges
Key = tuple[str, int, int]  # type, head and tail
INDEX = {name: k for k, name in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Best:
    """The network's best chance of a relation, and the stretch that it is from, with the places of its two among the owners."""

    chance: float
    stretch: Scored
    head: int
    tail: int


@dataclass(frozen=True, slots=True)
class Link:
    """A class that holds between two entities (by number), its chance, the stretch, and the attributes' chances."""

    type: str
    head: int
    tail: int
    chance: float
    start: int
    end: int
    status: str | None
    kind: str | None
    former: bool
    rule: str = "pair scorer"


STATUS_OF = [(name, INDEX[f"status:{name}"]) for name in STATUSES]
KIND_OF = [(name, INDEX[f"kind:{name}"]) for name in KINDS]
TOGETHER = (
    0.6  # the confidence from which two parties of an agreement let a third join them; a weaker pair stays a pair
)


def likeliest(row: Floats, values: Sequence[tuple[str, int]], least: float) -> str | None:
    """Return the most likely value of an attribute if it is likely enough."""
    chance, name = max((row[k], name) for name, k in values)
    return name if chance >= least else None


def link(key: Key, best: Best, chance: float) -> Link:
    """Return what the network says of a relation as a link that is so sure."""
    one = best.stretch
    row = one.pairs[best.head, best.tail]
    if key[0] in SYMMETRIC:
        row = (row + one.pairs[best.tail, best.head]) / 2
    status, former = likeliest(row, STATUS_OF, 0.5), bool(row[INDEX[FORMER]] > 0.5)
    kind = likeliest(row, KIND_OF, 0.25) if key[0] == "PARTNERS_WITH" else None
    return Link(*key, chance, one.start, one.end, status, kind, former)


def links(
    found: Sequence[Scored],
    labels: Sequence[str],
    least: float = 0.0,
    sure: Sequence[Link] = (),
    names: Sequence[float] = (),
    told_in: Mapping[int, Sequence[int]] | None = None,
    beside: Mapping[int, Sequence[int]] | None = None,
) -> list[Link]:
    """Return the links of an article: what the network and the rules (``sure``) say of a pair together, where that is at
    least LEAST and ``least`` sure; ``names`` are the scores of the entities as names, 1 each by default, ``told_in`` the
    sentences that name each, in order, ``beside`` those that are listed beside each."""
    ruled = {(rule.type, rule.head, rule.tail): rule for rule in sure}
    top = strongest(found, labels, ruled)
    out = [
        link(key, best, of_deal(best.chance))
        for key, best in top.items()
        if key[0] == SAME_DEAL and best.chance >= ONE_DEAL
    ]
    for key, grounds in weighed(top, ruled, names or [1.0] * len(labels), told_in or {}, beside or {}):
        rule, share = ruled.get(key), of_fact(grounds)
        if rule and rule.rule == BEARS:
            share = max(share, RULE_ALONE)
        if share >= LEAST:
            told = link(key, top[key], share)
            out.append(agreed(told, rule) if rule else told)
    out += [rule for key, rule in ruled.items() if key not in top]
    return consistent([k for k in out if k.chance >= least])


def weighed(
    top: Mapping[Key, Best],
    ruled: Collection[Key],
    names: Sequence[float],
    told_in: Mapping[int, Sequence[int]],
    beside: Mapping[int, Sequence[int]],
) -> Iterator[tuple[Key, Grounds]]:
    """Yield what speaks for each possible relation and against it; ``top`` is what the network says."""
    of_head, of_tail, of_two = Rivals(), Rivals(), Rivals()
    asked = [key for key in top if key[0] != SAME_DEAL]
    for key in asked:
        kind, a, b = key
        chance = top[key].chance
        for head, tail in ((a, b), (b, a)) if kind in SYMMETRIC else ((a, b),):
            of_head.add((kind, head), chance, key)
            of_tail.add((kind, tail), chance, key)
        of_two.add((min(a, b), max(a, b)), chance, key)
    for key in asked:
        kind, a, b = key
        yield (
            key,
            Grounds(
                kind,
                top[key].chance,
                min(names[a], names[b]),
                key in ruled,
                of_head.beside((kind, a), key),
                of_tail.beside((kind, b), key),
                of_two.beside((min(a, b), max(a, b)), key),
                apart(told_in.get(a, ()), told_in.get(b, ())),
                alike(top, key, beside),
            ),
        )


def alike(top: Mapping[Key, Best], key: Key, beside: Mapping[int, Sequence[int]]) -> float:
    """Return the mean chance of the same fact of those listed beside its head or its tail, 0 where nobody is."""
    kind, a, b = key
    others = [(kind, n, b) for n in beside.get(a, ()) if n != b] + [(kind, a, n) for n in beside.get(b, ()) if n != a]
    if not others:
        return 0.0
    if kind in SYMMETRIC:
        others = [(kind, min(x, y), max(x, y)) for _, x, y in others]
    return sum(top[other].chance for other in others if other in top) / len(others)


class Rivals:
    """The two likeliest facts of each of some groups, so that the likeliest beside a fact is at hand."""

    def __init__(self) -> None:
        self.best: dict[object, list[tuple[float, Key]]] = defaultdict(list)

    def add(self, group: object, chance: float, key: Key) -> None:
        """Take a fact into a group."""
        best = self.best[group]
        if len(best) < 2 or chance > best[1][0]:
            best[1:] = [(chance, key)]
            best.sort(reverse=True)

    def beside(self, group: object, key: Key) -> float:
        """Return the best chance of a group's other facts, 0 where there are none."""
        for chance, other in self.best[group]:
            if other != key:
                return chance
        return 0.0


def strongest(found: Sequence[Scored], labels: Sequence[str], ruled: Collection[Key]) -> dict[Key, Best]:
    """Return by type, head and tail the network's chance, from the stretch that is surest of the pair."""
    top: dict[Key, Best] = {}
    for one, i, j in likely(found, ruled):
        a, b = one.owners[i], one.owners[j]
        chance_of = one.pairs.item
        for name in links_of(labels[a], labels[b]):
            if name in SYMMETRIC and a > b:
                continue
            chance, key = chance_of(i, j, INDEX[name]), (name, a, b)
            if name in SYMMETRIC:
                chance = (chance + chance_of(j, i, INDEX[name])) / 2
            if (chance >= UNLIKELY or key in ruled) and (key not in top or top[key].chance < chance):
                top[key] = Best(chance, one, i, j)
    return top


def likely(found: Sequence[Scored], ruled: Collection[Key]) -> Iterator[tuple[Scored, int, int]]:
    """Yield the pairs among a stretch's owners (by place there) that some class is likely enough for, in either direction,
    or that a rule names."""
    tails: dict[int, set[int]] = defaultdict(set)
    for _, a, b in ruled:
        tails[a].add(b)
    for one in found:
        high = one.pairs.max(-1) >= UNLIKELY
        high |= high.T
        place = {owner: n for n, owner in enumerate(one.owners)}
        for a in tails.keys() & place.keys():
            high[place[a], [place[b] for b in tails[a] & place.keys()]] = True
        yield from ((one, i, j) for i, j in numpy.argwhere(high).tolist() if i != j)


def agreed(scored: Link, ruled: Link) -> Link:
    """Return what a rule and the classifier say together: the rule's stretch, the classifier's attributes."""
    former = scored.former or ruled.former
    return replace(scored, start=ruled.start, end=ruled.end, rule=ruled.rule, former=former)


def consistent(found: list[Link]) -> list[Link]:
    """Drop what cannot hold together: of two directions of one type the surer stays; who developed a model has no USES of
    it; beside a sure post of a person a weak one is a slip."""
    by_pair = {(link.type, link.head, link.tail): link for link in found}
    developed = {(link.head, link.tail): link.chance for link in found if link.type == "DEVELOPED"}
    posts: dict[int, float] = defaultdict(float)
    for link in found:
        if link.type == "AFFILIATED_WITH":
            posts[link.head] = max(posts[link.head], link.chance)
    out = []
    for link in found:
        if link.type == "AFFILIATED_WITH" and link.chance < WEAK_POST and posts[link.head] >= SURE_POST:
            continue
        back = by_pair.get((link.type, link.tail, link.head))
        if back and link.type not in SYMMETRIC and back.chance > link.chance:
            continue
        if link.type == "USES" and developed.get((link.head, link.tail), 0) >= link.chance:
            continue
        if (
            link.type == "DEVELOPED"
            and by_pair.get(("USES", link.head, link.tail))
            and by_pair["USES", link.head, link.tail].chance > link.chance
        ):
            continue
        out.append(link)
    return sorted(out, key=lambda k: (k.start, k.type, k.head, k.tail))


def agreements(found: Sequence[Link]) -> list[tuple[tuple[int, ...], list[Link]]]:
    """Group PARTNERS_WITH links into partnerships: parties that are all linked with one another in one stretch, TOGETHER
    sure or more, are one."""
    pairs = [k for k in found if k.type == "PARTNERS_WITH"]
    linked: dict[int, set[int]] = defaultdict(set)
    by_pair = {}
    for k in pairs:
        linked[k.head].add(k.tail)
        linked[k.tail].add(k.head)
        by_pair[k.head, k.tail] = k
    out, used = [], set()
    for k in pairs:
        if (k.head, k.tail) in used:
            continue
        parties = [k.head, k.tail]
        for other in sorted(linked[k.head] & linked[k.tail]) if k.chance >= TOGETHER else ():
            near = [by_pair.get((min(p, other), max(p, other))) for p in parties]
            if all(
                n
                and n.chance >= TOGETHER
                and n.start < k.end
                and k.start < n.end
                and (min(p, other), max(p, other)) not in used
                for p, n in zip(parties, near, strict=True)
            ):
                parties.append(other)
        parties.sort()
        members = [by_pair[a, b] for n, a in enumerate(parties) for b in parties[n + 1 :]]
        used |= {(m.head, m.tail) for m in members}
        out.append((tuple(parties), members))
    return out
