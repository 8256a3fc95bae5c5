"""Chances of tags → the best legal sequence of names (Viterbi 1967: no inner tag without its first)."""

from functools import cache

import numpy
from numpy.typing import NDArray

from extract.tokens import LABELS, Pieces
from graph.model import Mention

Floats = NDArray[numpy.float32]
NEVER = -1e4


@cache
def steps(count: int) -> Floats:
    """Return a (count, count) table: 0 where tag b may follow tag a, NEVER where not."""
    table = numpy.zeros((count, count), numpy.float32)
    for b in range(2, count, 2):
        table[:, b] = NEVER
        table[b - 1, b] = table[b, b] = 0
    return table


def viterbi(chances: Floats) -> list[int]:
    """Return the best legal tags of (pieces, tags) chances."""
    logs = numpy.log(chances + 1e-9)
    table = steps(logs.shape[1])
    best = logs[0] + table[0]
    back = []
    for row in logs[1:]:
        total = best[:, None] + table
        back.append(total.argmax(0))
        best = total.max(0) + row
    tags = [int(best.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


def names(text: str, cut: Pieces, chances: Floats) -> list[Mention]:
    """Return the names of a window; a score is the mean chance of the name's tags."""
    inner = slice(1, len(cut.ids) - 1)  # without [CLS] and [SEP]
    if len(cut.ids) <= 2 or not (chances[inner, 0] < 0.6).any():
        return []
    tags = viterbi(chances[inner])
    offsets = cut.offsets[inner]
    found, n = [], 0
    while n < len(tags):
        if tags[n] % 2 == 1:
            label, first = (tags[n] - 1) // 2, n
            n += 1
            while n < len(tags) and tags[n] == 2 + 2 * label:
                n += 1
            start, end = offsets[first][0], offsets[n - 1][1]
            score = float(chances[1 + first : 1 + n, [1 + 2 * label, 2 + 2 * label]].sum(-1).mean())
            found.append(Mention(start, end, text[start:end], LABELS[label], "encoder", score))
        else:
            n += 1
    return found
