"""Whether confidence means something: confidence against the share that is right, on gold articles.

usage: python -m benchmarks.reliability [--sets heldout examples shared] [--also NAME GOLD ARTICLES] [--svg FILE]
       python -m benchmarks.reliability --fit [--precision 0.8] [--sets ...] [--also ...]

The first prints a table for names and relations, all sets together, and draws it (docs/reliability.svg). ``--fit``
prints the tables of ``extract/sureness.py``, fitted isotonic on the network's scores, and the thresholds of
``extract/relations/decide.py`` that are best on these sets: use others than those that the figures are told of.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.calibration import Judged, bins, calibration_error, diagram, interval, isotonic, table, threshold
from benchmarks.sets import ROOT, Article, add_sets, chosen, entities, seen
from extract.classes import RELATIONS, SYMMETRIC, may_link
from extract.evaluation import align, triple
from extract.reader import read
from extract.relations.decide import INDEX, THRESHOLDS
from extract.relations.pairs import Scored
from graph.records import to_record

GRID = (0.0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
NAME_GRID = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
LEAST = 0.05  # chances below this are never facts, and would be nine tenths of the pairs
FOLDS = 5
Chance = tuple[str, float, bool]  # (type, the network's chance, right)


def judged(article: Article) -> tuple[list[Judged], list[Judged]]:
    """Return (confidence, right) of the names and of the relations that the reader gives."""
    found, gold = to_record(read(article.document)), article.gold
    mapping = align(gold["entities"], found["entities"])
    names = [(max(e["confidence"] for e in one["evidence"]), one["id"] in mapping) for one in found["entities"]]
    wanted = {triple(r["head"], r["type"], r["tail"]) for r in gold["relations"]}
    facts: dict[tuple[str, str, str], Judged] = {}
    for r in found["relations"]:
        told = triple(mapping.get(r["head"], "?" + r["head"]), r["type"], mapping.get(r["tail"], "?" + r["tail"]))
        facts[told] = max(facts.get(told, (0.0, False)), (r["confidence"], told in wanted))
    return names, list(facts.values())


def chances(article: Article) -> tuple[list[Chance], Counter[str], list[Judged]]:
    """Return the network's chances of an article's pairs with whether each is a fact, the facts told by type, and the
    scores of its names."""
    one = seen(article.document)
    found = entities(one.groups)
    mapping = align(article.gold["entities"], found)
    names = [(max(m.score for m in g.mentions), e["id"] in mapping) for g, e in zip(one.groups, found, strict=True)]
    ends = [mapping.get(f"e{n}", f"?{n}") for n in range(1, len(one.groups) + 1)]
    wanted = {triple(r["head"], r["type"], r["tail"]) for r in article.gold["relations"]}
    top: dict[tuple[str, int, int], float] = defaultdict(float)
    for scored in one.scores:
        for name, a, b, chance in pairs(scored, one.labels):
            top[name, a, b] = max(top[name, a, b], chance)
    judged_pairs = [(n, c, triple(ends[a], n, ends[b]) in wanted) for (n, a, b), c in top.items() if c >= LEAST]
    return judged_pairs, Counter(t[0] for t in wanted), names


def pairs(one: Scored, labels: Sequence[str]) -> Iterable[tuple[str, int, int, float]]:
    """Yield (type, head, tail, chance) of one stretch as ``links`` reads it."""
    for i, a in enumerate(one.owners):
        for j, b in enumerate(one.owners):
            for name in RELATIONS:
                if i == j or not may_link(name, labels[a], labels[b]) or (name in SYMMETRIC and a > b):
                    continue
                chance = float(one.pairs[i, j][INDEX[name]])
                if name in SYMMETRIC:
                    chance = (chance + float(one.pairs[j, i][INDEX[name]])) / 2
                yield name, a, b, chance


def report(kinds: dict[str, list[Judged]]) -> str:
    """Return the table of bins, and the expected calibration error of each kind."""
    lines = ["| | confidence | mean | number | right | 95 % |", "|---|---|---|---|---|---|"]
    for kind, given in kinds.items():
        for b in bins(given):
            low, high = interval(b.right, b.count)
            lines.append(
                f"| {kind} | {b.low:.1f}–{b.high:.1f} | {b.confidence:.2f} | {b.count} | {b.right:.2f} | {low:.2f}–{high:.2f} |"
            )
    errors = "; ".join(f"{kind} {calibration_error(bins(given)):.3f}" for kind, given in kinds.items())
    return "\n".join([*lines, "", f"Expected calibration error: {errors}."])


def crossed(lots: Sequence[Sequence[Chance]]) -> float:
    """Return the calibration error of the fit on articles that it did not see, in FOLDS parts."""
    out: list[Judged] = []
    for fold in range(FOLDS):
        others = [(c, r) for n, lot in enumerate(lots) if n % FOLDS != fold for _, c, r in lot]
        grid, right = table(isotonic(others), GRID)
        own = [one for n, lot in enumerate(lots) if n % FOLDS == fold for one in lot]
        out += [(at(c, grid, right), r) for name, c, r in own if c >= THRESHOLDS[name]]
    return calibration_error(bins(out))


def at(chance: float, grid: Sequence[float], right: Sequence[float]) -> float:
    """Return the confidence that a table gives a chance."""
    import numpy

    return float(numpy.interp(chance, grid, right))


def fitted(articles: Sequence[Article], least: float) -> str:
    """Return the fit as lines of code, with what each threshold gives."""
    read_ = [chances(a) for a in articles]
    found = [one for lot, _, _ in read_ for one in lot]
    told = sum((count for _, count, _ in read_), Counter[str]())
    scores, sure = table(isotonic([one for _, _, names in read_ for one in names]), NAME_GRID)
    grid, right = table(isotonic([(c, r) for _, c, r in found]), GRID)
    lines = [
        "```python",
        f"NAME_SCORES, NAME_RIGHT = {tuple(scores)}, {tuple(sure)}",
        f"CHANCES, RIGHT = {tuple(grid)}, {tuple(right)}",
        "THRESHOLDS = {",
    ]
    rows = []
    for name in RELATIONS:
        own = [(c, r) for n, c, r in found if n == name]
        best = threshold(own, told[name], least)
        value = best.threshold if best else THRESHOLDS[name]
        lines.append(f'    "{name}": {value:g},')
        says = f"{best.precision:.2f} / {best.recall:.2f} / {best.f1:.2f}" if best else "–"
        note = "" if best and best.precision >= least else " (too few, or never so precise)"
        rows.append(f"| {name} | {told[name]} | {THRESHOLDS[name]:g} | {value:g} | {says}{note} |")
    error = crossed([lot for lot, _, _ in read_])
    head = ["| relation | told | now | threshold | P / R / F1 of the classifier |", "|---|---|---|---|---|"]
    tail = f"\nExpected calibration error of such a fit on articles that it did not see ({FOLDS} parts): {error:.3f}."
    return "\n".join([*lines, "}", "```", "", *head, *rows, tail])


def main() -> None:
    """Read, judge, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sets(parser)
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "reliability.svg", help="where the diagram goes")
    parser.add_argument("--fit", action="store_true", help="print a fit and thresholds instead")
    parser.add_argument("--precision", type=float, default=0.8, help="least precision of a threshold (default: 0.8)")
    options = parser.parse_args()
    sets = chosen(options)
    everything = [a for articles in sets.values() for a in articles]
    print(f"{len(everything)} articles ({', '.join(f'{len(a)} {n}' for n, a in sets.items())})\n")
    if options.fit:
        print(fitted(everything, options.precision))
        return
    lots = [judged(a) for a in everything]
    kinds = {"names": [j for names, _ in lots for j in names], "relations": [j for _, facts in lots for j in facts]}
    print(report(kinds))
    half = options.svg.with_suffix(".part")
    half.write_text(diagram({kind: bins(given) for kind, given in kinds.items()}), encoding="utf-8", newline="\n")
    half.replace(options.svg)


if __name__ == "__main__":
    main()
