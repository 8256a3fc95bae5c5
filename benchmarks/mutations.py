"""Reads 20,000 maltreated texts: none may crash, be lost, show places that are not its own, or take long.

    python -m benchmarks.mutations [--count 20000] [--texts FOLDER] [--full]

The fast network reads, or with ``--full`` the large one; all the rest is the same. Prints the texts a second and the slowest,
and leaves with 1 where one failed.
"""

import argparse
import sys
import time
from pathlib import Path

from extract.cleaning.injectors import mutated
from extract.reader import read
from graph.model import Document, Reading

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def texts(folder: Path) -> list[str]:
    """Return the beginnings of the texts of a folder."""
    return [p.read_text(encoding="utf-8")[:700] for p in sorted(folder.glob("*.txt"))]


def misplaced(reading: Reading) -> str:
    """Return what is wrong with the places that a reading shows, or nothing."""
    text = reading.document.text
    proofs = [e for thing in (*reading.entities, *reading.facts) for e in thing.evidence]
    spans = [s for e in proofs for s in e.spans] + [s for e in reading.entities for s in e.mentions]
    if not all(0 <= start < end <= len(text) for start, end in spans):
        return "places outside the text"
    if any(d.text != text[d.start : d.end] for d in reading.dropped):
        return "what was dropped is not what stands there"
    return ""


def checked(text: str, *, fast: bool) -> str:
    """Return what is wrong with the reading of a text, or nothing."""
    try:
        return misplaced(read(Document("mutant", "mutant", text), fast=fast))
    except Exception as error:
        return repr(error)


def main() -> int:
    """Read mutated texts and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--texts", type=Path, default=EXAMPLES)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    given = texts(options.texts)
    wrong, slowest, begun = 0, (0.0, 0), time.process_time()
    for seed in range(options.count):
        text, at = mutated(given[seed % len(given)], seed), time.process_time()
        if problem := checked(text, fast=not options.full):
            wrong += 1
            print(f"seed {seed}: {problem}")
        slowest = max(slowest, (time.process_time() - at, seed))
        if seed % 1000 == 999:
            print(f"{seed + 1} read, {wrong} wrong", file=sys.stderr, flush=True)
    spent = time.process_time() - begun
    print(
        f"{options.count} texts, {wrong} wrong, {options.count / spent:.0f} texts a second of the processor; "
        f"slowest {slowest[0]:.2f} s (seed {slowest[1]})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
