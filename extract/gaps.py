"""What stands between two entities: the pieces between their nearest mentions, how far, how many other names."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy
from numpy.typing import NDArray

STEPS = (0, 1, 3, 6, 12, 25, 60)  # pieces between two mentions, by classes of about equal size
GAPS = 2 * (len(STEPS) + 1) * 3


def nearest(
    mentions: Sequence[Sequence[int]], owners: Sequence[int], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield each pair of entities with the numbers of their nearest mentions."""
    by_owner: dict[int, list[int]] = {}
    for m, owner in enumerate(owners):
        by_owner.setdefault(owner, []).append(m)
    for i, j in pairs:
        ours, theirs = by_owner[i], by_owner[j]
        if len(ours) == len(theirs) == 1:
            yield i, j, ours[0], theirs[0]
        else:
            yield i, j, *min((distance(mentions[a], mentions[b]), a, b) for a in ours for b in theirs)[1:]


def distance(a: Sequence[int], b: Sequence[int]) -> int:
    """Return how many pieces stand between two mentions."""
    return max(b[0] - a[-1] - 1, a[0] - b[-1] - 1, 0)


def gaps(
    mentions: Sequence[Sequence[int]], owners: Sequence[int], pairs: Sequence[tuple[int, int]]
) -> tuple[NDArray[numpy.int64], NDArray[numpy.int64]]:
    """Return for pairs of entities (stretches, classes), each of shape (pairs, 2): where the pieces between their nearest
    mentions begin and end, and the class of distance, order and names between, for the pair and for the pair turned."""
    stretches: list[tuple[int, int]] = []
    classes: list[list[int]] = []
    starts = sorted(row[0] for row in mentions)
    for _, _, a, b in nearest(mentions, owners, pairs):
        first, second = (a, b) if mentions[a][0] <= mentions[b][0] else (b, a)
        start, end = mentions[first][-1] + 1, mentions[second][0]
        stretches.append((start, max(start, end)))
        step = bisect_left(STEPS, end - start)
        names = min(2, max(0, bisect_left(starts, end) - bisect_left(starts, start)))
        behind = mentions[a][0] > mentions[b][0], mentions[b][0] > mentions[a][0]
        classes.append([(way * (len(STEPS) + 1) + step) * 3 + names for way in behind])
    return numpy.array(stretches, numpy.int64).reshape(-1, 2), numpy.array(classes, numpy.int64).reshape(-1, 2)


def tables(
    mentions: Sequence[Sequence[int]], owners: Sequence[int], count: int, length: int
) -> tuple[NDArray[numpy.float32], NDArray[numpy.int64]]:
    """Return the gaps of all pairs as training wants them: rows of shape (count, count, length) that average the pieces
    between, and classes of shape (count, count)."""
    between = numpy.zeros((count, count, length), numpy.float32)
    classes = numpy.zeros((count, count), numpy.int64)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count) if i in owners and j in owners]
    for (i, j), (start, end), (there, back) in zip(pairs, *gaps(mentions, owners, pairs), strict=True):
        if end > start:
            between[i, j, start:end] = between[j, i, start:end] = 1 / (end - start)
        classes[i, j], classes[j, i] = there, back
    return between, classes
