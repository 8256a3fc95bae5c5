"""Which entities of different articles are one.

Names first: everything that is called alike (one label, one folded form) is one name, whatever the number of articles.
Names meet others in blocks (equal stem, core, alias, university and number, sound), are judged by ``graph.rules``, and
are joined from the surest pair down, never across a veto. Persons, short forms that several organisations share, and
generic names (人民医院) are decided article by article, by context, or left apart. Nothing depends on the order in which
articles come.

``update`` brings what is known up to date with articles that came and went: names that they touch are compared anew, and
of all others only those that a pair, a row or a cluster joins to these. Everything at once is an update of nothing.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graph.brief import Brief, brief
from graph.decisions import Decisions
from graph.digest import Digest
from graph.joining import (
    Clusters,
    Link,
    Link3,
    alone,
    can_join,
    fitted,
    joined,
    made_candidate,
    meeting,
    pairs_in,
    said_blocks,
    verdict_on,
)
from graph.lexicon import Block, Lexicon, lexicon_of
from graph.names import fold, hashed, is_latin
from graph.property_graph import LETTERS
from graph.registry import Registry, Row
from graph.rules import Candidate, sentences
from graph.units import Unit, UnitKey, contribute, unit_key

PERSON = "Person"
K = TypeVar("K")
Why = tuple[UnitKey, UnitKey, tuple[str, ...]]
Placed = tuple[Brief, str]
"""An article and the group of near copies that it belongs to."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One real thing: its yimai_id, label, canonical name, every other form, why they were joined, its registry row."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    reasons: tuple[str, ...]
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Identities by yimai_id, and the identity of every (source, entity id)."""

    identities: Mapping[str, Identity]
    of: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Units that are one, sorted, the pairs that joined them, and the id that they have unless an earlier one has it."""

    members: tuple[UnitKey, ...]
    why: tuple[Why, ...]
    claim: str = ""
    id: str = ""


@dataclass(slots=True)
class State:
    """All that resolution knows, each part by key: plain dicts, or tables on disk of which only what is asked for is read.

    ``links`` has every link at both its ends, ``rows`` the units of a registry row, ``roots`` the first unit of each unit's
    cluster, ``clusters`` the clusters by it, ``families`` the persons of one name, ``claims`` the clusters that want an id,
    ``homes`` the cluster that has it.
    """

    units: MutableMapping[UnitKey, Unit] = field(default_factory=dict)
    blocks: MutableMapping[Block, list[UnitKey]] = field(default_factory=dict)
    links: MutableMapping[UnitKey, dict[UnitKey, Link]] = field(default_factory=dict)
    rows: MutableMapping[tuple[str, str], set[UnitKey]] = field(default_factory=dict)
    roots: MutableMapping[UnitKey, UnitKey] = field(default_factory=dict)
    clusters: MutableMapping[UnitKey, Cluster] = field(default_factory=dict)
    families: MutableMapping[str, set[UnitKey]] = field(default_factory=dict)
    claims: MutableMapping[str, set[UnitKey]] = field(default_factory=dict)
    homes: MutableMapping[str, UnitKey] = field(default_factory=dict)


@dataclass(slots=True)
class Desk:
    """What one update works with: the state, the rules' means, and candidates that were made."""

    state: State
    lexicon: Lexicon
    decisions: Decisions
    made: "Candidates"
    said: Mapping[tuple[str, str], list[Block]]
    judged: set[tuple[UnitKey, UnitKey]] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    past: set[UnitKey] = field(default_factory=set)


class Candidates(dict[UnitKey, Candidate]):
    """Units as candidates, made when they are asked for."""

    def __init__(self, units: Mapping[UnitKey, Unit], lexicon: Lexicon) -> None:
        super().__init__()
        self.units, self.lexicon = units, lexicon

    def __missing__(self, key: UnitKey) -> Candidate:
        """Make the candidate of a unit."""
        self[key] = found = made_candidate(self.units[key], self.lexicon)
        return found


def resolve(
    digests: Sequence[Digest], registry: Registry, copies: Mapping[str, str], decisions: Decisions
) -> Resolution:
    """Return which entities are one. ``copies`` gives the group of near copies of each source."""
    return founded(digests, registry, copies, decisions)[0]


def founded(
    digests: Sequence[Digest], registry: Registry, copies: Mapping[str, str], decisions: Decisions
) -> tuple[Resolution, State]:
    """Return which entities are one, and what later updates start from."""
    lexicon = lexicon_of(registry)
    placed = [(brief(d, lexicon), copies[d.document.source]) for d in digests]
    state = State()
    update(state, lexicon, decisions, (), placed)
    identities = {key: identity(state, lexicon, decisions, key) for key in state.homes}
    return Resolution(identities, {place: key for p in placed for place, key in homes_of(state, *p)}), state


