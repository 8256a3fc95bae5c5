"""Names on CLUENER dev, its labels mapped: company → Vendor, organization and government → Institution or Hospital,
name → Person.

usage: python -m benchmarks.cluener [--shared DIR] [--most N]

A name is right when its place and its mapped label are. CLUENER's organizations are mostly sports teams, its guide is
another than ours, and the network learnt from its training part. Prints Markdown.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.sets import SHARED, cell
from extract.evaluation import figures
from extract.reader import found_names

GOLD = {"company": "company", "organization": "organization", "government": "organization", "name": "name"}
OURS = {"Vendor": "company", "Institution": "organization", "Hospital": "organization", "Person": "name"}
CAPTION = {"company": "company", "organization": "organization and government", "name": "name"}
Span = tuple[str, int, int]


def wanted(labels: dict[str, dict[str, list[list[int]]]]) -> set[Span]:
    """Return the mapped spans of a sentence's labels; their ends are inclusive in the file."""
    return {
        (GOLD[label], start, end + 1)
        for label, names in labels.items()
        if label in GOLD
        for places in names.values()
        for start, end in places
    }


def found(text: str) -> set[Span]:
    """Return the mapped spans that the reader finds in a sentence."""
    _, kept, _ = found_names(text)
    return {(OURS[m.label], m.start, m.end) for m in kept if m.label in OURS}


def counted(rows: Iterable[tuple[set[Span], set[Span]]]) -> Counter[tuple[str, str]]:
    """Count (label, verdict) of (wanted, found) spans."""
    return Counter(
        (span[0], verdict)
        for gold, own in rows
        for verdict, group in (("right", gold & own), ("wrong", own - gold), ("missed", gold - own))
        for span in group
    )


def table(counts: Counter[tuple[str, str]]) -> str:
    """Return the table."""
    lines = ["| CLUENER dev | of | P / R / **F1** |", "|---|---|---|"]
    total = [0, 0, 0]
    for label, caption in CAPTION.items():
        row = [counts[label, v] for v in ("right", "wrong", "missed")]
        total = [a + b for a, b in zip(total, row, strict=True)]
        lines.append(line(caption, row))
    return "\n".join([*lines, line("all three", total)])


def line(caption: str, row: Sequence[int]) -> str:
    """Return one row from (right, wrong, missed)."""
    return f"| {caption} | {row[0] + row[2]} | {cell(figures(row[0], row[1], row[2]))} |"


def sentences(shared: Path) -> Path:
    """Return where the annotated sentences lie in a folder of shared data."""
    return shared / "data" / "cluener2020" / "dev.json"


def read(shared: Path, most: int = 0) -> Counter[tuple[str, str]]:
    """Return the counts of the sentences of a folder of shared data, of the first ``most`` where told."""
    rows = [json.loads(one) for one in sentences(shared).read_text(encoding="utf-8").splitlines() if one.strip()]
    return counted((wanted(r["label"]), found(r["text"])) for r in rows[: most or None])


def f1(shared: Path) -> float:
    """Return F1 of all three labels."""
    counts = read(shared)
    right, wrong, missed = (sum(counts[label, v] for label in CAPTION) for v in ("right", "wrong", "missed"))
    return round(figures(right, wrong, missed)[2], 4)


def main() -> None:
    """Read the sentences, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--most", type=int, default=0, help="no more sentences than this, to try")
    options = parser.parse_args()
    print(table(read(options.shared, options.most)))


if __name__ == "__main__":
    main()
