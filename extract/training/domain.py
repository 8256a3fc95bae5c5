"""Annotated passages → windows that the network learns from: names, marked entities, facts of each pair."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy
import torch
from torch import Tensor

from extract.classes import CLASSES, RELATIONS, ROLES, SAME_DEAL, SYMMETRIC, may_link
from extract.gaps import tables
from extract.gazetteer import Gazetteer
from extract.sentences import windows
from extract.tokens import HINTS, LABELS, Pieces, hints, pieces
from extract.training.batches import IGNORED, tag_pieces
from extract.training.markup import LABELS as LETTERS
from extract.training.markup import Passage

SIZE = 330  # characters of a window
LENGTHS = (96, 144, 192, 240, 304, 384, 464)
ENTITIES, MENTIONS = 24, 48
COUNTS = (5, 8, 12, ENTITIES)  # entities of a window: few shapes, and the pairs of a lot grow with its largest


@dataclass(slots=True)
class Window:
    """A stretch of a passage as the network reads it; tables have shape (entities, entities, classes)."""

    ids: list[int]
    hints: numpy.ndarray
    tags: list[int]
    marks: list[int]
    mentions: list[list[int]]
    owners: list[int]
    labels: list[str]
    facts: numpy.ndarray
    known: numpy.ndarray
    roles: numpy.ndarray
    parts: list[int]
    id: str = ""


def facts_of(passage: Passage, ids: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Return (facts, known, roles): 1 where a class holds, where its loss counts, and each entity's deal roles."""
    count = len(ids)
    place = {e: n for n, e in enumerate(ids)}
    facts = numpy.zeros((count, count, len(CLASSES)), numpy.float32)
    known = numpy.zeros_like(facts)
    roles = numpy.zeros((count, len(ROLES)), numpy.float32)
    for i, a in enumerate(ids):
        for j, b in enumerate(ids):
            if i != j:
                for k, name in enumerate((*RELATIONS, SAME_DEAL)):
                    known[i, j, k] = may_link(name, LETTERS[a[0]], LETTERS[b[0]])

    def put(i: int, j: int, name: str, value: float = 1) -> None:
        k = CLASSES.index(name)
        facts[i, j, k] = value
        known[i, j, k] = 1

    for r in passage.relations:
        if r["head"] in place and r["tail"] in place:
            i, j = place[r["head"]], place[r["tail"]]
            for x, y in ((i, j), (j, i)) if r["type"] in SYMMETRIC else ((i, j),):
                put(x, y, r["type"])
                if r.get("status"):
                    for name in CLASSES:
                        if name.startswith("status:"):
                            put(x, y, name, name == f"status:{r['status']}")
                if r["type"] == "PARTNERS_WITH" and r.get("kind"):
                    for name in CLASSES:
                        if name.startswith("kind:"):
                            put(x, y, name, name == f"kind:{r['kind']}")
                if r["type"] == "AFFILIATED_WITH":
                    put(x, y, "FORMER", r.get("former") == "true")
    for t in passage.transactions:
        parties = [(role, place[e]) for role in (*ROLES, "dataset") for e in t[role] if e in place]
        for role, i in parties:
            if role in ROLES:
                roles[i, ROLES.index(role)] = 1
            for _, j in parties:
                if i != j:
                    put(i, j, SAME_DEAL)
    return facts, known, roles


