"""Third recipe: what words like 该院, 公司, 双方 stand for, a logistic regression over the candidates of each.

usage: python -m extract.training.antecedents SHARED OUT.json PASSAGES...

Every word that an annotator gave a meaning is learned from; words without one tell nothing, since only those that matter
for a fact are annotated.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch.nn import functional

from extract.aliases import Cluster
from extract.anaphora import GROUPS, Antecedents, pattern
from extract.training.markup import LABELS as LETTERS
from extract.training.markup import Passage
from extract.training.reader import gathered
from graph.model import Mention

RARE = 12  # features that are seen less often are left out
DECAY = 2e-4
Row = tuple[list[str], bool]


def antecedents_of(passage: Passage) -> tuple[Antecedents, list[str]]:
    """Return an annotated passage with its names as the reader has them, and their ids."""
    ids = list(dict.fromkeys(i for _, _, found, is_name in passage.mentions if is_name for i in found))
    clusters = [Cluster(LETTERS[i[0]]) for i in ids]
    for start, end, found, is_name in passage.mentions:
        if is_name:
            cluster = clusters[ids.index(found[0])]
            cluster.mentions.append(Mention(start, end, passage.text[start:end], cluster.label, "gold"))
    return Antecedents(passage.text, clusters), ids


def rows(passage: Passage) -> Iterator[list[Row]]:
    """Yield the candidates of each annotated word, each with its features and whether the word stands for it."""
    told, ids = antecedents_of(passage)
    for start, end, meant, is_name in passage.mentions:
        word = passage.text[start:end]
        group = next((g for g in GROUPS if (m := pattern(g).match(passage.text, start)) and m[0] == word), None)
        if is_name or group is None:
            continue
        right = {ids.index(i) for i in meant}
        found = told.candidates(group, word, start)
        if right <= set(found):
            made = [([*f, "any"], n in right) for n, f in found.items()]
            yield [(f + [f"{group}: {x}" for x in f], hit) for f, hit in made]


def fitted(lots: Sequence[Sequence[Row]]) -> dict[str, float]:
    """Return the weights by feature."""
    counts = Counter(f for lot in lots for made, _ in lot for f in made)
    names = sorted(f for f, n in counts.items() if n >= RARE)
    place = {f: k for k, f in enumerate(names)}
    flat = [row for lot in lots for row in lot]
    x = torch.zeros(len(flat), len(names))
    for n, (made, _) in enumerate(flat):
        x[n, [place[f] for f in made if f in place]] = 1
    y = torch.tensor([float(hit) for _, hit in flat])
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = functional.binary_cross_entropy_with_logits(x @ weights, y) + DECAY * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return {f: round(float(w), 3) for f, w in zip(names, weights.tolist(), strict=True) if abs(w) >= 0.001}


def right(known: dict[str, float], lots: Sequence[Sequence[Row]]) -> tuple[int, int]:
    """Return how many words have their likeliest candidates right, of how many."""
    hits = 0
    for lot in lots:
        wanted = sum(hit for _, hit in lot)
        best = sorted(lot, key=lambda row: -sum(known.get(f, 0.0) for f in row[0]))[:wanted]
        hits += all(hit for _, hit in best)
    return hits, len(lots)


def main() -> None:
    """Fit in five parts to tell how good it is, then on all, and save."""
    shared, out, *paths = map(Path, sys.argv[1:])
    lots = [list(rows(p)) for p in gathered(paths, shared)]
    total = Counter[str]()
    for part in range(5):
        known = fitted([lot for n, p in enumerate(lots) for lot in p if n % 5 != part])
        hits, count = right(known, [lot for n, p in enumerate(lots) for lot in p if n % 5 == part])
        total.update(hits=hits, count=count)
    print(f"{total['hits']} of {total['count']} right in five parts")
    text = json.dumps(fitted([lot for p in lots for lot in p]), ensure_ascii=False, indent=1, sort_keys=True)
    out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
