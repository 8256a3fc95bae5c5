"""Samples → padded batches of a few fixed lengths (ever new shapes make bfloat16 on the CPU several times slower)."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor

from extract.gazetteer import Gazetteer
from extract.tokens import HINTS, Pieces, hints, pieces
from extract.training.corpora import Sample

LENGTHS = (64, 128, 256, 384)
IGNORED = -100


@dataclass(slots=True)
class Item:
    """A sample as the network reads it."""

    ids: list[int]
    hints: numpy.ndarray
    tags: list[int]
    head: str
    cut: Pieces
    sample: Sample


def tag_pieces(cut: Pieces, spans: Sequence[tuple[int, int, str]], names: Sequence[str]) -> list[int]:
    """Return a BIO tag a piece (0 outside, 1 + 2k first, 2 + 2k inner of type k); -100 for [CLS] and [SEP]."""
    tags = [0 if end > start else IGNORED for start, end in cut.offsets]
    for start, end, name in spans:
        k = names.index(name)
        first = True
        for n, (s, e) in enumerate(cut.offsets):
            if e > s and s < end and e > start:
                tags[n] = 1 + 2 * k if first else 2 + 2 * k
                first = False
    return tags


def items(
    samples: Sequence[Sample], heads: dict[str, list[str]], known: Gazetteer, drop: float, rng: random.Random
) -> Iterator[Item]:
    """Cut samples, tag them, and hint at known names, each match left out with probability ``drop``."""
    for sample, cut in zip(samples, pieces([s.text for s in samples]), strict=True):
        matches = [m for m in known.matches(sample.text) if rng.random() >= drop]
        rows = hints(sample.text, cut, matches)
        yield Item(cut.ids, rows, tag_pieces(cut, sample.spans, heads[sample.head]), sample.head, cut, sample)


def batches(
    found: Sequence[Item], rng: random.Random, tokens: int = 4096
) -> Iterator[tuple[str, Tensor, Tensor, Tensor, Tensor, list[Item]]]:
    """Yield (head, ids, keep, hints, tags, items), one head a batch, about ``tokens`` pieces each, shuffled."""
    groups: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in found:
        length = next((n for n in LENGTHS if len(item.ids) <= n), LENGTHS[-1])
        groups[item.head, length].append(item)
    lots = []
    for (head, length), group in groups.items():
        rng.shuffle(group)
        size = tokens // length
        lots += [(head, length, group[i : i + size]) for i in range(0, len(group), size)]
    rng.shuffle(lots)
    for head, length, lot in lots:
        size = tokens // length
        ids = torch.zeros(size, length, dtype=torch.long)
        rows = torch.zeros(size, length, HINTS)
        tags = torch.full((size, length), IGNORED, dtype=torch.long)
        for n, item in enumerate(lot):
            k = min(length, len(item.ids))
            ids[n, :k] = torch.tensor(item.ids[:k])
            rows[n, :k] = torch.from_numpy(item.hints[:k])
            tags[n, :k] = torch.tensor(item.tags[:k])
        keep = ids != 0
        keep[:, 0] = True
        yield head, ids, keep, rows, tags, lot
