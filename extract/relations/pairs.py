"""The chance of every class for every pair of entities of an article, window by window."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import attrgetter, itemgetter

import numpy
from numpy.typing import NDArray

from extract.aliases import Cluster
from extract.classes import linkable
from extract.network_ import PairInput, Tagged, score_pairs
from extract.tokens import LABELS, Pieces
from graph.model import Mention

Floats = NDArray[numpy.float32]
REACH = 50  # pieces on each side of a border: the last and first sentences, where facts across it stand
STOPS = re.compile("[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of clean text with what the network said of it."""

    start: int
    end: int
    text: str
    cut: Pieces
    tagged: Tagged


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of entity ``owner`` (its number), or a word that stands for it, in clean text."""

    start: int
    end: int
    owner: int
    label: str


@dataclass(frozen=True, slots=True)
class Scored:
    """What the network says of the entities of one stretch: chances of pairs and of roles, by entity number."""

    start: int
    end: int
    owners: tuple[int, ...]
    pairs: Floats
    roles: Floats


def places(clusters: Sequence[Cluster], words: Sequence[tuple[Mention, tuple[int, ...]]]) -> list[Place]:
    """Return the places of all entities, in order."""
    named = [Place(m.start, m.end, n, c.label) for n, c in enumerate(clusters) for m in c.mentions]
    meant = [Place(m.start, m.end, n, clusters[n].label) for m, owners in words for n in owners]
    return sorted(named + meant, key=lambda p: (p.start, p.end, p.owner))


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces ``first`` to ``last`` of a window, and the stretch of clean text that they cover."""

    window: Window
    first: int
    last: int
    start: int
    end: int


def part(window: Window, first: int, last: int) -> Part:
    """Return a part of a window by its pieces."""
    offsets = window.cut.offsets
    start = window.start if first == 0 else window.start + offsets[first][0]
    end = window.end if last == len(offsets) else window.start + offsets[last - 1][1]
    return Part(window, first, last, start, end)


def edges(window: Window, behind: Sequence[int]) -> tuple[Part, Part]:
    """Return the first and the last sentences of a window, about REACH pieces each; ``behind`` are its stops."""
    count = len(window.cut.ids)
    if count <= REACH:
        whole = part(window, 0, count)
        return whole, whole
    first = max((n for n in behind if 2 < n <= REACH), default=REACH)
    last = min((n for n in behind if count - REACH <= n < count - 2), default=count - REACH)
    return part(window, 0, first), part(window, last, count)


def stops(window: Window) -> list[int]:
    """Return the pieces with which the sentences of a window begin, but for the first."""
    offsets, last = window.cut.offsets, len(window.cut.offsets) - 1
    found: dict[int, None] = {}
    for mark in STOPS.finditer(window.text):
        n = bisect_right(offsets, mark.start(), 1, last, key=itemgetter(0))  # the first piece behind
        if 1 < n < last and (mark[0] == "\n" or offsets[n - 1][1] == mark.end()):
            found[n] = None
    return list(found)


def telling(one: Part, found: Sequence[Place], behind: Sequence[int]) -> list[Part]:
    """Return the sentences of a part that name anything, neighbours in one; the others can hold no fact. ``behind`` are
    the stops of its window."""
    window = one.window
    begins = [one.first, *(n for n in behind if one.first < n < one.last), one.last]
    kept: list[tuple[int, int]] = []
    for first, last in pairwise(begins):
        sentence = part(window, first, last)
        if any(p.start < sentence.end and p.end > sentence.start for p in found):
            joined = bool(kept) and kept[-1][1] == first
            kept[-1:] = [(kept[-1][0], last)] if joined else [*kept[-1:], (first, last)]
    return [part(window, *ends) for ends in kept]


def stretches(
    windows: Sequence[Window], found: Sequence[Place], *, borders: bool = True
) -> Iterator[tuple[list[Part], list[list[Place]]]]:
    """Yield each window, and each border between two: the last sentences of one with the first of the next; of all these
    the sentences that name anything."""

    def inside(p: Part) -> list[Place]:
        first, last = (bisect_left(found, at, key=attrgetter("start")) for at in (p.start, p.end))
        return [place for place in found[first:last] if place.end <= p.end]

    def told(*lots: tuple[Part, list[Place], list[int]]) -> tuple[list[Part], list[list[Place]]]:
        parts = [p for whole, lot, behind in lots for p in telling(whole, lot, behind)]
        return parts, [inside(p) for p in parts]

    before: tuple[Part, list[int]] | None = None
    for window in windows:
        whole, behind = part(window, 0, len(window.cut.ids)), stops(window)
        first, last = edges(window, behind)
        if borders and before and (lots := [inside(before[0]), inside(first)]) and crossing(*lots):
            yield told((before[0], lots[0], before[1]), (first, lots[1], behind))
        if lot := inside(whole):
            yield told((whole, lot, behind))
        before = last, behind


def crossing(before: Sequence[Place], after: Sequence[Place]) -> bool:
    """Tell whether any class may link a name before a border with another behind it."""
    later = {(p.owner, p.label) for p in after}
    return any(x != y and linkable(x[1], y[1]) for x in {(p.owner, p.label) for p in before} for y in later)


def rows(one: Part, found: Sequence[Place], offset: int) -> Iterator[tuple[Place, list[int]]]:
    """Yield each place with the numbers of its word pieces in the stretch, ``offset`` pieces in."""
    offsets = one.window.cut.offsets
    last = len(offsets) - 1 if offsets[-1][1] == 0 else len(offsets)  # [SEP] stands nowhere; [CLS] stands at 0
    for place in found:
        a, b = place.start - one.window.start, place.end - one.window.start
        first = max(bisect_right(offsets, a, 1, last, key=itemgetter(1)), one.first)
        end = min(bisect_left(offsets, b, 1, last, key=itemgetter(0)), one.last)
        if first < end:
            yield place, list(range(first - one.first + offset, end - one.first + offset))


def scored(windows: Sequence[Window], found: Sequence[Place], *, fast: bool = False) -> list[Scored]:
    """Score the pairs of every stretch that may hold a fact; the fast network leaves borders out, a third of its work."""
    out = []
    for parts, lots in stretches(windows, found, borders=not fast):
        labels = {p.owner: p.label for lot in lots for p in lot}
        everyone = tuple(labels)
        offset, mentions, owners, marks = 0, [], [], []
        for one, lot in zip(parts, lots, strict=True):
            tags = [0] * (one.last - one.first)
            for place, row in rows(one, lot, offset):
                mentions.append(row)
                owners.append(everyone.index(place.owner))
                kind = LABELS.index(place.label)
                for k, n in enumerate(row):
                    tags[n - offset] = 1 + 2 * kind if k == 0 else 2 + 2 * kind
            marks += tags
            offset += len(tags)
        asked = [
            (i, j)
            for i, j in combinations(sorted(set(owners)), 2)
            if linkable(labels[everyone[i]], labels[everyone[j]])
        ]
        if asked:
            vectors = numpy.concatenate([p.window.tagged.vectors[p.first : p.last] for p in parts])
            chances, roles = score_pairs(PairInput(vectors, marks, mentions, owners, asked), fast=fast)
            out.append(Scored(parts[0].start, parts[-1].end, everyone, chances, roles))
    return out
