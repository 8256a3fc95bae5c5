"""Cleans 20,000 maltreated texts: none may crash, lose its places or take long.

    python -m benchmarks.mutations [COUNT] [FOLDER_OF_TEXTS]

Prints the texts a second, the slowest, and leaves with 1 where one crashed.
"""

import sys
import time
from pathlib import Path

from extract.cleaning import clean
from extract.cleaning.injectors import mutated

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def texts(folder: Path) -> list[str]:
    """Return the beginnings of the texts of a folder."""
    return [p.read_text(encoding="utf-8")[:700] for p in sorted(folder.glob("*.txt"))]


def checked(text: str) -> str:
    """Return what is wrong with the cleaning of a text, or nothing."""
    try:
        found = clean(text)
        found.text.encode("utf-8")
    except Exception as error:
        return repr(error)
    sound = len(found.text) == len(found.starts) == len(found.ends)
    return (
        ""
        if sound and all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
        else "lost places"
    )


def main(count: int = 20_000, folder: Path = EXAMPLES) -> int:
    """Clean mutated texts and report."""
    given = texts(folder)
    wrong, slowest, begun = 0, (0.0, 0), time.process_time()
    for seed in range(count):
        text, at = mutated(given[seed % len(given)], seed), time.process_time()
        if problem := checked(text):
            wrong += 1
            print(f"seed {seed}: {problem}")
        slowest = max(slowest, (time.process_time() - at, seed))
    spent = time.process_time() - begun
    print(
        f"{count} texts, {wrong} wrong, {count / spent:.0f} texts a second; slowest {slowest[0]:.2f} s (seed {slowest[1]})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(int(arguments[0]) if arguments else 20_000, Path(arguments[1]) if len(arguments) > 1 else EXAMPLES))
