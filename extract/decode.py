"""Chances of tags → names: first where each begins and ends, by all labels together, then its label.

A Viterbi search (1967) over outside, first and inner; a bound inside what ordinary text writes as one word (集|团) costs.
"""

import numpy
from numpy.typing import NDArray

from extract.cleaning.bigrams import bonds
from extract.tokens import LABELS, Pieces
from graph.model import Mention

Floats = NDArray[numpy.float32]
NEVER = -1e4
GOES_ON = 1.0  # log odds for going on inside a name: the encoder cuts unseen ends short more often than it overruns
BOND = 0.5  # log odds a bit of mutual information of two characters, for a bound between them …
FREE = 4.0  # … beyond so many bits
OUTSIDE, FIRST, INNER = range(3)
SURELY = 0.9995  # the chance from which a piece is outside whatever stands beside it


def bounds(chances: Floats, tied: Floats) -> list[int]:
    """Return OUTSIDE, FIRST or INNER for each piece of (pieces, tags) chances.

    ``tied`` (pieces,) is how many bits tie each piece to the one before it. The search stops where a piece is surely outside
    and begins anew behind it: most of an article is so.
    """
    three = numpy.stack([chances[:, 0], chances[:, 1::2].sum(1), chances[:, 2::2].sum(1)], 1)
    logs = numpy.log(three + 1e-9)
    price = numpy.append(-BOND * numpy.maximum(tied - FREE, 0), 0)
    tags = [OUTSIDE] * len(three)
    open_ = numpy.concatenate(([False], three[:, 0] < SURELY, [False]))
    begins, ends = numpy.flatnonzero(open_[1:] > open_[:-1]), numpy.flatnonzero(open_[1:] < open_[:-1])
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        tags[begin:end] = searched(logs[begin:end].tolist(), price[begin : end + 1].tolist())
    return tags


def searched(logs: list[list[float]], price: list[float]) -> list[int]:
    """Return the likeliest row of OUTSIDE, FIRST and INNER for pieces between two that are outside; ``price`` has one more,
    for a bound behind the last."""
    (log_outside, log_first, _), *more = logs
    outside, first, inner = log_outside, price[0] + log_first, NEVER
    back = []
    for (log_outside, log_first, log_inner), cost in zip(more, price[1:-1], strict=True):
        named, name = (first, FIRST) if first >= inner else (inner, INNER)
        best, last = (outside, OUTSIDE) if outside >= named else (named, name)
        ended, end = (outside, OUTSIDE) if outside >= named + cost else (named + cost, name)
        back.append((end, last, name))
        outside, first, inner = ended + log_outside, best + cost + log_first, named + GOES_ON + log_inner
    ways = (outside, first + price[-1], inner + price[-1])
    tags = [ways.index(max(ways))]
    for pointers in reversed(back):
        tags.append(pointers[tags[-1]])
    return tags[::-1]


def ties(text: str, offsets: list[tuple[int, int]]) -> Floats:
    """Return for each piece how many bits tie its first character to the one before it; 0 where none stands there."""
    found: Floats = bonds(text)[[start for start, _ in offsets]].astype(numpy.float32)
    return found


def names(text: str, cut: Pieces, chances: Floats) -> list[Mention]:
    """Return the names of a window; a score is the geometric mean of the chance that it is a name and that of its label."""
    inner = slice(1, len(cut.ids) - 1)  # without [CLS] and [SEP]
    if len(cut.ids) <= 2 or not (chances[inner, 0] < 0.6).any():
        return []
    rows, offsets = chances[inner], cut.offsets[inner]
    tags = numpy.array(bounds(rows, ties(text, offsets)))
    firsts, stops = numpy.flatnonzero(tags == FIRST), numpy.append(numpy.flatnonzero(tags != INNER), len(tags))
    ends = stops[numpy.searchsorted(stops, firsts, "right")]
    sums = numpy.concatenate([numpy.zeros((1, len(LABELS))), numpy.cumsum(rows[:, 1::2] + rows[:, 2::2], 0)])
    means = (sums[ends] - sums[firsts]) / (ends - firsts)[:, None]
    scores = numpy.sqrt(means.sum(1) * means.max(1, initial=0))
    found = []
    for first, end, label, score in zip(
        *map(numpy.ndarray.tolist, (firsts, ends, means.argmax(1), scores)), strict=True
    ):
        at = slice(offsets[first][0], offsets[end - 1][1])
        found.append(Mention(at.start, at.stop, text[at], LABELS[label], "encoder", score))
    return found
