"""Names into clusters: the surest pairs first, none across a veto or a decision.

Everything here works on the units of whole components: units that no pair, no common row and no decision joins to them
change nothing of what comes out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.decisions import Decisions, pair_key
from graph.lexicon import CROWD, Block, Lexicon, blocks_of
from graph.names import fold
from graph.registry import Row
from graph.rules import Verdict, apart, judge, sentences
from graph.rules.candidate import Candidate
from graph.units import Unit, UnitKey

TORN = 0.1
"""A name that fits two things which are not one, within this difference of score, joins neither."""
CHECKED = 12
FITS = 0.55
"""What a name that the registry does not list must score to take a row: a little more than for two names."""
UNLIKE = Verdict(0.0, ())
DECIDED = Verdict(2.0, ("decision",))
SAID = "said"
"""The kind of the blocks in which names meet that people said are the same."""


class Link(NamedTuple):
    """A pair of units that the rules hold for one: the score, the rules, and the blocks in which the two met."""

    score: float
    rules: tuple[str, ...]
    blocks: tuple[Block, ...]


Link3 = tuple[float, UnitKey, UnitKey, tuple[str, ...]]
"""Score, the two units in order, and the rules."""


def made_candidate(unit: Unit, lexicon: Lexicon) -> Candidate:
    """Return a unit as a candidate."""
    label, folded, group = unit.key
    aliases = frozenset(fold(a) for a in unit.aliases) - {folded}
    row = unit.row or unit.fit
    return Candidate(
        lexicon.grammar.parts(label, unit.name),
        aliases,
        lexicon.rows[label, row] if row else None,
        frozenset(unit.apart) - aliases,
        frozenset(unit.context),
        bool(group) and not unit.row,
    )


def fitted(unit: Unit, candidate: Candidate, lexicon: Lexicon, decisions: Decisions) -> Candidate:
    """Return the candidate with the one registry row that the rules give it, if they give it one; note why."""
    label = unit.key[0]
    unit.fit = unit.why = ""
    if candidate.row is not None or candidate.ambiguous or label == "Person":
        return candidate
    best: dict[str, tuple[Verdict, Row]] = {}
    for form, row in lexicon.near(candidate):
        if decisions.pairs.get(pair_key(label, unit.key[1], row.name)) is False:
            continue
        verdict = judge(candidate, lexicon.candidate(label, form, row))
        if verdict.score >= FITS and verdict.score > best.get(row.name, (UNLIKE, row))[0].score:
            best[row.name] = (verdict, row)
    ranked = sorted(best.values(), key=lambda found: (-found[0].score, found[1].name))
    if not ranked or (len(ranked) > 1 and ranked[0][0].score - ranked[1][0].score < TORN):
        return candidate
    verdict, row = ranked[0]
    unit.fit = row.name
    unit.why = " ".join(sentences()[rule] for rule in verdict.rules)
    return replace(candidate, row=row)


def meeting(unit: Unit, candidate: Candidate, said: Mapping[tuple[str, str], Sequence[Block]]) -> tuple[Block, ...]:
    """Return the blocks in which a unit meets others, sorted; persons meet only where people said so."""
    found = set() if unit.key[0] == "Person" else blocks_of(candidate)
    return tuple(sorted(found.union(said.get(unit.key[:2], ()))))


def said_blocks(decisions: Decisions) -> dict[tuple[str, str], list[Block]]:
    """Return for each (label, folded name) of which people said that it is another one too the blocks of these pairs."""
    found: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for (label, a, b), same in decisions.pairs.items():
        for name in {a, b} if same else ():
            found[label, name].append((label, SAID, f"{a}|{b}"))
    return dict(found)


def pairs_in(block: Block, keys: Sequence[UnitKey]) -> Iterator[tuple[UnitKey, UnitKey]]:
    """Yield the pairs of units that meet in a block (``keys`` are sorted); in a crowded one only neighbours."""
    if block[1] == SAID:
        a, b = block[2].split("|")
        yield from ((x, y) for i, x in enumerate(keys) for y in keys[i + 1 :] if {x[1], y[1]} == {a, b})
        return
    reach = len(keys) if len(keys) <= CROWD else 3
    for i, one in enumerate(keys):
        yield from ((one, other) for other in keys[i + 1 : i + 1 + reach])


def decision_on(one: UnitKey, other: UnitKey, decisions: Decisions) -> bool | None:
    """Return what people decided of two units, None where nothing."""
    if not decisions.pairs or one[0] != other[0]:
        return None
    return decisions.pairs.get(pair_key(one[0], one[1], other[1]))


def verdict_on(one: UnitKey, other: UnitKey, made: Mapping[UnitKey, Candidate], decisions: Decisions) -> Verdict:
    """Return what people or the rules say of two units; units of one row are joined by it and get no verdict."""
    a, b = made[one], made[other]
    if a.row is not None and b.row is not None and (a.row.label, a.row.name) == (b.row.label, b.row.name):
        return UNLIKE
    decided = decision_on(one, other, decisions)
    if decided is not None:
        return DECIDED if decided else UNLIKE
    return judge(a, b)


@dataclass(slots=True)
class Clusters:
    """Union-find over units, with the pair and the rules that joined each to its leader, the first of them."""

    leader: dict[UnitKey, UnitKey]
    members: dict[UnitKey, list[UnitKey]]
    why: dict[UnitKey, list[tuple[UnitKey, UnitKey, tuple[str, ...]]]]

    def root(self, key: UnitKey) -> UnitKey:
        """Return the leader of a unit's cluster."""
        while self.leader[key] != key:
            self.leader[key] = self.leader[self.leader[key]]
            key = self.leader[key]
        return key

    def join(self, one: UnitKey, other: UnitKey, rules: tuple[str, ...]) -> None:
        """Join the clusters of two units."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        self.leader[b] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        self.why[a] = self.why[a] + self.why.pop(b) + [(one, other, rules)]


def alone(keys: Iterable[UnitKey]) -> Clusters:
    """Return units in clusters of their own."""
    found = sorted(keys)
    return Clusters({k: k for k in found}, {k: [k] for k in found}, {k: [] for k in found})


def joined(
    keys: Iterable[UnitKey], made: Mapping[UnitKey, Candidate], links: Sequence[Link3], decisions: Decisions
) -> Clusters:
    """Return the units of whole components in clusters; ``links`` are all links between them."""
    clusters = alone(keys)
    rows: dict[tuple[str, str], UnitKey] = {}
    for key in list(clusters.leader):
        row = made[key].row
        if row is not None:
            clusters.join(rows.setdefault((row.label, row.name), key), key, ("same_row",))
    torn = torn_links(links, made)
    for score, one, other, rules in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        if (one, other) not in torn and can_join(clusters, made, decisions, one, other, score):
            clusters.join(one, other, rules)
    return clusters


def torn_links(links: Iterable[Link3], made: Mapping[UnitKey, Candidate]) -> set[tuple[UnitKey, UnitKey]]:
    """Return the links of units that fit two things which cannot be one about equally well."""
    of: dict[UnitKey, list[tuple[float, UnitKey]]] = defaultdict(list)
    for score, one, other, _ in links:
        of[one].append((score, other))
        of[other].append((score, one))
    torn: set[tuple[UnitKey, UnitKey]] = set()
    for key, found in of.items():
        best = max(score for score, _ in found)
        top = sorted(other for score, other in found if score >= best - TORN)[:CHECKED]
        rivals = [x for i, x in enumerate(top) for y in top[i + 1 :] if apart(made[x], made[y])]
        if rivals and best <= 1.0:
            torn |= {pair for _, other in found for pair in ((key, other), (other, key))}
    return torn


def can_join(
    clusters: Clusters,
    made: Mapping[UnitKey, Candidate],
    decisions: Decisions,
    one: UnitKey,
    other: UnitKey,
    score: float,
) -> bool:
    """Tell whether no member of one cluster is kept from a member of the other."""
    a, b = clusters.root(one), clusters.root(other)
    if a == b:
        return False
    left, right = shown(clusters.members[a], made, one), shown(clusters.members[b], made, other)
    for x in left:
        for y in right:
            decided = decision_on(x, y, decisions)
            if decided is False or (decided is None and score != DECIDED.score and apart(made[x], made[y])):
                return False
    return True


def shown(members: Sequence[UnitKey], made: Mapping[UnitKey, Candidate], own: UnitKey) -> list[UnitKey]:
    """Return the members that stand for a cluster when it is checked: the unit itself, one with a row, the first few."""
    with_row = [key for key in members if made[key].row is not None][:1]
    return list(dict.fromkeys([own, *with_row, *members[:CHECKED]]))
