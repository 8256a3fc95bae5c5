"""Where the nodes stand: communities apart, neighbours together, the same place in build after build.

Each Leiden community is laid out alone (Fruchterman-Reingold) and becomes a disc; the discs are drawn together by the edges
between them and pushed apart until none overlap; each is turned so that its outward edges face where they lead. Everything is
seeded, and nodes that have a place from an earlier export keep it exactly: only the new ones are settled among them.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SPACING = 90.0  # world units between neighbours: room for a label of six characters
GAP = 0.75  # spacings between two discs
ASPECT = 1.5  # pictures are wider than high
WIDTH = 1.3  # stretched at last: names are written across
SMALL = 0.3  # room of a node outside the opening view, against one in it
KEEP_SHARE = 0.6  # with fewer known places than this the whole is laid out anew
SEED = 20250701
Places = Mapping[str, tuple[float, float]]
Points = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Whole coordinates and community number of each node, in the order given; community 0 is the largest."""

    points: list[tuple[int, int]]
    communities: list[int]


def layout(
    ids: Sequence[str],
    pairs: Sequence[Pair],
    *,
    previous: Places | None = None,
    between: Sequence[int] = (),
    large: Sequence[int] | None = None,
) -> Layout:
    """Return places for nodes ``ids`` joined by ``pairs`` of indices; those in ``previous`` stay where they were.

    Nodes ``between`` take no room of their own: each stands in the middle of its neighbours. Those in ``large`` (all by
    default) get room for a label, the others less.
    """
    aside = set(between)
    main = [i for i in range(len(ids)) if i not in aside]
    if not main:
        return Layout([(0, 0)] * len(ids), [0] * len(ids))
    number = {node: k for k, node in enumerate(main)}
    graph = simple(len(main), [(number[a], number[b]) for a, b in pairs if a in number and b in number])
    known = previous or {}
    names = [ids[i] for i in main]
    with seeded():
        groups = communities(graph)
        kept = sum(name in known for name in names) >= KEEP_SHARE * len(names)
        points = settled(names, graph, known) if kept else fresh(graph, groups, rooms(main, large))
    everywhere = np.zeros((len(ids), 2))
    everywhere[main] = np.rint(points if kept else points * (WIDTH, 1.0))
    group_of = np.zeros(len(ids), dtype=int)
    for order, members in enumerate(groups):
        group_of[[main[m] for m in members]] = order
    put_between(everywhere, group_of, between, pairs)
    return Layout([(int(x), int(y)) for x, y in np.rint(everywhere)], group_of.tolist())


def rooms(main: Sequence[int], large: Sequence[int] | None) -> Points:
    """Return the share of SPACING that each node is given."""
    if large is None:
        return np.ones(len(main))
    wanted = set(large)
    return np.array([1.0 if i in wanted else SMALL for i in main])


def put_between(points: Points, group_of: NDArray[np.int64], between: Sequence[int], pairs: Sequence[Pair]) -> None:
    """Put nodes in the middle of their neighbours, a step aside so that several of the same pair can be told apart."""
    near: dict[int, list[int]] = {i: [] for i in between}
    for a, b in pairs:
        for one, two in ((a, b), (b, a)):
            if one in near and two not in near:
                near[one].append(two)
    for k, node in enumerate(between):
        if near[node]:
            points[node] = points[near[node]].mean(axis=0) + SPACING / 4 * np.array([np.cos(2.4 * k), np.sin(2.4 * k)])
            group_of[node] = group_of[near[node][0]]


class seeded:  # noqa: N801  (a context manager, read as a word)
    """igraph draws from a generator of our own while inside."""

    def __enter__(self) -> None:
        import igraph

        igraph.set_random_number_generator(random.Random(SEED))

    def __exit__(self, *_: object) -> None:
        import igraph

        igraph.set_random_number_generator(random)


def simple(count: int, pairs: Sequence[Pair]) -> Any:
    """Return the igraph graph without loops, parallel edges summed into ``weight``."""
    import igraph

    graph = igraph.Graph(n=count, edges=list(pairs))
    graph.es["weight"] = 1
    return graph.simplify(combine_edges="sum")


