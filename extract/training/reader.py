"""Second recipe: names and facts together, on annotated passages told again with other names each epoch.

usage: python -m extract.training.reader SHARED PUBLIC.pt ENCODER.npz OUT.pt PASSAGES... [--epochs N] [--seed N] [--dev FILE]
"""

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from extract.classes import CLASSES, ROLES
from extract.cleaning.aligned import aligned, run
from extract.cleaning.chain import PASSES
from extract.gazetteer import registry
from extract.tokens import HINTS, LABELS
from extract.training import domain
from extract.training.augment import rename
from extract.training.batches import IGNORED
from extract.training.inventor import load
from extract.training.markup import Passage, parse
from extract.training.network import Reader, load_layers

TAGS = 1 + 2 * len(LABELS)
RARE = torch.tensor([1.0 if n in ("PARTNERS_WITH", "DEVELOPED", "USES", "AFFILIATED_WITH") else 2.5 for n in CLASSES])
PAIR_INPUTS = ("keep", "marks", "spans", "owner", "between", "gaps")


def cleaned(passage: Passage) -> Passage:
    """Return a passage as the reader will see it: cleaned, its mentions moved along.

    Nothing is repaired or cut: the passages are sound, and the network should know what page furniture looks like.
    """
    article = run(aligned(passage.text), (p for p in PASSES if p.__name__ not in ("furniture", "byte_repairs")))
    place = {start: n for n, start in reversed(list(enumerate(article.starts)))}
    last = {end: n + 1 for n, end in enumerate(article.ends)}
    mentions = [
        (place[s], last[e], ids, is_name)
        for s, e, ids, is_name in passage.mentions
        if s in place and e in last and place[s] < last[e]
    ]
    return replace(passage, text=article.text, mentions=mentions)


