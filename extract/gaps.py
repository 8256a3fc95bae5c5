"""What stands between two entities: the pieces between their nearest mentions, how far, how many other names."""

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

STEPS = (0, 1, 3, 6, 12, 25, 60)  # pieces between two mentions, by classes of about equal size
GAPS = 2 * (len(STEPS) + 1) * 3


def nearest(
    mentions: Sequence[Sequence[int]], owners: Sequence[int], count: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each ordered pair of entities the numbers of their nearest mentions."""
    by_owner: list[list[int]] = [[] for _ in range(count)]
    for m, owner in enumerate(owners):
        by_owner[owner].append(m)
    found = {}
    for i in range(count):
        for j in range(i + 1, count):
            options = [(distance(mentions[a], mentions[b]), a, b) for a in by_owner[i] for b in by_owner[j]]
            if options:
                _, a, b = min(options)
                found[i, j], found[j, i] = (a, b), (b, a)
    return found


def distance(a: Sequence[int], b: Sequence[int]) -> int:
    """Return how many pieces stand between two mentions."""
    return max(b[0] - a[-1] - 1, a[0] - b[-1] - 1, 0)


def gaps(
    mentions: Sequence[Sequence[int]], owners: Sequence[int], count: int, length: int
) -> tuple[NDArray[numpy.float32], NDArray[numpy.int64]]:
    """Return (between, gaps): rows of shape (count, count, length) that average the pieces between the nearest
    mentions of a pair, and the class of their distance, order and the names between."""
    between = numpy.zeros((count, count, length), numpy.float32)
    classes = numpy.zeros((count, count), numpy.int64)
    starts = numpy.array([row[0] for row in mentions])
    for (i, j), (a, b) in nearest(mentions, owners, count).items():
        first, second = (a, b) if mentions[a][0] <= mentions[b][0] else (b, a)
        start, end = mentions[first][-1] + 1, mentions[second][0]
        if end > start:
            between[i, j, start:end] = 1 / (end - start)
        step = sum(end - start > s for s in STEPS)
        names = min(2, int(((starts >= start) & (starts < end)).sum()))
        classes[i, j] = ((first == b) * (len(STEPS) + 1) + step) * 3 + names
    return between, classes
