"""First recipe: the encoder learns names from the public sets, a head each.

usage: python -m extract.training.public SHARED ENCODER.npz OUT.pt [--epochs N] [--seed N]
"""

import argparse
import random
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional

from extract.gazetteer import registry
from extract.tokens import HINTS
from extract.training.batches import IGNORED, batches, items
from extract.training.corpora import HEADS, READERS, Sample
from extract.training.network import Tagger

MSRA_SHARE = 9000  # of 50,658: enough for boundaries, and the sentences are of 1998
PIECE = 240  # characters; longer passages are cut at sentence ends


def cut_long(sample: Sample) -> list[Sample]:
    """Cut a long passage at sentence ends into pieces of about PIECE characters."""
    out, start = [], 0
    while start < len(sample.text):
        end = min(start + PIECE, len(sample.text))
        if end < len(sample.text):
            stops = [sample.text.rfind(c, start + PIECE // 3, end) for c in "。！？；\n，"]
            best = max(stops[:5]) if max(stops[:5]) > 0 else stops[5]
            end = best + 1 if best > 0 else end
            end = next((s for s, e, _ in sample.spans if s < end < e), end)
        spans = tuple((s - start, e - start, t) for s, e, t in sample.spans if s >= start and e <= end)
        if end <= start:
            break
        out.append(Sample(sample.text[start:end], spans, sample.head))
        start = end
    return out


def main() -> None:
    """Train and save."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("encoder", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--epochs", type=int, default=2)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--limit", type=int)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    model = Tagger(HINTS, {name: 1 + 2 * len(types) for name, types in HEADS.items()})
    model.encoder.load_pretrained(a.encoder)
    samples = []
    for name, reader in READERS.items():
        found = [p for s in reader(a.shared / "data") for p in cut_long(s)]
        if name == "msra":
            found = rng.sample(found, MSRA_SHARE)
        samples += found[: a.limit] if a.limit else found
        print(name, len(found), sum(len(s.text) for s in found), file=sys.stderr)
    heads = [p for n, p in model.named_parameters() if n.startswith(("heads", "encoder.hints"))]
    body = [p for n, p in model.named_parameters() if not n.startswith(("heads", "encoder.hints"))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 1e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01)
    found = list(items(samples, HEADS, registry(), 0.3, rng))
    steps = a.epochs * len(list(batches(found, random.Random(0))))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, n / (0.05 * steps + 1)) * max(0.02, 1 - n / steps)
    )
    n, began, losses = 0, time.time(), []
    for epoch in range(a.epochs):
        model.train()
        for head, ids, keep, rows, tags, _ in batches(found, rng):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, keep, rows, head)
            loss = functional.cross_entropy(logits.float().flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            n += 1
            losses.append(loss.item())
            if n % 50 == 0:
                print(
                    f"{n}/{steps} loss {sum(losses[-50:]) / 50:.4f} {time.time() - began:.0f}s",
                    file=sys.stderr,
                    flush=True,
                )
        torch.save(model.state_dict(), a.out)
    print("saved", a.out, file=sys.stderr)


if __name__ == "__main__":
    main()
