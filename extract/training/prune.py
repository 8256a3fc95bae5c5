"""The large network narrowed: inner neurons whose part others can take over go, and the layer is fitted anew.

usage: python -m extract.training.prune SHARED READER.pt OUT.pt PASSAGES... [--inner 1408] [--windows 420] [--seed 3]

Layer by layer, the last ones seeing what the narrowed first ones give: neurons are dropped in small lots by the error that
their layer's output keeps when the rest is refitted by least squares (Hassibi and Stork 1993, for whole neurons). Train on
afterwards (``reader --start``): without it names and relations lose about two points.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from extract.classes import CLASSES, ROLES
from extract.gazetteer import registry
from extract.tokens import HINTS
from extract.training import domain
from extract.training.inventor import load
from extract.training.network import Layer, Reader, shape_of
from extract.training.reader import PAIR_INPUTS, TAGS, gathered, tellings

LOT = 64  # neurons dropped before their worth is weighed anew
RIDGE = 1e-4  # of the mean square of a neuron
Batch = dict[str, Tensor]


@torch.no_grad()
def squares(model: Reader, layer: Layer, batches: Sequence[Batch]) -> Tensor:
    """Return the sums of products of a layer's inner neurons and of a constant: (inner + 1, inner + 1)."""
    size = layer.up.out_features + 1
    found, seen = torch.zeros(size, size, dtype=torch.float64), list[Tensor]()
    hook = layer.up.register_forward_hook(lambda module, given, out: seen.append(out))
    for batch in batches:
        _, x = model(batch["ids"], batch["keep"], batch["hints"], batch["parts"])
        model.pairs(x, *(batch[name] for name in PAIR_INPUTS))
        inner = functional.gelu(seen.pop()[batch["keep"].bool()])
        inner = torch.cat([inner, torch.ones(len(inner), 1)], 1)
        found += (inner.T @ inner).double()
    hook.remove()
    return found


def narrowed(layer: Layer, products: Tensor, inner: int) -> float:
    """Leave ``inner`` neurons in a layer, in place; return the share of its output's mean square that is lost."""
    size = layer.up.out_features
    given = torch.cat([layer.down.weight, layer.down.bias[:, None]], 1).double()
    steady = products + RIDGE * products.diagonal().mean() * torch.eye(size + 1, dtype=torch.float64)
    kept = list(range(size))

    def fitted() -> tuple[Tensor, Tensor]:
        rows = torch.tensor([*kept, size])
        return rows, torch.linalg.solve(steady[rows][:, rows], products[rows] @ given.T)

    while len(kept) > inner:
        rows, weights = fitted()
        worth = weights[:-1].square().sum(1) / torch.linalg.inv(steady[rows][:, rows]).diagonal()[:-1]
        gone = set(worth.argsort()[: min(LOT, len(kept) - inner)].tolist())
        kept = [neuron for n, neuron in enumerate(kept) if n not in gone]
    rows, weights = fitted()
    left = ((given @ products) * given).sum()
    lost = (
        left
        - 2 * (weights * (products[rows] @ given.T)).sum()
        + ((weights.T @ products[rows][:, rows]) * weights.T).sum()
    )
    up, down = nn.Linear(layer.up.in_features, inner), nn.Linear(inner, layer.down.out_features)
    up.load_state_dict({"weight": layer.up.weight[kept], "bias": layer.up.bias[kept]})
    down.load_state_dict({"weight": weights[:-1].T.float(), "bias": weights[-1].float()})
    layer.up, layer.down = up, down
    return float(lost / left)


def main() -> None:
    """Narrow every layer, save."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("reader", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("passages", type=Path, nargs="+")
    ap.add_argument("--inner", type=int, default=1408)
    ap.add_argument("--windows", type=int, default=420, help="windows of passages that tell what neurons do")
    ap.add_argument("--seed", type=int, default=3)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    weights = torch.load(a.reader)
    model = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), shape_of(weights))
    model.load_state_dict(weights)
    model.eval()
    windows = tellings(gathered(a.passages, a.shared), load(a.shared, rng), registry(), rng)
    batches = list(domain.batches(rng.sample(windows, min(a.windows, len(windows))), rng))
    with torch.no_grad():
        for n, layer in enumerate([*model.encoder.layers, *model.pairs.layers]):
            print(n, narrowed(layer, squares(model, layer, batches), a.inner), flush=True)
    torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
