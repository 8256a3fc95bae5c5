"""Clusters kept up to date: the components of names whose links may differ are joined anew, all others stay.

Persons come last. They are joined where people said so and where they share an organisation, so that it must be known by
then which organisations are one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.decisions import Decisions
from graph.identity import claimed
from graph.joining import Clusters, Link3, alone, can_join, joined
from graph.resolution_state import PERSON, Cluster, Desk, State, discard, include
from graph.units import UnitKey


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