def homes_of(state: State, about: Brief, group: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the identity of every entity of an article, by (source, entity id)."""
    for named in about.names:
        yield (about.source, named.id), state.clusters[state.roots[unit_key(named, group)]].id


def update(
    state: State, lexicon: Lexicon, decisions: Decisions, gone: Iterable[Placed], new: Iterable[Placed]
) -> dict[UnitKey, str]:
    """Take articles out and put others in; return the former ids (empty where new) of all units that were looked at.

    What comes out depends on the articles that are there in the end, not on how they came.
    """
    desk = Desk(state, lexicon, decisions, Candidates(state.units, lexicon), said_blocks(decisions))
    touched = {key for about, group in gone for key in contribute(state.units, about, group, -1)}
    touched |= {key for about, group in new for key in contribute(state.units, about, group, 1)}
    dirty = relinked(desk, touched)
    before: dict[UnitKey, str] = {}
    moved = regrouped(desk, (key for key in dirty if key[0] != PERSON), before)
    names = {key[1] for key in touched if key[0] == PERSON}
    names |= {name for key in moved if key in state.units for name in state.units[key].seated}
    regroup_people(desk, names, before)
    settle_ids(desk, before)
    return before


def relinked(desk: Desk, touched: set[UnitKey]) -> set[UnitKey]:
    """Compare the touched units anew, forget those that no article names; return the units whose links may differ."""
    state = desk.state
    desk.past = past = {key for key in touched if not state.units[key].sources}
    dirty = set(touched)
    for key in sorted(touched):
        dirty |= unlink(state, key)
    before: dict[Block, list[UnitKey]] = {}
    for key in sorted(touched):
        unit = state.units[key]
        leave(state, unit, before)
        if key in past:
            del state.units[key]
            continue
        unit.fit = unit.why = ""
        candidate = made_candidate(unit, desk.lexicon)
        desk.made[key] = fitted(unit, candidate, desk.lexicon, desk.decisions)
        unit.blocks = meeting(unit, candidate, desk.said)
        state.units[key] = unit
        enter(state, unit, before)
    for block in sorted(before):
        dirty |= met(desk, block, before[block], touched)
    return dirty - past


def unlink(state: State, key: UnitKey) -> set[UnitKey]:
    """Remove all links of a unit; return the other ends."""
    others = set(state.links.pop(key, {}))
    for other in others:
        cut(state, other, key)
    return others


def cut(state: State, key: UnitKey, other: UnitKey) -> None:
    """Remove one end of a link."""
    links = dict(state.links[key])
    del links[other]
    if links:
        state.links[key] = links
    else:
        del state.links[key]


def leave(state: State, unit: Unit, before: dict[Block, list[UnitKey]]) -> None:
    """Take a unit out of its blocks, its row and its family, as it was; note what the blocks held."""
    for block in unit.blocks:
        held = state.blocks[block]
        before.setdefault(block, held)
        left = [key for key in held if key != unit.key]
        if left:
            state.blocks[block] = left
        else:
            del state.blocks[block]
    named = unit.row or unit.fit
    if named:
        discard(state.rows, (unit.key[0], named), unit.key)
    if unit.key[0] == PERSON:
        discard(state.families, unit.key[1], unit.key)


def discard(table: MutableMapping[K, set[UnitKey]], key: K, unit: UnitKey) -> None:
    """Take a unit out of a set of a table."""
    left = table.get(key, set()) - {unit}
    if left:
        table[key] = left
    elif key in table:
        del table[key]


def include(table: MutableMapping[K, set[UnitKey]], key: K, unit: UnitKey) -> None:
    """Put a unit into a set of a table."""
    held = table.get(key, set())
    held.add(unit)
    table[key] = held


def enter(state: State, unit: Unit, before: dict[Block, list[UnitKey]]) -> None:
    """Put a unit into its blocks, its row and its family; note what the blocks held."""
    for block in unit.blocks:
        held = state.blocks.get(block, [])
        if block not in before:
            before[block] = list(held)
        insort(held, unit.key)
        state.blocks[block] = held
    named = unit.row or unit.fit
    if named:
        include(state.rows, (unit.key[0], named), unit.key)
    if unit.key[0] == PERSON:
        include(state.families, unit.key[1], unit.key)


def met(desk: Desk, block: Block, before: Sequence[UnitKey], touched: set[UnitKey]) -> set[UnitKey]:
    """Bring the links of a block up to date; return the ends of those that came or went.

    Pairs of untouched units that met before keep their link, or that they have none.
    """
    state = desk.state
    known = {p for p in pairs_in(block, before) if touched.isdisjoint(p)}
    present = set(pairs_in(block, state.blocks.get(block, ())))
    changed: set[UnitKey] = set()
    for one, other in known - present:
        link = state.links.get(one, {}).get(other)
        if link is not None:
            rest = tuple(b for b in link.blocks if b != block)
            if rest:
                tie(state, one, other, link._replace(blocks=rest))
            else:
                cut(state, one, other)
                cut(state, other, one)
                changed |= {one, other}
    for one, other in present - known:
        link = state.links.get(one, {}).get(other)
        if link is not None:
            tie(state, one, other, link._replace(blocks=tuple(sorted({*link.blocks, block}))))
            continue
        if (one, other) in desk.judged:
            continue
        verdict = verdict_on(one, other, desk.made, desk.decisions)
        if verdict.same:
            tie(state, one, other, Link(verdict.score, verdict.rules, (block,)))
            changed |= {one, other}
        else:
            desk.judged.add((one, other))
    return changed


def tie(state: State, one: UnitKey, other: UnitKey, link: Link) -> None:
    """Put a link between two units, in place of the one that they have."""
    for key, end in ((one, other), (other, one)):
        links = state.links.get(key) or {}
        links[end] = link
        state.links[key] = links


def regrouped(desk: Desk, dirty: Iterable[UnitKey], before: dict[UnitKey, str]) -> set[UnitKey]:
    """Put the components of these units into clusters anew; return the units whose cluster has another first unit."""
    past = [key for key in desk.past if key[0] != PERSON]
    found = component(desk.state, dirty, past)
    clusters = joined(found, desk.made, list(links_among(desk.state, found)), desk.decisions)
    return settle(desk, clusters, past, before)


def component(state: State, dirty: Iterable[UnitKey], past: Iterable[UnitKey]) -> set[UnitKey]:
    """Return the units that links, rows or their former clusters join to these, persons left out."""
    waiting = list(dirty)
    for key in past:
        waiting += mates(state, key)
    found: set[UnitKey] = set()
    seen: set[tuple[str, str]] = set()
    while waiting:
        key = waiting.pop()
        if key in found or key not in state.units:
            continue
        found.add(key)
        waiting += [*mates(state, key), *state.links.get(key, ())]
        unit = state.units[key]
        row = (key[0], unit.row or unit.fit)
        if row[1] and row not in seen:
            seen.add(row)
            waiting += state.rows[row]
    return found


def mates(state: State, key: UnitKey) -> tuple[UnitKey, ...]:
    """Return the members of the cluster in which a unit was."""
    root = state.roots.get(key)
    return state.clusters[root].members if root is not None else ()


def links_among(state: State, keys: set[UnitKey]) -> Iterator[Link3]:
    """Yield every link between these units once."""
    for one in keys:
        for other, link in state.links.get(one, {}).items():
            if one < other and other in keys:
                yield link.score, one, other, link.rules


def settle(desk: Desk, clusters: Clusters, past: Iterable[UnitKey], before: dict[UnitKey, str]) -> set[UnitKey]:
    """Put new clusters in the place of those in which their units were; return the units whose first unit is another."""
    state, moved = desk.state, set(past)
    units = [*past, *clusters.leader]
    for root in {state.roots[key] for key in units if key in state.roots}:
        dissolve(desk, root, before)
    for key in units:
        before.setdefault(key, "")
    former = {key: state.roots.pop(key, None) for key in units}
    for root, members in clusters.members.items():
        why = tuple(w for w in clusters.why[root] if w[2][0] != "same_row")
        claim = claimed([state.units[m] for m in members])
        state.clusters[root] = Cluster(tuple(members), why, claim)
        for member in members:
            state.roots[member] = root
            if former[member] != root:
                moved.add(member)
        include(state.claims, claim, root)
        desk.claims.add(claim)
    return moved


def dissolve(desk: Desk, root: UnitKey, before: dict[UnitKey, str]) -> None:
    """Remove a cluster; note the id that its members had."""
    state = desk.state
    cluster = state.clusters.pop(root)
    desk.claims.add(cluster.claim)
    for member in cluster.members:
        before.setdefault(member, cluster.id)
    discard(state.claims, cluster.claim, root)
    if state.homes.get(cluster.id) == root:
        del state.homes[cluster.id]


def regroup_people(desk: Desk, names: set[str], before: dict[UnitKey, str]) -> None:
    """Put the persons of these names into clusters anew: those whom people joined, and who share an organisation."""
    state, found = desk.state, kin(desk.decisions, names)
    persons = [key for name in sorted(found) for key in sorted(state.families.get(name, ()))]
    clusters = alone(persons)
    for score, one, other, rules in sorted(links_among(state, set(persons)), key=lambda k: (-k[0], k[1], k[2])):
        if can_join(clusters, desk.made, desk.decisions, one, other, score):
            clusters.join(one, other, rules)
    seats: dict[tuple[str, UnitKey], set[UnitKey]] = defaultdict(set)
    for person in persons:
        for seat in state.units[person].seats:
            seats[person[1], state.roots.get(seat, seat)].add(person)
    for place in sorted(seats):
        first, *others = sorted(seats[place])
        for other in others:
            clusters.join(first, other, ("shared_organisation",))
    settle(desk, clusters, [key for key in desk.past if key[0] == PERSON], before)


def kin(decisions: Decisions, names: Iterable[str]) -> set[str]:
    """Return names of persons with those of which people said that they are the same."""
    found, waiting = set[str](), list(names)
    said = [(a, b) for (label, a, b), same in decisions.pairs.items() if same and label == PERSON]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for pair in said if name in pair for other in pair]
    return found


def claimed(members: Sequence[Unit]) -> str:
    """Return the id that the name of a cluster gives it; one that means something in its articles alone has none."""
    label, _, group = members[0].key
    row = row_of(members)
    parts = [label, fold(row or canonical(members))]
    if label == PERSON or (group and not row):
        return LETTERS[label] + hashed(*parts, first_group(members), group)
    return LETTERS[label] + hashed(*parts)


def first_group(members: Sequence[Unit]) -> str:
    """Return the first of the groups of articles that name a cluster."""
    return min(min(m.groups) for m in members)


def row_of(members: Sequence[Unit]) -> str:
    """Return the name of the registry row of a cluster, empty where it has none."""
    return next((m.row or m.fit for m in members if m.row or m.fit), "")


def settle_ids(desk: Desk, before: dict[UnitKey, str]) -> None:
    """Give clusters their ids: of several that want one the first has it, the others one of their own."""
    state = desk.state
    for claim in sorted(desk.claims):
        for number, root in enumerate(sorted(state.claims.get(claim, ()))):
            cluster = state.clusters[root]
            id_ = claim if not number else claim[0] + hashed(claim, *root)
            if cluster.id != id_:
                for member in cluster.members if cluster.id else ():
                    before.setdefault(member, cluster.id)
                if state.homes.get(cluster.id) == root:
                    del state.homes[cluster.id]
                state.clusters[root] = replace(cluster, id=id_)
            state.homes[id_] = root


def identity(state: State, lexicon: Lexicon, decisions: Decisions, key: str) -> Identity:
    """Return the identity of an id: its name, forms and reasons."""
    cluster = state.clusters[state.homes[key]]
    members = [state.units[m] for m in cluster.members]
    label, named = members[0].key[0], row_of(members)
    row = lexicon.rows[label, named] if named else None
    name = row.name if row else canonical(members)
    forms = {form for m in members for form in m.written} | {a for m in members for a in m.aliases}
    forms |= set(row.forms) if row else set()
    chosen = {decisions.names[k] for f in sorted({name, *forms}) if (k := (label, fold(f))) in decisions.names}
    forms |= {name}
    name = min(chosen, default=name)
    why = tuple(reasons(members, cluster.why))
    return Identity(key, label, name, tuple(sorted(forms - {name})), why, row)


def canonical(members: Sequence[Unit]) -> str:
    """Return the fullest name of hospitals and institutions, the most frequent one of all others."""
    written: dict[str, int] = defaultdict(int)
    for m in members:
        for name, count in m.written.items():
            written[name] += count
    if members[0].key[0] in ("Hospital", "Institution"):
        return min(written, key=lambda n: (is_latin(n), -len(n), -written[n], n))
    return min(written, key=lambda n: (is_latin(n) and not all(map(is_latin, written)), -written[n], -len(n), n))


def reasons(members: Sequence[Unit], why: Iterable[Why]) -> Iterator[str]:
    """Yield why each form belongs to the name, a sentence a form, sorted."""
    said = sentences() | {
        "shared_organisation": "Persons of one name who share an organisation.",
        "decision": "A person decided so.",
    }
    found: set[str] = set()
    for unit in members:
        row = unit.row or unit.fit
        if row and fold(unit.name) != fold(row):
            found.add(f"{unit.name} = {row}: {unit.reason or 'The registry lists this form.'}")
    for one, other, rules in why:
        if rules[0] not in ("same_row", "same_name"):
            names = " = ".join(dict.fromkeys(sorted((one[1], other[1]))))
            found.add(f"{names}: {' '.join(said.get(rule, rule) for rule in rules)}")
    yield from sorted(found)
