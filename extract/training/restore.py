"""The shipped ONNX files → weights in PyTorch, to go on from where the first ones were not kept.

usage: python -m extract.training.restore [--fast] [MODEL_DIR] OUT.pt

What int8 rounded away stays away; export rounds the same values the same way again, so nothing more is lost.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
import torch

from extract.classes import CLASSES, ROLES
from extract.tokens import HINTS
from extract.training.export import TAGS
from extract.training.network import VOCABULARY, WIDTH, Reader, shape_of

SHIPPED = Path(__file__).parents[1] / "model"
FILES = {"names": ("reader.", ""), "pairs": ("scorer.", "pairs.")}
KEPT = "encoder.words.words.weight"  # the vectors of some pieces; a table of all pieces tells where each one's is
FIRST_KIND = "select"  # export keeps of the segment embeddings the row that is used


def scaled(name: str, held: Mapping[str, Any]) -> Any:
    """Return a quantised array as floats."""
    whole = held[f"{name}_quantized"].astype(numpy.float32) - held[f"{name}_zero_point"]
    return whole * held[f"{name}_scale"]


def bias_after(product: str, users: Mapping[str, list[Any]], held: Mapping[str, Any]) -> str:
    """Return the name of the bias that is added to a product of matrices, or an empty string."""
    for _ in range(4):
        adds = [i for n in users.get(product, []) if n.op_type == "Add" for i in n.input]
        if found := [i for i in adds if i in held and i.endswith(".bias")]:
            return found[0]
        product = users[product][0].output[0]
    return ""


def arrays(path: Path, theirs: str, ours: str) -> dict[str, Any]:
    """Return the weights that a file holds, by their names in PyTorch."""
    import onnx

    graph = onnx.load(str(path)).graph
    held = {t.name: onnx.numpy_helper.to_array(t) for t in graph.initializer}
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {}
    for name, value in held.items():
        if name == FIRST_KIND:
            found["encoder.kinds.weight"] = numpy.stack([value, numpy.zeros(WIDTH, numpy.float32)])
        elif name.startswith(theirs) and name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            found[ours + whole.removeprefix(theirs)] = scaled(whole, held)
        elif name.startswith(theirs) and not name.endswith(("_scale", "_zero_point")):
            found[ours + name.removeprefix(theirs)] = value
    if (words := found.pop(KEPT, None)) is not None:
        places = next(v for v in held.values() if v.shape == (VOCABULARY,))
        found["encoder.words.weight"] = words[places]
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            bias = bias_after(node.output[0], users, held)
            name = ours + bias.removeprefix(theirs).removesuffix("bias") + "weight" if bias else "encoder.hints.weight"
            found[name] = scaled(node.input[1].removesuffix("_quantized"), held).T
    return found


def restored(folder: Path = SHIPPED, *, fast: bool = False) -> Reader:
    """Return the network with the weights of ``names.onnx`` and ``pairs.onnx``, or the small one's (``fast-names.onnx`` …).

    Raises RuntimeError where one lacks.
    """
    found: dict[str, Any] = {}
    for name, (theirs, ours) in FILES.items():
        found |= arrays(folder / f"{'fast-' * fast}{name}.onnx", theirs, ours)
    weights = {k: torch.tensor(numpy.ascontiguousarray(v)) for k, v in found.items()}
    reader = Reader(HINTS, TAGS, len(CLASSES), len(ROLES), shape_of(weights))
    reader.load_state_dict(weights)
    return reader


def main() -> None:
    """Write the weights."""
    *folder, out = (Path(name) for name in sys.argv[1:] if name != "--fast")
    torch.save(restored(*folder, fast="--fast" in sys.argv).state_dict(), out)


if __name__ == "__main__":
    main()
