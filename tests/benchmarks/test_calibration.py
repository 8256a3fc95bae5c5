import math
import random
import xml.etree.ElementTree as ElementTree

import pytest

from benchmarks.calibration import (
    Bin,
    bins,
    calibration_error,
    diagram,
    interpolated,
    interval,
    isotonic,
    logistic,
    table,
)


def test_bins_hold_their_lower_bound_and_the_last_one_the_end() -> None:
    found = bins([(0.0, False), (0.1, True), (0.19, False), (0.3, True), (0.999, True), (1.0, False)])
    assert [(b.low, b.count, b.right) for b in found] == [(0.0, 1, 0.0), (0.1, 2, 0.5), (0.3, 1, 1.0), (0.9, 2, 0.5)]


def test_the_error_is_the_mean_distance_by_count() -> None:
    assert calibration_error([Bin(0.8, 0.9, 3, 0.8, 0.5), Bin(0.9, 1, 1, 0.9, 1.0)]) == pytest.approx((0.9 + 0.1) / 4)
    assert calibration_error([]) == 0


def test_the_interval_holds_the_share_and_narrows() -> None:
    for share in (0.0, 0.3, 1.0):
        (low, high), (lower, higher) = interval(share, 100), interval(share, 10)
        assert 0 <= lower <= low <= share <= high <= higher <= 1


@pytest.mark.parametrize(
    ("judged", "blocks"),
    [
        ([], []),
        ([(0.2, False), (0.8, True)], [(0.2, 0.0, 1), (0.8, 1.0, 1)]),
        ([(0.2, True), (0.8, False)], [(0.5, 0.5, 2)]),
        ([(0.1, False), (0.3, True), (0.5, False), (0.9, True)], [(0.1, 0.0, 1), (0.4, 0.5, 2), (0.9, 1.0, 1)]),
    ],
)
def test_isotonic_pools_what_falls(judged: list[tuple[float, bool]], blocks: list[tuple[float, float, int]]) -> None:
    assert isotonic(judged) == [pytest.approx(b) for b in blocks]


def test_the_fit_rises_and_finds_what_was_put_in() -> None:
    rng = random.Random(1)
    judged = [(c, rng.random() < c * c) for c in (rng.random() for _ in range(4000))]
    grid, right = table(isotonic(judged), (0.0, 0.3, 0.5, 0.7, 0.9, 1.0))
    assert right == sorted(right)
    assert right[1:5] == [pytest.approx(c * c, abs=0.06) for c in grid[1:5]]


def test_few_facts_make_no_certainty() -> None:
    assert table(isotonic([(0.9, True)] * 2), (0.5, 1.0)) == ([0.5, 1.0], [0.75, 0.75])


@pytest.mark.parametrize(("point", "value"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (1.0, 0.5)])
def test_interpolation_ends_at_the_ends(point: float, value: float) -> None:
    assert interpolated(point, [(0.2, 0.1), (0.4, 0.5)]) == pytest.approx(value)


def test_the_regression_finds_the_weights_that_made_the_data() -> None:
    rng = random.Random(2)
    rows = [[1.0, rng.uniform(-3, 3), float(rng.random() < 0.5)] for _ in range(6000)]
    right = [rng.random() < 1 / (1 + math.exp(1 - 0.8 * odds - 1.5 * ruled)) for _, odds, ruled in rows]
    assert logistic(rows, right) == [pytest.approx(w, abs=0.15) for w in (-1, 0.8, 1.5)]


def test_the_regression_stays_small_where_all_are_right() -> None:
    (weight,) = logistic([[1.0]] * 10, [True] * 10)
    assert 0 < weight < 4


def test_the_diagram_is_sound_and_always_the_same() -> None:
    panels = {"names": bins([(0.95, True), (0.91, False), (0.5, True)]), "relations": []}
    drawn = diagram(panels)
    assert drawn == diagram(panels)
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