def communities(graph: Any) -> list[list[int]]:
    """Return groups of nodes, the largest first; all that stand alone form the last group."""
    found = graph.community_leiden(objective_function="modularity", weights="weight", n_iterations=8)
    groups = sorted((sorted(g) for g in found if len(g) > 1), key=lambda g: (-len(g), g[0]))
    alone = sorted(g[0] for g in found if len(g) == 1)
    return [*groups, alone] if alone else groups


def fresh(graph: Any, groups: list[list[int]], room: Points) -> Points:
    """Return places for a graph that was never drawn."""
    local = [disc(graph, members, room[members]) for members in groups]
    radii = np.array([np.abs(p).max() if len(p) > 1 else 0.0 for p in local]) + SPACING * GAP / 2
    centres = discs(graph, groups, radii)
    points = np.empty(graph.vcount(), dtype=complex)
    for members, shape, centre in zip(groups, local, centres, strict=True):
        points[members] = shape + centre
    for members, shape, centre in zip(groups, local, centres, strict=True):
        points[members] = shape * turn(graph, members, shape, centre, points) + centre
    return np.column_stack([points.real, points.imag])


def disc(graph: Any, members: list[int], room: Points) -> NDArray[np.complex128]:
    """Return one community's places around zero."""
    count = len(members)
    if count == 1:
        return np.zeros(1, dtype=complex)
    part = graph.induced_subgraph(members)
    if not part.ecount():
        return sunflower(count) * SMALL
    start = [[float(p.real), float(p.imag)] for p in sunflower(count) / SPACING]
    drawn = part.layout_fruchterman_reingold(seed=start, niter=400 if count < 150 else 120, grid=count > 600)
    points = np.array(drawn.coords)
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    reach = float(np.quantile(np.hypot(*points.T), 0.9)) or 1.0
    points *= SPACING * 0.74 * np.sqrt((room**2).sum()) / reach
    points = apart(points, SPACING * 0.95 * room, steps=40 if count < 300 else 12)
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    result: NDArray[np.complex128] = points[:, 0] + 1j * points[:, 1]
    return result


def sunflower(count: int) -> NDArray[np.complex128]:
    """Return points that fill a disc evenly."""
    index = np.arange(count)
    result: NDArray[np.complex128] = SPACING * 0.7 * np.sqrt(index) * np.exp(1j * index * 2.399963)
    return result


def discs(graph: Any, groups: list[list[int]], radii: Points) -> NDArray[np.complex128]:
    """Return the centres of the communities: joined ones near, none overlapping."""
    count = len(groups)
    group_of = np.empty(graph.vcount(), dtype=int)
    for number, members in enumerate(groups):
        group_of[members] = number
    ends = group_of[np.array(graph.get_edgelist() or [(0, 0)])]
    pull = np.zeros((count, count))
    np.add.at(pull, (ends[:, 0], ends[:, 1]), 1.0)
    pull = pull + pull.T
    np.fill_diagonal(pull, 0)
    pull /= np.maximum(pull.sum(axis=1, keepdims=True), 1)
    spot: NDArray[np.complex128] = sunflower(count) / SPACING * np.sqrt((radii**2).mean()) * 1.6
    spot = spot.real * ASPECT**0.5 + 1j * spot.imag / ASPECT**0.5
    reach = radii[:, None] + radii[None, :]
    steps = 300 if count < 400 else 80
    for step in range(steps):
        gap = spot[:, None] - spot[None, :]
        distance = np.abs(gap)
        np.fill_diagonal(distance, 1.0)
        overlap = np.maximum(reach - distance, 0)
        np.fill_diagonal(overlap, 0)
        weight = radii[None, :] / reach
        push = (gap / np.maximum(distance, 1e-9) * overlap * weight).sum(axis=1)
        toward = (pull * -gap).sum(axis=1)
        cooling = 1 - step / steps
        inward = -(spot.real + 1j * spot.imag * ASPECT)
        spot = spot + 0.6 * push + cooling * (0.10 * toward + 0.02 * inward)
    return spot


