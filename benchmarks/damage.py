"""What each kind of damage costs: the articles of ``examples/`` are damaged at random, read and scored beside the sound ones.

usage: python -m benchmarks.damage [--seed 0]

Prints Markdown: F1 of names and relations by kind of damage, and what each loses.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.scored import SETS, Figures, measured, micro
from extract.cleaning.injectors import DAMAGES, damaged

GOLD, ARTICLES = SETS["examples"]
SOUND, ALL = "none", "all together"


def figures(kind: str, seed: int = 0) -> Figures:
    """Return F1 by group of the examples with one kind of damage, with all kinds or with none."""
    kinds = () if kind == ALL else (kind,)
    with tempfile.TemporaryDirectory() as folder:
        for article in sorted(ARTICLES.glob("*.txt")):
            text = article.read_text(encoding="utf-8")
            worse = text if kind == SOUND else damaged(text, *kinds, seed=seed)
            Path(folder, article.name).write_text(worse, encoding="utf-8", newline="\n")
        return micro(measured(GOLD, Path(folder)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=0)
    seed = parser.parse_args().seed
    sound = figures(SOUND, seed)
    print("| damage | names | lost | relations | lost |\n|---|---|---|---|---|")
    for kind in (SOUND, *DAMAGES, ALL):
        found = figures(kind, seed) if kind != SOUND else sound
        cells = (f"{found[g]:.3f} | {sound[g] - found[g]:+.3f}" for g in ("entity", "relation"))
        print(f"| {kind} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
