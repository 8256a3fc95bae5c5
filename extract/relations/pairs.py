"""The chance of every class for every pair of entities of an article, window by window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from extract.aliases import Cluster
from extract.classes import RELATIONS, SAME_DEAL, may_link
from extract.network_ import PairInput, Tagged, score_pairs
from extract.tokens import LABELS, Pieces
from graph.model import Mention

Floats = NDArray[numpy.float32]
LINKS = (*RELATIONS, SAME_DEAL)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of clean text with what the network said of it."""

    start: int
    end: int
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


def rows(window: Window, found: Sequence[Place], offset: int) -> Iterator[tuple[Place, list[int]]]:
    """Yield each place with the numbers of its word pieces in the stretch, ``offset`` pieces in."""
    for place in found:
        a, b = place.start - window.start, place.end - window.start
        row = [n + offset for n, (s, e) in enumerate(window.cut.offsets) if e > s and s < b and e > a]
        if row:
            yield place, row


def worthwhile(labels: set[str], count: int) -> bool:
    """Tell whether a stretch holds a pair that any class may link."""
    return count > 1 and any(may_link(name, a, b) for name in LINKS for a in labels for b in labels)


def stretches(
    windows: Sequence[Window], found: Sequence[Place]
) -> Iterator[tuple[tuple[Window, ...], list[list[Place]]]]:
    """Yield each window, and each two neighbours together where both hold names, with their places."""
    inside = [[p for p in found if p.start >= w.start and p.end <= w.end] for w in windows]
    for n, window in enumerate(windows):
        joined = n + 1 < len(windows) and inside[n] and inside[n + 1]
        if joined and len(window.cut.ids) + len(windows[n + 1].cut.ids) <= 512:
            yield (window, windows[n + 1]), [inside[n], inside[n + 1]]
        elif inside[n] and not (n and inside[n - 1] and len(windows[n - 1].cut.ids) + len(window.cut.ids) <= 512):
            yield (window,), [inside[n]]


def scored(windows: Sequence[Window], found: Sequence[Place]) -> list[Scored]:
    """Score the pairs of every stretch that may hold a fact."""
    inputs, frames = [], []
    for parts, lots in stretches(windows, found):
        everyone = tuple(dict.fromkeys(p.owner for lot in lots for p in lot))
        labels = {p.label for lot in lots for p in lot}
        if not worthwhile(labels, len(everyone)):
            continue
        offset, mentions, owners, marks = 0, [], [], []
        for window, lot in zip(parts, lots, strict=True):
            tags = [0] * len(window.cut.ids)
            for place, row in rows(window, lot, offset):
                mentions.append(row)
                owners.append(everyone.index(place.owner))
                kind = LABELS.index(place.label)
                for k, n in enumerate(row):
                    tags[n - offset] = 1 + 2 * kind if k == 0 else 2 + 2 * kind
            marks += tags
            offset += len(tags)
        vectors = numpy.concatenate([w.tagged.vectors for w in parts])
        inputs.append(PairInput(vectors, marks, mentions, owners))
        frames.append((parts[0].start, parts[-1].end, everyone))
    answers = score_pairs(inputs)
    return [Scored(s, e, who, *a) for (s, e, who), a in zip(frames, answers, strict=True)]
