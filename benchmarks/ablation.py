"""What rules and classifier each give, and what the registry gives: the reader with parts left out, on gold articles.

usage: python -m benchmarks.ablation [--sets heldout examples shared] [--also NAME GOLD ARTICLES] [--most N]

Relations by rules only, by the classifier only, and by both; names and relations with and without the registry (its
hints to the network, its votes, its joining of names). Prints Markdown.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.sets import Article, Seen, add_sets, cell, chosen, decided, entities, relations, seen, without_registry
from extract.classes import RELATIONS
from extract.evaluation import MICRO, Outcome, figures, outcomes
from extract.relations.decide import Link
from extract.tokens import LABELS

WAYS = ("rules only", "classifier only", "both")
Counts = Counter[tuple[str, str, str]]  # (group, type or MICRO, verdict)


def told(one: Seen, way: str) -> list[Link]:
    """Return the links of an article that one way of WAYS finds."""
    scores = () if way == "rules only" else one.scores
    return decided(one, scores, () if way == "classifier only" else one.ruled)


def judged(article: Article, one: Seen, way: str) -> list[Outcome]:
    """Return the outcomes of names and relations of one article."""
    found = {"entities": entities(one.groups), "relations": relations(told(one, way))}
    return [o for o in outcomes(article.gold, found) if o.group != "transaction"]


def counted(found: Iterable[Outcome]) -> Counts:
    """Count outcomes by group, type and verdict, and all types together."""
    return Counter(key for o in found for key in ((o.group, o.type, o.verdict), (o.group, MICRO, o.verdict)))


def row(counts: Counts, group: str, kind: str) -> str:
    """Return the cell of one type, or a dash where nothing was told or found."""
    right, wrong, missed = (counts[group, kind, v] for v in ("right", "wrong", "missed"))
    return cell(figures(right, wrong, missed)) if right + wrong + missed else "–"


def table(title: str, group: str, kinds: Sequence[str], columns: dict[str, Counts]) -> str:
    """Return a Markdown table, a row a type and a column a way of reading."""
    told_ = next(iter(columns.values()))
    lines = [f"| {title} | of | {' | '.join(columns)} |", "|---|---|" + "---|" * len(columns)]
    for kind in (*kinds, MICRO):
        count = told_[group, kind, "right"] + told_[group, kind, "missed"]
        cells = " | ".join(row(c, group, kind) for c in columns.values())
        lines.append(f"| {'all' if kind == MICRO else kind} | {count} | {cells} |")
    return "\n".join(lines)


def measured(articles: Sequence[Article]) -> tuple[dict[str, Counts], dict[str, Counts]]:
    """Return the counts of each way, and those with and without the registry."""
    read = [(a, seen(a.document)) for a in articles]
    ways = {way: counted(o for a, one in read for o in judged(a, one, way)) for way in WAYS}
    with without_registry() as known:
        bare = [(a, seen(a.document, known)) for a in articles]
    return ways, {"with": ways["both"], "without": counted(o for a, one in bare for o in judged(a, one, "both"))}


def main() -> None:
    """Measure each set and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sets(parser)
    for name, articles in chosen(parser.parse_args()).items():
        ways, known = measured(articles)
        known = {f"{k} the registry": c for k, c in known.items()}
        print(f"\n### {name}, {len(articles)} articles (P / R / F1)\n")
        print(table("relations", "relation", RELATIONS, ways), end="\n\n")
        print(table("names", "entity", LABELS, known), end="\n\n")
        print(table("relations", "relation", (), known), flush=True)


if __name__ == "__main__":
    main()
