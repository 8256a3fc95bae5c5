"""Second recipe: names and facts together, on annotated passages told again with other names each epoch.

usage: python -m extract.training.reader SHARED PUBLIC.pt ENCODER.npz OUT.pt PASSAGES... [OPTIONS]
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
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from extract.classes import CLASSES, ROLES
from extract.cleaning.aligned import aligned, run
from extract.cleaning.chain import PASSES
from extract.gazetteer import Gazetteer, registry
from extract.tokens import HINTS, LABELS
from extract.training import domain
from extract.training.augment import rename
from extract.training.batches import IGNORED
from extract.training.inventor import Inventor, load
from extract.training.markup import Passage, parse
from extract.training.network import Reader, Shape, load_layers, shape_of
from extract.training.standoff import load as load_standoff

TAGS = 1 + 2 * len(LABELS)
RARE = torch.tensor([1.0 if n in ("PARTNERS_WITH", "DEVELOPED", "USES", "AFFILIATED_WITH") else 2.5 for n in CLASSES])
MEAN = 0.998  # what is saved is the running mean of the weights, over some five hundred steps
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
        tags, x = model(batch["ids"], batch["keep"], batch["hints"], batch["parts"])
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
            tags, x = model(batch["ids"], batch["keep"], batch["hints"], batch["parts"])
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


def gathered(paths: list[Path], shared: Path) -> list[Passage]:
    """Return the passages of files and of folders' files, cleaned; ``.jsonl`` files annotate news of ``shared``."""
    files = [f for p in paths for f in (sorted(p.glob("*.txt")) + sorted(p.glob("*.jsonl")) if p.is_dir() else [p])]
    found = (load_standoff(f, shared) if f.suffix == ".jsonl" else parse(f) for f in files)
    return [cleaned(p) for passages in found for p in passages]


def started(a: argparse.Namespace) -> Reader:
    """Return the network with the weights that the options name."""
    found = torch.load(a.start or a.public)
    model = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), shape_of(found) if a.start else Shape())
    if a.start:
        ours = model.state_dict()
        found = {k: v for k, v in found.items() if k in ours and v.shape == ours[k].shape}
        print("kept", len(found), "of", len(ours), "arrays", file=sys.stderr)
        model.load_state_dict(ours | found)
    else:
        model.encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in found.items() if "encoder." in k})
        load_layers(model.pairs.layers, a.encoder, 2)
    model.encoder.words.weight.requires_grad_(False)  # too few passages to move 21,128 word vectors
    return model


def tellings(passages: list[Passage], inventor: Inventor, known: Gazetteer, rng: random.Random) -> list[domain.Window]:
    """Return the windows of one epoch: three passages of four under other names, each with a share of the hints."""
    told = [p if rng.random() < 0.25 else rename(p, inventor, rng, rng.choice((0.3, 0.6, 0.9))) for p in passages]
    return [w for p in told for w in domain.to_windows(p, known, rng.choice((0.2, 0.5, 0.8)), rng, vary=True)]


def running_mean(model: Reader) -> AveragedModel:
    """Return what keeps the running mean of a network's weights."""
    return AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(MEAN), use_buffers=False)


def step(loss: Tensor, model: Reader, optimizer: torch.optim.Optimizer, mean: AveragedModel) -> None:
    """Move the weights one step down the loss, and their mean along."""
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    mean.update_parameters(model)


def options() -> argparse.Namespace:
    """Read the command line."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("public", type=Path)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("passages", type=Path, nargs="+", help="files, or folders that are read anew each epoch")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--minutes", type=float, help="end after so long instead, wherever the epoch stands")
    ap.add_argument("--tokens", type=int, default=1536, help="pieces a step")
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--fresh", type=float, default=8, help="times the rate, for layers that were not pretrained")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--start", type=Path, help="go on from these weights")
    ap.add_argument("--dev", type=Path, nargs="*", default=[])
    return ap.parse_args()


def main() -> None:
    """Train, measure after each epoch, save."""
    a = options()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    model = started(a)
    inventor, known = load(a.shared, rng), registry()
    dev = {f.stem: [w for p in parse(f) for w in domain.to_windows(cleaned(p), known, 0, rng)] for f in a.dev}
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.") and "layers" not in n]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") or "layers" in n]
    tops = (a.rate, a.rate * a.fresh)
    optimizer = torch.optim.AdamW(
        [{"params": g, "lr": top} for g, top in zip((body, fresh), tops, strict=True)], weight_decay=0.01
    )
    mean = running_mean(model)
    began, epoch, share = time.time(), 0, 0.0
    while share < 1 and epoch < (a.epochs if not a.minutes else 1000):
        lots = list(domain.batches(tellings(gathered(a.passages, a.shared), inventor, known, rng), rng, a.tokens))
        model.train()
        sums = [0.0, 0.0]
        for n, batch in enumerate(lots, 1):
            spent = time.time() - began
            share = spent / 60 / a.minutes if a.minutes else (epoch + n / len(lots)) / a.epochs
            if share >= 1 and a.minutes:
                break
            for group, top in zip(optimizer.param_groups, tops, strict=True):
                group["lr"] = top * min(1.0, share / 0.06) * max(0.02, 1 - share)
            names, facts = losses(model, batch)
            step(names + facts, model, optimizer, mean)
            sums = [sums[0] + names.item(), sums[1] + facts.item()]
            if n % 20 == 0:
                print(f"{epoch} {n}/{len(lots)} {sums[0] / n:.4f} {sums[1] / n:.4f} {spent:.0f}s", file=sys.stderr)
        print(f"epoch {epoch} names {sums[0] / n:.4f} facts {sums[1] / n:.4f} {time.time() - began:.0f}s", flush=True)
        torch.save(mean.module.state_dict(), a.out)
        for name, windows in dev.items():
            print("  ", name, measure(mean.module, windows), flush=True)
        epoch += 1
    print("saved", a.out, file=sys.stderr)


if __name__ == "__main__":
    main()