def turn(
    graph: Any, members: list[int], shape: NDArray[np.complex128], centre: complex, points: NDArray[np.complex128]
) -> complex:
    """Return the rotation that lets a community's outward edges face where they lead."""
    inside = {m: k for k, m in enumerate(members)}
    total = 0j
    for member, k in inside.items():
        for other in graph.neighbors(member):
            if other not in inside:
                away = points[other] - centre
                total += away / max(abs(away), 1.0) * shape[k].conjugate()
    return total / abs(total) if abs(total) > 1e-9 else 1 + 0j


def apart(points: Points, room: Points, *, free: NDArray[np.bool_] | None = None, steps: int = 40) -> Points:
    """Return the points moved so that few pairs are nearer than the mean of their rooms; only ``free`` ones move."""
    points = points.copy()
    loose = np.ones(len(points), dtype=bool) if free is None else free
    for _ in range(steps):
        near = close_pairs(points, float(room.max()))
        gap = points[near[:, 0]] - points[near[:, 1]]
        distance = np.hypot(*gap.T)
        least = (room[near[:, 0]] + room[near[:, 1]]) / 2
        tight = distance < least
        if not tight.any():
            break
        near, gap, distance, least = near[tight], gap[tight], distance[tight], least[tight]
        same = distance < 1e-6
        gap[same] = np.column_stack([np.cos(near[same, 1]), np.sin(near[same, 1])])
        distance[same] = 1.0
        step = gap / distance[:, None] * ((least - np.where(same, 0, distance)) / 2)[:, None]
        move = np.zeros_like(points)
        np.add.at(move, near[:, 0], step)
        np.add.at(move, near[:, 1], -step)
        points[loose] += move[loose]
    return points


def close_pairs(points: Points, least: float) -> NDArray[np.int64]:
    """Return the pairs of indices nearer than ``least``, found by cells of that size."""
    cells = np.floor(points / least).astype(np.int64)
    cells -= cells.min(axis=0)
    width = int(cells[:, 1].max()) + 3
    key = cells[:, 0] * width + cells[:, 1] + 1
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    found = []
    for shift in (0, 1, width - 1, width, width + 1):
        start = np.searchsorted(ranked, ranked + shift, "left")
        stop = np.searchsorted(ranked, ranked + shift, "right")
        if shift == 0:
            start = np.arange(len(ranked)) + 1
        many = np.maximum(stop - start, 0)
        first = np.repeat(np.arange(len(ranked)), many)
        offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        found.append(np.column_stack([order[first], order[np.repeat(start, many) + offset]]))
    pairs = np.concatenate(found)
    gap = points[pairs[:, 0]] - points[pairs[:, 1]]
    near: NDArray[np.int64] = pairs[np.hypot(*gap.T) < least]
    return near


def settled(ids: Sequence[str], graph: Any, known: Places) -> Points:
    """Return the known places, and for each new node one beside its neighbours or at the lower edge."""
    free = np.array([i not in known for i in ids])
    points = np.array([known.get(i, (0.0, 0.0)) for i in ids], dtype=float)
    placed = ~free
    low = float(points[placed, 1].max()) + 2 * SPACING
    left = float(points[placed, 0].min())
    waiting = np.flatnonzero(free).tolist()
    loose = 0
    while waiting:
        ready = [i for i in waiting if any(placed[j] for j in graph.neighbors(i))]
        for i in ready:
            points[i] = np.mean([points[j] for j in graph.neighbors(i) if placed[j]], axis=0)
            points[i] += SPACING * 0.5 * np.array([np.cos(i), np.sin(i)])
        if not ready:
            ready = waiting[:1]
            points[ready[0]] = (left + loose * 1.5 * SPACING, low)
            loose += 1
        placed[ready] = True
        waiting = [i for i in waiting if not placed[i]]
    return apart(points, np.full(len(points), SPACING * 0.5), free=free) if free.any() else points