def losses(model: Reader, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Return the losses of tags and of pairs with roles."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, x = model(batch["ids"], batch["keep"], batch["hints"])
        pairs, roles = model.pairs(x, *(batch[name] for name in PAIR_INPUTS))
    names = functional.cross_entropy(tags.float().flatten(0, 1), batch["tags"].flatten(), ignore_index=IGNORED)
    raw = functional.binary_cross_entropy_with_logits(pairs.float(), batch["facts"], reduction="none", pos_weight=RARE)
    facts = (raw * batch["known"]).sum() / (batch["known"].sum() + 1) * 4
    raw = functional.binary_cross_entropy_with_logits(roles.float(), batch["roles"], reduction="none")
    return names, facts + (raw * batch["entities"][..., None]).sum() / (batch["entities"].sum() * len(ROLES) + 1)


@torch.no_grad()
def measure(model: Reader, found: list[domain.Window]) -> str:
    """Return F1 of names (by piece spans) and of the relation classes at 0.5, on windows."""
    model.eval()
    right = [0, 0, 0]
    table = torch.zeros(len(CLASSES), 3)
    for batch in domain.batches(found, random.Random(0)):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, x = model(batch["ids"], batch["keep"], batch["hints"])
            pairs, _ = model.pairs(x, *(batch[name] for name in PAIR_INPUTS))
        got = tags.float().argmax(-1)
        for row, gold in zip(got.tolist(), batch["tags"].tolist(), strict=True):
            a, b = spans(row, gold), spans(gold, gold)
            right = [right[0] + len(a & b), right[1] + len(a), right[2] + len(b)]
        hit = (pairs > 0).float() * batch["known"]
        gold_facts = batch["facts"] * batch["known"]
        table[:, 0] += (hit * gold_facts).sum((0, 1, 2))
        table[:, 1] += hit.sum((0, 1, 2))
        table[:, 2] += gold_facts.sum((0, 1, 2))
    f1 = [2 * a / max(1, b + c) for a, b, c in table.tolist()]
    lines = [f"names F1 {2 * right[0] / max(1, right[1] + right[2]):.4f}"]
    total = table[:8].sum(0).tolist()
    lines.append(f"relations P {total[0] / max(1, total[1]):.3f} R {total[0] / max(1, total[2]):.3f}")
    lines += [f"{n} {v:.2f}({int(c[2])})" for n, v, c in zip(CLASSES, f1, table.tolist(), strict=True)]
    return " ".join(lines)


def spans(tags: list[int], gold: list[int]) -> set[tuple[int, int, int]]:
    """Return (start, end, type) of the names in a row of tags; places that gold ignores end a name."""
    found, start, kind = set(), -1, -1
    for n, tag in enumerate([*tags, 0]):
        if n < len(gold) and gold[n] == IGNORED:
            tag = 0
        inner = tag > 0 and tag % 2 == 0 and (tag - 2) // 2 == kind and start >= 0
        if start >= 0 and not inner:
            found.add((start, n, kind))
            start = -1
        if tag > 0 and not inner:
            start, kind = n, (tag - 1) // 2
    return found


def main() -> None:
    """Train, measure after each epoch, save."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("public", type=Path)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("passages", type=Path, nargs="+")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--copies", type=int, default=1, help="tellings of each passage an epoch")
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--start", type=Path, help="go on from these weights")
    ap.add_argument("--dev", type=Path, nargs="*", default=[])
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    model = Reader(HINTS, TAGS, len(CLASSES), len(ROLES))
    if a.start:
        found = torch.load(a.start)
        ours = model.state_dict()
        found = {k: v for k, v in found.items() if k in ours and v.shape == ours[k].shape}
        print("kept", len(found), "of", len(ours), "arrays", file=sys.stderr)
        model.load_state_dict(ours | found)
    else:
        found = torch.load(a.public)
        body = {k.removeprefix("encoder."): v for k, v in found.items() if k.startswith("encoder.")}
        model.encoder.load_state_dict(body)
        load_layers(model.pairs.layers, a.encoder, 2)
    model.encoder.words.weight.requires_grad_(False)  # too few passages to move 21,128 word vectors
    passages = [cleaned(p) for f in a.passages for p in parse(f)]
    inventor, known = load(a.shared, rng), registry()
    dev = {f.stem: [w for p in parse(f) for w in domain.to_windows(cleaned(p), known, 0, rng)] for f in a.dev}
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.") and "layers" not in n]
    body_ = [p for n, p in model.named_parameters() if n.startswith("encoder.") or "layers" in n]
    optimizer = torch.optim.AdamW(
        [{"params": body_, "lr": a.rate}, {"params": fresh, "lr": a.rate * 8}], weight_decay=0.01
    )
    began, n, steps = time.time(), 0, 0
    for epoch in range(a.epochs):
        told = [
            p if rng.random() < 0.25 else rename(p, inventor, rng, rng.choice((0.3, 0.6, 0.9)))
            for p in passages
            for _ in range(a.copies)
        ]
        found_ = [w for p in told for w in domain.to_windows(p, known, rng.choice((0.2, 0.5, 0.8)), rng)]
        lots = list(domain.batches(found_, rng))
        steps = steps or len(lots) * a.epochs
        model.train()
        sums = [0.0, 0.0]
        for batch in lots:
            share = n / steps
            for group, top in zip(optimizer.param_groups, (a.rate, a.rate * 8), strict=True):
                group["lr"] = top * min(1.0, share / 0.06) * max(0.02, 1 - share)
            names, facts = losses(model, batch)
            optimizer.zero_grad()
            (names + facts).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            n += 1
            sums = [sums[0] + names.item(), sums[1] + facts.item()]
            if n % 20 == 0:
                print(
                    f"{n}/{steps} {names.item():.4f} {facts.item():.4f} {time.time() - began:.0f}s",
                    file=sys.stderr,
                    flush=True,
                )
        print(
            f"epoch {epoch} {n}/{steps} names {sums[0] / len(lots):.4f} facts {sums[1] / len(lots):.4f} {time.time() - began:.0f}s",
            flush=True,
        )
        torch.save(model.state_dict(), a.out)
        for name, windows in dev.items():
            print("  ", name, measure(model, windows), flush=True)
    print("saved", a.out, file=sys.stderr)


if __name__ == "__main__":
    main()
