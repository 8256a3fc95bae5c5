"""Sets of annotated articles, read and scored by the project's own scorer."""

import os
from pathlib import Path

from extract.evaluation import MICRO, Score, outcomes, read_gold, scores
from extract.many import read_many
from extract.sources import documents
from graph.model import Document, Reading
from graph.records import to_record

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("YIMAI_SHARED") or ROOT.parent / "shared")
SETS = {
    "examples": (ROOT / "examples" / "gold", ROOT / "examples" / "articles"),
    "shared": (SHARED / "gold", SHARED / "articles"),
}
Figures = dict[str, float]


def measured(gold: Path, articles: Path) -> list[Score]:
    """Return the scores of one set."""
    wanted = read_gold(gold)
    given: list[Document] = []
    for name in wanted:
        found = [d for d in documents([str(articles / name)]) if isinstance(d, Document)]
        if len(found) != 1:
            raise SystemExit(f"{articles / name} is not one article")
        given += found
    results = []
    for gold_one, (document, outcome) in zip(wanted.values(), read_many(given), strict=True):
        if not isinstance(outcome, Reading):
            raise SystemExit(f"{document.source}: {outcome}")
        results.append(outcomes(gold_one, to_record(outcome)))
    return scores(results)


def micro(rows: list[Score]) -> Figures:
    """Return F1 of each group."""
    return {row.group: round(row.f1, 4) for row in rows if row.type == MICRO}
