"""Weights of a reader → two int8 ONNX files: ``names.onnx`` (tags and vectors) and ``pairs.onnx`` (pairs and roles).

usage: python -m extract.training.export READER.pt OUT_DIR [--fast]

Of the vocabulary only pieces that clean text can hold are kept. ``--fast`` takes the weights of the small reader
(``extract.training.student``) and writes ``fast-names.onnx`` and ``fast-pairs.onnx``.
"""

import argparse
import re
from pathlib import Path

import torch
from torch import Tensor, nn

from extract.classes import CLASSES, ROLES
from extract.tokens import HINTS, LABELS, tokenizer
from extract.training.network import WIDTH, Attention, Reader, shape_of

TAGS = 1 + 2 * len(LABELS)
CHINESE = re.compile("[㐀-鿿]")
ALL, FEW = 10_000, 2_800  # pieces that are no Chinese characters
FOREIGN = re.compile("[぀-ヿ가-힣ᄀ-ᇿ؀-ۿ]")  # kana, hangul, Arabic


def fused(self: Attention, query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention as one operator of onnxruntime, which then needs no table of pieces by pieces; nothing is masked."""
    found: Tensor = torch.onnx.ops.symbolic(
        "com.microsoft::MultiHeadAttention",
        [query, key, value],
        {"num_heads": self.heads},
        dtype=value.dtype,
        shape=value.shape,
        version=1,
    )
    return found


class Kept(nn.Module):
    """The vectors of some pieces of the vocabulary; the others share that of the unknown one."""

    def __init__(self, words: nn.Embedding, others: int) -> None:
        super().__init__()
        kept = simplified_pieces(others)
        places = torch.zeros(words.num_embeddings, dtype=torch.long)
        places[kept] = torch.arange(len(kept))
        places[places == 0] = kept.index(tokenizer().token_to_id("[UNK]"))
        places[kept[0]] = 0
        self.register_buffer("places", places)
        self.words = nn.Embedding.from_pretrained(words.weight[kept])

    def forward(self, ids: Tensor) -> Tensor:
        found: Tensor = self.words(self.places[ids])
        return found


def simplified_pieces(others: int) -> list[int]:
    """Return the ids of pieces that clean text can hold: none of another script, none inside a Chinese word; of those that
    are no Chinese characters the ``others`` most frequent, for in that order the vocabulary has them."""
    from opencc import OpenCC

    simpler = OpenCC("t2s").convert
    kept = []
    for piece, number in sorted(tokenizer().get_vocab().items(), key=lambda pair: pair[1]):
        inner = piece.startswith("##") and CHINESE.match(piece[2:])
        if inner or piece.startswith("[unused") or FOREIGN.search(piece) or simpler(piece) != piece:
            continue
        others -= not CHINESE.match(piece)
        if CHINESE.match(piece) or others >= 0:
            kept.append(number)
    return kept


class Names(nn.Module):
    """Tags and vectors of one window, unpadded."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.reader(ids, torch.ones_like(ids), hints)
        return found


class Pairs(nn.Module):
    """The pair scorer alone on one stretch, unpadded, its inputs in the order of the file.

    ``rows`` are the pieces of names, of which ``spans`` (1, mentions, rows) are made. It is asked for some pairs only, each
    once: ``ends`` (pairs, 2) their entities, ``between`` (pairs, 2) where the pieces
    between them begin and end, ``gaps`` (pairs, 2) the classes of the pair and of the pair turned. Logits come for both ways.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.scorer = reader.pairs

    def forward(
        self,
        x: Tensor,
        marks: Tensor,
        rows: Tensor,
        spans: Tensor,
        owner: Tensor,
        ends: Tensor,
        between: Tensor,
        gaps: Tensor,
    ) -> tuple[Tensor, Tensor]:
        scorer = self.scorer
        vectors, entities, look = scorer.entities(x, None, marks, spans, owner, rows)
        x, look, a, b = vectors[0], look[0], ends[:, 0], ends[:, 1]
        sums = torch.cat([torch.zeros_like(x[:1]), x.cumsum(0)])
        start, end = between[:, 0], between[:, 1]
        words = (sums[end] - sums[start]) / (end - start).clamp(min=1)[:, None]
        shared = (scorer.middle(words[None]) + scorer.shared((look[a] * look[b])[None], vectors))[0]
        head, tail = scorer.head(entities)[0], scorer.tail(entities)[0]
        both = torch.stack([head[a] + tail[b], head[b] + tail[a]], 1)
        return scorer.judged(both + shared[:, None] + scorer.gap(scorer.gaps(gaps))), scorer.roles(entities)


def main() -> None:
    """Export and quantise."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    ap = argparse.ArgumentParser()
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--fast", action="store_true")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    weights = torch.load(a.weights)
    reader = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), shape_of(weights))
    reader.load_state_dict(weights)
    reader.eval()
    reader.encoder.words = Kept(reader.encoder.words, FEW if a.fast else ALL)
    Attention.mixed = fused  # type: ignore[method-assign]
    length, entities, mentions = 40, 3, 5
    names = (torch.ones(1, length, dtype=torch.long), torch.zeros(1, length, HINTS))
    pairs = (
        torch.randn(1, length, WIDTH),
        torch.zeros(1, length, dtype=torch.long),
        torch.arange(9),
        torch.full((1, mentions, 9), 0.02),
        torch.ones(1, entities, mentions),
        torch.tensor([[0, 1], [0, 2]]),
        torch.tensor([[3, 5], [7, 9]]),
        torch.zeros(2, 2, dtype=torch.long),
    )
    t, m, r, e, p = torch.export.Dim("t", max=512), *(torch.export.Dim(n) for n in "mrep")
    shapes = ({1: t}, {1: t}, {0: r}, {1: m, 2: r}, {1: e, 2: m}, {0: p}, {0: p}, {0: p})
    for name, module, feed, inputs, outputs, sizes in (
        ("names", Names(reader), names, ["ids", "hints"], ["tags", "x"], ({1: t}, {1: t})),
        (
            "pairs",
            Pairs(reader),
            pairs,
            ["x", "marks", "rows", "spans", "owner", "ends", "between", "gaps"],
            ["pairs", "roles"],
            shapes,
        ),
    ):
        name = f"fast-{name}" if a.fast else name
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
