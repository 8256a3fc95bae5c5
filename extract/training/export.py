"""Weights of the reader → two int8 ONNX files: ``names.onnx`` (tags and vectors) and ``pairs.onnx`` (pairs and roles).

usage: python -m extract.training.export READER.pt OUT_DIR
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from extract.classes import CLASSES, ROLES
from extract.tokens import HINTS, LABELS
from extract.training.network import HEADS, WIDTH, Attention, Reader
from extract.training.reader import PAIR_INPUTS

TAGS = 1 + 2 * len(LABELS)


def fused(self: Attention, x: Tensor, mask: Tensor, drop: float) -> Tensor:
    """Attention as one operator of onnxruntime, which then needs no table of pieces by pieces; nothing is masked."""
    parts = [self.query(x), self.key(x), self.value(x)]
    y = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention", parts, {"num_heads": HEADS}, dtype=x.dtype, shape=x.shape, version=1
    )
    return self.norm(x + self.dense(y))


class Names(nn.Module):
    """Tags and vectors of one window, unpadded."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.reader(ids, torch.ones_like(ids), hints)
        return found


class Pairs(nn.Module):
    """The pair scorer alone on one stretch, unpadded, its inputs in the order of the file."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.scorer = reader.pairs

    def forward(
        self, x: Tensor, marks: Tensor, spans: Tensor, owner: Tensor, between: Tensor, gaps: Tensor
    ) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.scorer(x, None, marks, spans, owner, between, gaps)
        return found


def main() -> None:
    """Export and quantise."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ap = argparse.ArgumentParser()
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(HINTS, TAGS, len(CLASSES), len(ROLES))
    reader.load_state_dict(torch.load(a.weights))
    reader.eval()
    Attention.forward = fused  # type: ignore[method-assign]
    length, entities, mentions = 40, 3, 5
    names = (torch.ones(1, length, dtype=torch.long), torch.zeros(1, length, HINTS))
    pairs = (
        torch.randn(1, length, WIDTH),
        torch.zeros(1, length, dtype=torch.long),
        torch.full((1, mentions, length), 0.02),
        torch.ones(1, entities, mentions),
        torch.full((1, entities, entities, length), 0.02),
        torch.zeros(1, entities, entities, dtype=torch.long),
    )
    t, m, e = torch.export.Dim("t", max=512), torch.export.Dim("m"), torch.export.Dim("e")
    shapes = ({1: t}, {1: t}, {1: m, 2: t}, {1: e, 2: m}, {1: e, 2: e, 3: t}, {1: e, 2: e})
    for name, module, feed, inputs, outputs, sizes in (
        ("names", Names(reader), names, ["ids", "hints"], ["tags", "x"], ({1: t}, {1: t})),
        ("pairs", Pairs(reader), pairs, ["x", *PAIR_INPUTS[1:]], ["pairs", "roles"], shapes),
    ):
        full = a.out / f"{name}.f32.onnx"
        program = torch.onnx.export(
            module.eval(), feed, dynamo=True, input_names=inputs, output_names=outputs, dynamic_shapes=sizes
        )
        program.save(str(full))
        quantize_dynamic(
            full,
            a.out / f"{name}.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
        print(name, full.stat().st_size, (a.out / f"{name}.onnx").stat().st_size)
        full.unlink()
        full.with_suffix(".onnx.data").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
