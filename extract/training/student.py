"""Third recipe: a small reader learns from the large one, on passages told again and on news that nobody annotated.

usage: python -m extract.training.student SHARED READER.pt POOL.pkl OUT.pt PASSAGES... [OPTIONS]

The pool of lessons (``extract.training.lessons``) is made once, by the shipped large reader, and kept in POOL.pkl. READER.pt gives the first weights: the first and the last layer, of these the heads and neurons
that weigh most.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.classes import CLASSES, ROLES
from extract.gazetteer import registry
from extract.tokens import HINTS
from extract.training import domain
from extract.training.batches import IGNORED
from extract.training.lessons import Lesson, pool, tagged
from extract.training.markup import parse
from extract.training.network import HEAD, SMALL, WIDTH, Layer, Reader, shape_of
from extract.training.reader import PAIR_INPUTS, RARE, TAGS, cleaned, measure, running_mean, step

HARD = 0.4  # what annotations weigh beside what the large reader says
SHARP = 2.0  # names: the weight of the large reader's chances
ALIKE = 2.0  # the weight of the large reader's vectors (Romero et al. 2015), beside chances


def batches(found: Sequence[Lesson], rng: random.Random, tokens: int) -> Iterator[dict[str, Tensor]]:
    """Yield batches with what the large reader says beside what is annotated."""
    by_window = {id(x.window): x for x in found}
    lots = domain.lots([x.window for x in found], rng, tokens)
    for length, size, lot in lots:
        out = domain.collate(lot, length, size)
        entities, k = out["facts"].shape[1], len(CLASSES)
        out["said_tags"] = torch.zeros(size, length, TAGS)
        out["said_facts"] = torch.zeros(size, entities, entities, k)
        out["said_roles"] = torch.zeros(size, entities, len(ROLES))
        out["said_vectors"] = torch.zeros(size, length, WIDTH)
        out["gold"] = torch.zeros(size)
        for n, window in enumerate(lot):
            x = by_window[id(window)]
            t, e = x.tags.shape[0], x.pairs.shape[0]
            out["said_tags"][n, :t] = torch.from_numpy(x.tags.astype(numpy.float32))
            out["said_facts"][n, :e, :e] = torch.from_numpy(x.pairs.astype(numpy.float32))
            out["said_roles"][n, :e] = torch.from_numpy(x.roles.astype(numpy.float32))
            out["said_vectors"][n, :t] = torch.from_numpy(numpy.concatenate([y.vectors for y in tagged(window)]))
            out["gold"][n] = x.gold
        yield out


def losses(model: Reader, seen: nn.Linear, b: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the losses of names, of pairs with roles and of vectors, against annotations and what the large reader says.

    ``seen`` turns a vector into the large reader's; it is learned along and thrown away.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, x = model(b["ids"], b["keep"], b["hints"], b["parts"])
        pairs, roles = model.pairs(x, *(b[name] for name in PAIR_INPUTS))
    tags = tags.float()
    said = -(b["said_tags"] * tags.log_softmax(-1)).sum(-1)
    names = SHARP * (said * b["keep"]).sum() / b["keep"].sum()
    if (b["tags"] != IGNORED).any():
        names = names + functional.cross_entropy(tags.flatten(0, 1), b["tags"].flatten(), ignore_index=IGNORED)
    share = HARD * b["gold"][:, None, None, None]
    target = share * b["facts"] + (1 - share) * b["said_facts"]
    raw = functional.binary_cross_entropy_with_logits(pairs.float(), target, reduction="none", pos_weight=RARE)
    facts = (raw * b["known"]).sum() / (b["known"].sum() + 1) * 4
    target = share[..., 0] * b["roles"] + (1 - share[..., 0]) * b["said_roles"]
    raw = functional.binary_cross_entropy_with_logits(roles.float(), target, reduction="none")
    facts = facts + (raw * b["entities"][..., None]).sum() / (b["entities"].sum() * len(ROLES) + 1)
    kept = b["keep"].bool()
    ours, theirs = seen(x.float()[kept]), b["said_vectors"][kept]
    return names, facts, ALIKE * (ours - theirs).square().mean() / theirs.var(0).mean()


def pruned(model: Reader, path: Path) -> None:
    """Give a small reader the weights of the large one: layers from both ends, their heads and neurons that weigh most."""
    weights = torch.load(path)
    large = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), shape_of(weights))
    large.load_state_dict(weights)
    ours, theirs = model.state_dict(), large.state_dict()
    model.load_state_dict({k: theirs[k] if k in theirs and theirs[k].shape == v.shape else v for k, v in ours.items()})
    for small, wide, kept in (
        (model.encoder.layers, large.encoder.layers, (0, -1)),
        (model.pairs.layers, large.pairs.layers, (-1,)),
    ):
        for layer, n in zip(small, kept, strict=True):
            cut_down(layer, wide[n])


@torch.no_grad()
def cut_down(small: Layer, wide: Layer) -> None:
    """Give a layer those heads and inner neurons of a wider one whose weights are largest."""
    ours, theirs = small.attention, wide.attention
    by_head = theirs.value.weight.view(theirs.heads, -1).norm(dim=1) * theirs.dense.weight.view(
        WIDTH, theirs.heads, HEAD
    ).norm(dim=(0, 2))
    heads = by_head.topk(ours.heads).indices.sort().values
    rows = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    neurons = (wide.up.weight.norm(dim=1) * wide.down.weight.norm(dim=0)).topk(small.up.out_features).indices
    for to, of, kept in (
        (ours.query, theirs.query, rows),
        (ours.key, theirs.key, rows),
        (ours.value, theirs.value, rows),
        (small.up, wide.up, neurons),
    ):
        to.weight.copy_(of.weight[kept])
        to.bias.copy_(of.bias[kept])
    for to, of, kept in ((ours.dense, theirs.dense, rows), (small.down, wide.down, neurons)):
        to.weight.copy_(of.weight[:, kept])
        to.bias.copy_(of.bias)
    ours.norm.load_state_dict(theirs.norm.state_dict())
    small.norm.load_state_dict(wide.norm.state_dict())


def options() -> argparse.Namespace:
    """Read the command line."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("reader", type=Path)
    ap.add_argument("pool", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("passages", type=Path, nargs="+")
    ap.add_argument("--tellings", type=int, default=1)
    ap.add_argument("--pool-minutes", type=float, default=28)
    ap.add_argument("--minutes", type=float, default=38)
    ap.add_argument("--tokens", type=int, default=3072)
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--start", type=Path)
    ap.add_argument("--dev", type=Path, nargs="*", default=[])
    return ap.parse_args()


def main() -> None:
    """Make the pool, train, measure after each epoch, save."""
    a = options()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    lessons = pool(a, rng)
    model = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), SMALL)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    else:
        pruned(model, a.reader)
    dev = {f.stem: [w for p in parse(f) for w in domain.to_windows(cleaned(p), registry(), 0, rng)] for f in a.dev}
    seen = nn.Linear(WIDTH, WIDTH)
    optimizer = torch.optim.AdamW([*model.parameters(), *seen.parameters()], lr=a.rate, weight_decay=0.01)
    mean = running_mean(model)
    began, epoch, share = time.time(), 0, 0.0
    while share < 1:
        model.eval()  # nothing is dropped: lessons are chances, and seen a few times only
        sums = [0.0, 0.0, 0.0]
        for n, batch in enumerate(batches(lessons, rng, a.tokens), 1):
            share = (time.time() - began) / 60 / a.minutes
            if share >= 1:
                break
            optimizer.param_groups[0]["lr"] = a.rate * min(1.0, share / 0.05) * max(0.02, 1 - share)
            parts = losses(model, seen, batch)
            step(torch.stack(parts).sum(), model, optimizer, mean)
            sums = [total + part.item() for total, part in zip(sums, parts, strict=True)]
            if n % 50 == 0:
                means = " ".join(f"{total / n:.4f}" for total in sums)
                print(f"{epoch} {n} {means} {time.time() - began:.0f}s", file=sys.stderr, flush=True)
        torch.save(mean.module.state_dict(), a.out)
        for name, found in dev.items():
            print("  ", epoch, name, measure(mean.module, found), flush=True)
        epoch += 1
    print("saved", a.out, file=sys.stderr)


if __name__ == "__main__":
    main()
