"""Weights of the reader → two int8 ONNX files: ``names.onnx`` (tags and vectors) and ``pairs.onnx`` (pairs and roles).

usage: python -m extract.training.export READER.pt OUT_DIR
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from extract.classes import CLASSES, ROLES
from extract.tokens import HINTS, LABELS
from extract.training.network import WIDTH, Reader
from extract.training.reader import PAIR_INPUTS

TAGS = 1 + 2 * len(LABELS)


class Pairs(nn.Module):
    """The pair scorer alone, its inputs in the order of the file."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.scorer = reader.pairs

    def forward(
        self, x: Tensor, keep: Tensor, marks: Tensor, spans: Tensor, owner: Tensor, between: Tensor, gaps: Tensor
    ) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.scorer(x, keep, marks, spans, owner, between, gaps)
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
    batch, length, entities, mentions = 2, 40, 3, 5
    keep = torch.ones(batch, length, dtype=torch.bool)
    names = (torch.ones(batch, length, dtype=torch.long), keep, torch.zeros(batch, length, HINTS))
    pairs = (
        torch.randn(batch, length, WIDTH),
        keep,
        torch.zeros(batch, length, dtype=torch.long),
        torch.full((batch, mentions, length), 0.02),
        torch.ones(batch, entities, mentions),
        torch.full((batch, entities, entities, length), 0.02),
        torch.zeros(batch, entities, entities, dtype=torch.long),
    )
    n, t = torch.export.Dim("n"), torch.export.Dim("t", max=512)
    m, e = torch.export.Dim("m"), torch.export.Dim("e")
    for name, module, feed, inputs, outputs, shapes in (
        ("names", reader.eval(), names, ["ids", "keep", "hints"], ["tags", "x"], ({0: n, 1: t},) * 3),
        (
            "pairs",
            Pairs(reader),
            pairs,
            ["x", *PAIR_INPUTS],
            ["pairs", "roles"],
            (
                {0: n, 1: t},
                {0: n, 1: t},
                {0: n, 1: t},
                {0: n, 1: m, 2: t},
                {0: n, 1: e, 2: m},
                {0: n, 1: e, 2: e, 3: t},
                {0: n, 1: e, 2: e},
            ),
        ),
    ):
        full = a.out / f"{name}.f32.onnx"
        program = torch.onnx.export(
            module.eval(), feed, dynamo=True, input_names=inputs, output_names=outputs, dynamic_shapes=shapes
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
