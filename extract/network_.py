"""The trained network at run time, through onnxruntime: tags of word pieces, scores of pairs of entities."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from extract.gaps import gaps
from extract.tokens import LABELS, Pieces

Floats = NDArray[numpy.float32]
Halves = NDArray[numpy.float16]
TAGS = 1 + 2 * len(LABELS)
# on the processor the fused operator takes five times as long as the sum and the norm apart (onnxruntime 1.31)
SLOW_FUSIONS = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the network says of one window: (pieces, TAGS) probabilities and (pieces, width) vectors."""

    tags: Floats
    vectors: Floats | Halves

    def halved(self) -> "Tagged":
        """Return it with vectors of half the bytes, to be kept of many windows: the pair scorer rounds them more."""
        return Tagged(self.tags, self.vectors.astype(numpy.float16))


@dataclass(frozen=True, slots=True)
class PairInput:
    """One window for the pair scorer: its vectors, the tag of each piece, mentions as lists of pieces, their owners, and
    the pairs of owners to score, each once."""

    vectors: Floats | Halves
    marks: Sequence[int]
    mentions: Sequence[Sequence[int]]
    owners: Sequence[int]
    pairs: Sequence[tuple[int, int]]


@cache
def session(name: str) -> Any:
    """Return the session of one file of weights, loaded once."""
    with as_file(files("extract").joinpath(f"model/{name}.onnx")) as path:
        return opened(path)


def opened(path: Path) -> Any:
    """Return a session of a file of weights; ``YIMAI_THREADS`` limits its threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("YIMAI_THREADS", "0"))
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )


def softmax(x: Floats) -> Floats:
    """Return the softmax over the last axis."""
    e = numpy.exp(x - x.max(-1, keepdims=True))
    found: Floats = e / e.sum(-1, keepdims=True)
    return found


def tag(cuts: Sequence[Pieces], rows: Sequence[Floats], *, fast: bool = False) -> list[Tagged]:
    """Tag windows with the full or the fast encoder.

    Each is tagged alone: nothing is padded, and attention needs no mask, which is twice as fast as lots with one.
    """
    run = session("fast-names" if fast else "names").run
    found = []
    for cut, hints in zip(cuts, rows, strict=True):
        feed = {"ids": numpy.array([cut.ids], numpy.int64), "hints": hints[None]}
        tags, vectors = run(None, feed)
        found.append(Tagged(softmax(tags[0]), vectors[0]))
    return found


def score_pairs(one: PairInput, *, fast: bool = False) -> tuple[Floats, Floats]:
    """Return the chances of a window's pairs, (entities, entities, classes), 0 for those not asked about, and of the roles
    of its entities, (entities, roles)."""
    count = max(one.owners, default=-1) + 1
    sizes = numpy.array([len(mention) for mention in one.mentions])
    rows, columns = numpy.unique([n for mention in one.mentions for n in mention], return_inverse=True)
    numbers = numpy.arange(len(sizes))
    spans = numpy.zeros((1, len(sizes), len(rows)), numpy.float32)
    spans[0, numpy.repeat(numbers, sizes), columns] = numpy.repeat(1 / sizes, sizes)
    owner = numpy.zeros((1, count, len(sizes)), numpy.float32)
    owner[0, one.owners, numbers] = 1
    ends = numpy.array(one.pairs, numpy.int64)
    between, classes = gaps(one.mentions, one.owners, one.pairs)
    feed = {
        "x": one.vectors[None].astype(numpy.float32, copy=False),
        "marks": numpy.asarray(one.marks, numpy.int64)[None],
        "rows": rows,
        "spans": spans,
        "owner": owner,
        "ends": ends,
        "between": between,
        "gaps": classes,
    }
    pairs, roles = session("fast-pairs" if fast else "pairs").run(None, feed)
    found = numpy.zeros((count, count, pairs.shape[-1]), numpy.float32)
    chances = 1 / (1 + numpy.exp(-pairs))
    found[ends[:, 0], ends[:, 1]] = chances[:, 0]
    found[ends[:, 1], ends[:, 0]] = chances[:, 1]
    return found, 1 / (1 + numpy.exp(-roles[0]))
