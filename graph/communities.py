"""Communities that stay where they are: groups of entities that are densely joined.

Each entity, in the order of a hash of its id, moves once to the neighbouring group that modularity gains most by (Louvain,
Blondel et al. 2008); then the groups move as one, and so do theirs. Louvain goes on until nothing gains any more, so that one
article sends most entities of a large network to other groups; three rounds of one move give nearly the same modularity (on
the example graph 0.945 beside 0.944, on a generated network of 17,000 entities 0.42 beside 0.45), and there a tenth as
many entities are elsewhere after ten more articles.
"""

import zlib
from dataclasses import dataclass

from graph.net import Net

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Level:
    """Groups in the order in which they move: keys (the best joined member of each), the facts between two, all facts."""

    keys: list[str]
    joined: list[dict[int, int]]
    strength: list[int]


def scattered(key: str) -> tuple[int, str]:
    """Return what sorts ids by their hashes: one more leaves the order of the others."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")), key


def grouped(found: Net) -> list[list[str]]:
    """Return the communities of a network, the largest first."""
    level, degree = singles(found), dict(zip(found.keys, found.graph.degree(), strict=True))
    members = [[key] for key in level.keys]
    for _ in range(ROUNDS):
        home = moved(level)
        centre: dict[int, str] = {}
        for key, group in zip(level.keys, home, strict=True):
            best = centre.setdefault(group, key)
            centre[group] = min(best, key, key=lambda k: (-degree[k], k))
        groups = sorted(centre, key=lambda group: scattered(centre[group]))
        place = {group: i for i, group in enumerate(groups)}
        together: list[list[str]] = [[] for _ in groups]
        for keys, group in zip(members, home, strict=True):
            together[place[group]] += keys
        level, members = merged(level, [place[group] for group in home], [centre[group] for group in groups]), together
    return sorted(map(sorted, members), key=lambda keys: (-len(keys), keys))


def singles(found: Net) -> Level:
    """Return each entity as a group."""
    keys = sorted(found.keys, key=scattered)
    place = {key: i for i, key in enumerate(keys)}
    where = [place[key] for key in found.keys]
    joined: list[dict[int, int]] = [{} for _ in keys]
    edges = found.graph.get_edgelist()
    for (one, other), weight in zip(edges, found.graph.es["sources"] if edges else [], strict=True):
        a, b = where[one], where[other]
        joined[a][b] = joined[b][a] = weight
    return Level(keys, joined, [sum(weights.values()) for weights in joined])


def moved(level: Level) -> list[int]:
    """Let each group move once, and return where each is: gains are whole numbers, of two as good the first counts."""
    home, held, whole = list(range(len(level.keys))), level.strength.copy(), sum(level.strength)
    for i, (joined, strength) in enumerate(zip(level.joined, level.strength, strict=True)):
        ties: dict[int, int] = {}
        for other, weight in joined.items():
            ties[home[other]] = ties.get(home[other], 0) + weight
        own = best = home[i]
        held[own] -= strength
        most = ties.get(own, 0) * whole - strength * held[own]
        for group, weight in ties.items():
            gain = weight * whole - strength * held[group]
            if gain > most or (gain == most and own != best > group):
                best, most = group, gain
        held[best] += strength
        home[i] = best
    return home


def merged(level: Level, home: list[int], keys: list[str]) -> Level:
    """Return groups of groups as groups: ``home`` is the new place of each, ``keys`` are those of the new ones."""
    joined: list[dict[int, int]] = [{} for _ in keys]
    strength = [0] * len(keys)
    for place, weights, own in zip(home, level.joined, level.strength, strict=True):
        strength[place] += own
        row = joined[place]
        for other, weight in weights.items():
            if home[other] != place:
                row[home[other]] = row.get(home[other], 0) + weight
    return Level(keys, joined, strength)
