"""What a small reader learns from: windows with what the large reader says of them, as chances (Hinton et al. 2015)."""

import argparse
import json
import lzma
import pickle
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy

from extract.classes import CLASSES, RELATIONS, ROLES, SAME_DEAL, linkable, may_link
from extract.cleaning import clean
from extract.decode import names
from extract.gazetteer import Gazetteer, registry
from extract.network_ import PairInput, Tagged, score_pairs, tag
from extract.sentences import windows
from extract.tokens import LABELS, Pieces, hints, pieces
from extract.training import domain
from extract.training.batches import IGNORED, tag_pieces
from extract.training.inventor import load
from extract.training.reader import gathered, tellings

NEWS = {
    "ai_business_briefs.jsonl.xz": 0.4,
    "eventmonitor_2018.jsonl.xz": 0.25,
    "xinwenlianbo_20220924_20260822.txt.xz": 0.03,
}
CLOSED = "juya_ai_daily"  # may not be used


@dataclass(slots=True)
class Lesson:
    """A window with what the large reader says of it; ``gold`` tells whether its own facts and tags are annotated."""

    window: domain.Window
    tags: numpy.ndarray
    pairs: numpy.ndarray
    roles: numpy.ndarray
    gold: bool


def news(shared: Path, rng: random.Random) -> Iterator[str]:
    """Yield a share of the texts of the shared news corpus."""
    for name, share in NEWS.items():
        with lzma.open(shared / "data" / "news_corpus" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if rng.random() >= share:
                    continue
                if ".jsonl" not in name:
                    yield line.strip()
                    continue
                row = json.loads(line)
                if CLOSED not in str(row.get("src", "")):
                    yield "\n".join(str(row[k]) for k in ("title", "text", "content", "body") if row.get(k))


def unannotated(text: str, known: Gazetteer, drop: float, rng: random.Random) -> Iterator[domain.Window]:
    """Yield the windows of a text with the names that the large reader finds in them."""
    text = clean(text).text
    for start, end in windows(text, rng.choice((180, domain.SIZE, domain.SIZE, 420))):
        piece = text[start:end]
        cut = pieces([piece])[0]
        if len(cut.ids) > domain.LENGTHS[-1] or len(piece) < 40:
            continue
        rows = hints(piece, cut, [m for m in known.matches(piece) if rng.random() >= drop])
        found = names(piece, cut, tag([cut], [rows])[0].tags)
        order = list(dict.fromkeys(m.text for m in found))[: domain.ENTITIES]
        found = [m for m in found if m.text in order][: domain.MENTIONS]
        marks = [max(t, 0) for t in tag_pieces(cut, [(m.start, m.end, m.label) for m in found], LABELS)]
        labels = {m.text: m.label for m in reversed(found)}
        size = len(order)
        facts = numpy.zeros((size, size, len(CLASSES)), numpy.float32)
        counted = numpy.zeros_like(facts)
        for i, a in enumerate(order):
            for j, b in enumerate(order):
                for k, name in enumerate((*RELATIONS, SAME_DEAL)):
                    counted[i, j, k] = i != j and may_link(name, labels[a], labels[b])
        spans = [[n for n, (s, e) in enumerate(cut.offsets) if e > s and s < m.end and e > m.start] for m in found]
        yield domain.Window(
            cut.ids,
            rows,
            [IGNORED] * len(cut.ids),
            marks,
            spans,
            [order.index(m.text) for m in found],
            [labels[n] for n in order],
            facts,
            counted,
            numpy.zeros((size, len(ROLES)), numpy.float32),
            [0] * len(cut.ids),
        )


def tagged(window: domain.Window) -> list[Tagged]:
    """Return what the large reader says of the pieces of a window, part by part as it reads."""
    begins = [*sorted(set(window.parts)), len(window.ids)]
    return [tag([Pieces(window.ids[a:b], [(0, 0)] * (b - a))], [window.hints[a:b]])[0] for a, b in pairwise(begins)]


def taught(window: domain.Window, gold: bool) -> Lesson:
    """Ask the large reader about a window."""
    said = tagged(window)
    tags = numpy.concatenate([t.tags for t in said]).astype(numpy.float16)
    size = len(window.labels)
    pairs, roles = (
        numpy.zeros((size, size, len(CLASSES)), numpy.float16),
        numpy.zeros((size, len(ROLES)), numpy.float16),
    )
    labels = window.labels
    asked = [(i, j) for i, j in combinations(sorted(set(window.owners)), 2) if linkable(labels[i], labels[j])]
    if asked:
        vectors = numpy.concatenate([t.vectors for t in said])
        a, b = score_pairs(PairInput(vectors, window.marks, window.mentions, window.owners, asked))
        pairs[: len(a), : len(a)], roles[: len(b)] = a, b
    return Lesson(window, tags, pairs, roles, gold)


def pool(a: argparse.Namespace, rng: random.Random) -> list[Lesson]:
    """Return the lessons, made once."""
    if a.pool.exists():
        with a.pool.open("rb") as file:
            found: list[Lesson] = pickle.load(file)
        return found
    known, inventor = registry(), load(a.shared, rng)
    passages = gathered(a.passages, a.shared)
    lessons, began = [], time.time()
    for n in range(a.tellings):
        for w in tellings(passages, inventor, known, rng):
            lessons.append(taught(w, True))
        print("telling", n, len(lessons), f"{time.time() - began:.0f}s", file=sys.stderr, flush=True)
    for text in news(a.shared, rng):
        lessons += [taught(w, False) for w in unannotated(text, known, rng.choice((0.2, 0.5, 0.8)), rng)]
        if time.time() - began > 60 * a.pool_minutes:
            break
    print("lessons", len(lessons), f"{time.time() - began:.0f}s", file=sys.stderr, flush=True)
    with a.pool.open("wb") as file:
        pickle.dump(lessons, file)
    return lessons