def layouts(text: str, vary: bool, rng: random.Random) -> list[list[tuple[int, int]]]:
    """Return the windows of a text, each as the parts that are encoded apart.

    With ``vary`` their size changes, and some are two parts side by side, as the reader scores pairs across a border.
    """
    size = rng.choice((180, SIZE, SIZE, 420)) if vary else SIZE
    if vary and rng.random() < 0.35:
        halves = windows(text, size // 2 + 20)
        first = rng.randrange(2)
        return [halves[n : n + 2] for n in range(first, len(halves), 2)]
    return [[w] for w in windows(text, size)]


def joined(text: str, parts: Sequence[tuple[int, int]]) -> Pieces:
    """Cut the parts of a text into pieces, one after the other; offsets count characters of the whole text."""
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    for (start, _), cut in zip(parts, pieces([text[s:e] for s, e in parts]), strict=True):
        ids += cut.ids
        offsets += [(s + start, e + start) if e > s else (0, 0) for s, e in cut.offsets]
    return Pieces(ids, offsets)


def blurred(
    marked: Sequence[tuple[int, int, tuple[str, ...]]], start: int, end: int, rng: random.Random
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return mentions with the slips a reader makes: some missed, some cut wrong, some that are no names."""
    lost = {i for _, _, ids in marked for i in ids if rng.random() < 0.02}
    found = []
    for s, e, ids in marked:
        if rng.random() < 0.03 or lost.intersection(ids):
            continue
        if rng.random() < 0.03:
            s, e = rng.choice(((max(start, s - 1), e), (s, min(end, e + 1)), (s, max(s + 1, e - 1))))
        found.append((s, e, ids))
    for n in range(rng.choice((0, 0, 0, 1, 1, 2))):
        s = rng.randrange(start, max(start + 1, end - 6))
        e = min(end, s + rng.randrange(2, 7))
        if all(e <= a or s >= b for a, b, _ in marked):
            found.append((s, e, (rng.choice("VVHMIP") + f"-{n}",)))
    return sorted(found)


def to_windows(
    passage: Passage, known: Gazetteer, drop: float, rng: random.Random, *, vary: bool = False
) -> Iterator[Window]:
    """Cut a passage into windows; known names are hinted at, each match left out with probability ``drop``.

    With ``vary`` sizes change and mentions are blurred, as in training; without, windows are as the reader makes them.
    """
    anaphora = not vary or rng.random() < 0.7
    for parts in layouts(passage.text, vary, rng):
        start, end = parts[0][0], parts[-1][1]
        cut = joined(passage.text, parts)
        if len(cut.ids) > LENGTHS[-1]:
            continue
        inside = [m for m in passage.mentions if any(m[0] >= s and m[1] <= e for s, e in parts)]
        names = [(s, e, tuple(ids)) for s, e, ids, is_name in inside if is_name and len(ids) == 1]
        tags = tag_pieces(cut, [(s, e, LETTERS[ids[0][0]]) for s, e, ids in names], LABELS)
        marked = names + [(s, e, tuple(ids)) for s, e, ids, is_name in inside if not is_name and anaphora]
        if vary:
            marked = blurred(marked, start, end, rng)
        order = list(dict.fromkeys(i for _, _, ids in marked for i in ids))[:ENTITIES]
        spans, owners = [], []
        for s, e, ids in marked:
            row = [n for n, (a, b) in enumerate(cut.offsets) if b > a and a < e and b > s]
            for i in ids:
                if row and i in order:
                    spans.append(row)
                    owners.append(order.index(i))
        marks = [max(t, 0) for t in tag_pieces(cut, [(s, e, LETTERS[ids[0][0]]) for s, e, ids in marked], LABELS)]
        matches = [m for m in known.matches(passage.text[start:end]) if rng.random() >= drop]
        moved = [replace(m, start=m.start + start, end=m.end + start) for m in matches]
        facts, counted, roles = facts_of(passage, order)
        begins = [n for n, i in enumerate(cut.ids) if i == cut.ids[0]]
        yield Window(
            cut.ids,
            hints(passage.text, cut, moved),
            tags,
            marks,
            spans[:MENTIONS],
            owners[:MENTIONS],
            [LETTERS[i[0]] for i in order],
            facts,
            counted,
            roles,
            [max(b for b in begins if b <= n) for n in range(len(cut.ids))],
            passage.id,
        )


def collate(lot: Sequence[Window], length: int, size: int) -> dict[str, Tensor]:
    """Pad windows to one batch of fixed shape."""
    entities = next(n for n in COUNTS if n >= max(1, max(len(w.labels) for w in lot)))
    mentions = next(n for n in (16, MENTIONS) if n >= max(1, max(len(w.mentions) for w in lot)))
    k = len(CLASSES)
    out = {
        "ids": torch.zeros(size, length, dtype=torch.long),
        "hints": torch.zeros(size, length, HINTS),
        "tags": torch.full((size, length), IGNORED, dtype=torch.long),
        "marks": torch.zeros(size, length, dtype=torch.long),
        "spans": torch.zeros(size, mentions, length),
        "owner": torch.zeros(size, entities, mentions),
        "facts": torch.zeros(size, entities, entities, k),
        "known": torch.zeros(size, entities, entities, k),
        "roles": torch.zeros(size, entities, len(ROLES)),
        "entities": torch.zeros(size, entities),
        "parts": torch.zeros(size, length, dtype=torch.long),
        "between": torch.zeros(size, entities, entities, length),
        "gaps": torch.zeros(size, entities, entities, dtype=torch.long),
    }
    for n, w in enumerate(lot):
        t, e = len(w.ids), len(w.labels)
        out["ids"][n, :t] = torch.tensor(w.ids)
        out["hints"][n, :t] = torch.from_numpy(w.hints)
        out["tags"][n, :t] = torch.tensor(w.tags)
        out["marks"][n, :t] = torch.tensor(w.marks)
        for m, (row, owner) in enumerate(zip(w.mentions, w.owners, strict=True)):
            out["spans"][n, m, row] = 1 / len(row)
            out["owner"][n, owner, m] = 1
        between, classes = tables(w.mentions, w.owners, e, length)
        out["between"][n, :e, :e] = torch.from_numpy(between)
        out["gaps"][n, :e, :e] = torch.from_numpy(classes)
        out["facts"][n, :e, :e] = torch.from_numpy(w.facts)
        out["known"][n, :e, :e] = torch.from_numpy(w.known)
        out["roles"][n, :e] = torch.from_numpy(w.roles)
        out["entities"][n, :e] = 1
        out["parts"][n, :t] = torch.tensor(w.parts)
    out["keep"] = out["ids"] != 0
    out["keep"][:, 0] = True
    return out


def lots(found: Sequence[Window], rng: random.Random, tokens: int) -> list[tuple[int, int, list[Window]]]:
    """Return shuffled lots of windows of like length and count of entities: (padded length, windows, the lot)."""
    groups: dict[tuple[int, int], list[Window]] = defaultdict(list)
    for w in found:
        length = next(n for n in LENGTHS if len(w.ids) <= n)
        groups[length, next(n for n in COUNTS if len(w.labels) <= n)].append(w)
    out = []
    for (length, _), group in groups.items():
        rng.shuffle(group)
        size = tokens // length
        out += [(length, min(size, -(-len(group) // 4) * 4), group[i : i + size]) for i in range(0, len(group), size)]
    rng.shuffle(out)
    return out


def batches(found: Sequence[Window], rng: random.Random, tokens: int = 3072) -> Iterator[dict[str, Tensor]]:
    """Yield shuffled batches of about ``tokens`` pieces, in a few fixed lengths."""
    for length, size, lot in lots(found, rng, tokens):
        yield collate(lot, length, size)
