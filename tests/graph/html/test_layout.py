import numpy as np

from graph.html.layout import apart, close_pairs, layout


def cliques(groups: int, size: int) -> tuple[list[str], list[tuple[int, int]]]:
    ids = [f"n{i}" for i in range(groups * size)]
    pairs = [(g * size + a, g * size + b) for g in range(groups) for a in range(size) for b in range(a)]
    return ids, pairs + [(g * size, (g + 1) % groups * size) for g in range(groups)]


def test_communities_stand_apart() -> None:
    ids, pairs = cliques(5, 8)
    drawn = layout(ids, pairs)
    points = np.array(drawn.points, dtype=float)
    assert len(set(drawn.communities)) == 5
    centres = {
        c: points[[k for k, d in enumerate(drawn.communities) if d == c]].mean(axis=0) for c in set(drawn.communities)
    }
    near = [min(centres, key=lambda c: float(np.hypot(*(p - centres[c])))) for p in points]
    assert sum(a == b for a, b in zip(near, drawn.communities, strict=True)) >= 38


def test_the_same_graph_is_drawn_the_same() -> None:
    ids, pairs = cliques(4, 6)
    assert layout(ids, pairs) == layout(ids, pairs)


def test_known_nodes_stay_and_new_ones_come_beside_their_neighbours() -> None:
    ids, pairs = cliques(3, 6)
    first = layout(ids, pairs)
    stood = {i: (float(x), float(y)) for i, (x, y) in zip(ids, first.points, strict=True)}
    again = layout([*ids, "new", "alone"], [*pairs, (18, 0), (18, 1)], previous=stood)
    assert again.points[:18] == first.points
    near = np.hypot(*(np.array(again.points[18]) - np.mean([first.points[0], first.points[1]], axis=0)))
    assert near < 300


def test_no_nodes_one_node_and_no_edges() -> None:
    assert layout([], []).points == []
    assert len(layout(["a"], []).points) == 1
    assert len(set(layout(list("abcdef"), []).points)) == 6


def test_a_partnership_stands_between_its_parties() -> None:
    drawn = layout(["a", "b", "c"], [(0, 1), (0, 2), (1, 2)], between=[2])
    middle = np.mean([drawn.points[0], drawn.points[1]], axis=0)
    assert np.hypot(*(np.array(drawn.points[2]) - middle)) < 40


def test_points_are_pushed_apart() -> None:
    points = apart(np.zeros((9, 2)), np.full(9, 10.0), steps=200)
    assert len(close_pairs(points, 8.0)) == 0
