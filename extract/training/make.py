"""All recipes in order: the shipped weights from the public sets and the project's own passages, by one command.

usage: python -m extract.training.make SHARED WORK_DIR [--epochs N] [--seed N]

Writes ``names.onnx``, ``pairs.onnx`` and ``antecedents.json`` to WORK_DIR/onnx; copy them to ``extract/model`` when they
measure better. Run it again then, with ``--small``: the small network learns from the large one that is installed. Each step
leaves its weights in WORK_DIR and is not repeated where they stand. About two hours on two cores, and as much for the small one.
"""

import argparse
import subprocess
import sys
from pathlib import Path

PASSAGES = Path(__file__).with_name("passages")


def step(made: Path, *command: str) -> None:
    """Run a recipe unless what it makes stands already."""
    if not made.exists():
        print("making", made, file=sys.stderr)
        subprocess.run([sys.executable, *command], check=True)


def main() -> None:
    """Run the recipes."""
    ap = argparse.ArgumentParser()
    ap.add_argument("shared", type=Path)
    ap.add_argument("work", type=Path)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--small", action="store_true")
    a = ap.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    encoder, public = a.work / "encoder.npz", a.work / "public.pt"
    wide, narrow, reader = a.work / "wide.pt", a.work / "narrow.pt", a.work / "reader.pt"
    shared, seed = str(a.shared), str(a.seed)
    step(encoder, str(a.shared / "encoder" / "to_torch.py"), str(encoder))
    step(public, "-m", "extract.training.public", shared, str(encoder), str(public), "--seed", seed)
    passages = [str(p) for p in sorted(PASSAGES.glob("*.txt")) + sorted(PASSAGES.glob("*.jsonl"))]
    more = ["--epochs", str(a.epochs), "--seed", seed]
    start = [shared, str(public), str(encoder)]
    step(wide, "-m", "extract.training.reader", *start, str(wide), *passages, *more)
    step(narrow, "-m", "extract.training.prune", shared, str(wide), str(narrow), *passages)
    more = ["--start", str(narrow), "--epochs", "2", "--rate", "8e-5", "--fresh", "2", "--seed", seed]
    step(reader, "-m", "extract.training.reader", *start, str(reader), *passages, *more)
    step(a.work / "onnx" / "pairs.onnx", "-m", "extract.training.export", str(reader), str(a.work / "onnx"))
    words = a.work / "onnx" / "antecedents.json"
    step(words, "-m", "extract.training.antecedents", shared, str(words), *passages)
    if a.small:
        pool, small = a.work / "pool.pkl", a.work / "small.pt"
        step(small, "-m", "extract.training.student", shared, str(reader), str(pool), str(small), *passages)
        step(
            a.work / "onnx" / "fast-pairs.onnx",
            "-m",
            "extract.training.export",
            str(small),
            str(a.work / "onnx"),
            "--fast",
        )


if __name__ == "__main__":
    main()
