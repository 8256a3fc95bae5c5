"""Whether confidence means something: confidence against the share that is right, on gold articles.

usage: python -m benchmarks.reliability [--sets heldout examples shared] [--also NAME GOLD ARTICLES] [--svg FILE]
       python -m benchmarks.reliability --fit [--sets ...] [--also ...]

The first prints a table for names and relations, all sets together, and draws it (docs/reliability.svg). ``--fit``
prints the figures for names and relations of ``extract/sureness.py``, fitted on the network's scores, and what each least confidence
(``LEAST`` of ``extract/relations/decide.py``) gives on articles that the fit did not see: use other sets than those that
the figures are told of.
"""

import argparse
import math
from collections.abc import Sequence
from operator import mul
from pathlib import Path

from benchmarks.calibration import Judged, bins, calibration_error, diagram, interval, isotonic, logistic, table
from benchmarks.sets import ROOT, Article, add_sets, chosen, entities, seen
from extract.evaluation import align, triple
from extract.reader import read
from extract.relations.decide import BEARS, LEAST, strongest, weighed
from extract.sureness import WEIGHTS, Grounds, features
from graph.records import to_record

NAME_GRID = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
FOLDS = 5


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


Candidate = tuple[Grounds, bool]  # a relation that might be told, and whether it is right
Lot = tuple[list[Candidate], int, list[Judged]]  # of an article: candidates, how many facts it tells, names


def candidates(article: Article) -> Lot:
    """Return the candidates of an article, how many facts it tells, and its names' scores."""
    one = seen(article.document)
    found = entities(one.groups)
    mapping = align(article.gold["entities"], found)
    names = [(score, e["id"] in mapping) for score, e in zip(one.names, found, strict=True)]
    ends = [mapping.get(f"e{n}", f"?{n}") for n in range(1, len(one.groups) + 1)]
    wanted = {triple(r["head"], r["type"], r["tail"]) for r in article.gold["relations"]}
    by_itself = {(k.type, k.head, k.tail) for k in one.ruled if k.rule == BEARS}  # told whatever the network says
    ruled = {(k.type, k.head, k.tail) for k in one.ruled} - by_itself
    top = strongest(one.scores, one.labels, ruled)
    out = [
        (grounds, triple(ends[a], kind, ends[b]) in wanted)
        for (kind, a, b), grounds in weighed(top, ruled, one.names, one.told, one.beside)
        if (kind, a, b) not in by_itself
    ]
    settled = {triple(ends[a], kind, ends[b]) for kind, a, b in by_itself}
    return out, len(wanted - settled), names


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


def rows(found: Sequence[Candidate]) -> tuple[list[list[float]], list[bool]]:
    """Return what the regression learns from."""
    return [features(of) for of, _ in found], [right for _, right in found]


def crossed(lots: Sequence[Lot]) -> list[Judged]:
    """Return the confidence of the candidates by fits on articles that are not theirs, in FOLDS parts."""
    out: list[Judged] = []
    for fold in range(FOLDS):
        others = [c for n, (lot, _, _) in enumerate(lots) if n % FOLDS != fold for c in lot]
        weights = logistic(*rows(others))
        own = [c for n, (lot, _, _) in enumerate(lots) if n % FOLDS == fold for c in lot]
        out += [(1 / (1 + math.exp(-sum(map(mul, weights, features(of))))), right) for of, right in own]
    return out


def fitted(articles: Sequence[Article]) -> str:
    """Return the fit as lines of code, and what each least confidence gives."""
    lots = [candidates(a) for a in articles]
    everything = [c for lot, _, _ in lots for c in lot]
    scores, sure = table(isotonic([one for _, _, names in lots for one in names]), NAME_GRID)
    weights = logistic(*rows(everything))
    lines = [
        "```python",
        f"NAME_SCORES, NAME_RIGHT = {tuple(scores)}, {tuple(sure)}",
        "WEIGHTS = {",
        *(f'    "{name}": {w:.3f},' for name, w in zip(WEIGHTS, weights, strict=True)),
        "}",
        "```",
        "",
        "| least confidence | precision | recall | F1 |",
        "|---|---|---|---|",
    ]
    judged_, told = crossed(lots), sum(count for _, count, _ in lots)
    for step in range(5, 15):
        kept = [right for confidence, right in judged_ if confidence >= step / 20]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / max(1, told)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        lines.append(f"| {step / 20:.2f} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
    error = calibration_error(bins([one for one in judged_ if one[0] >= LEAST]))
    return "\n".join([*lines, "", f"Expected calibration error from {LEAST} on ({FOLDS} parts): {error:.3f}."])


def main() -> None:
    """Read, judge, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_sets(parser)
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "reliability.svg", help="where the diagram goes")
    parser.add_argument("--fit", action="store_true", help="print a fit instead")
    options = parser.parse_args()
    sets = chosen(options)
    everything = [a for articles in sets.values() for a in articles]
    print(f"{len(everything)} articles ({', '.join(f'{len(a)} {n}' for n, a in sets.items())})\n")
    if options.fit:
        print(fitted(everything))
        return
    lots = [judged(a) for a in everything]
    kinds = {"names": [j for names, _ in lots for j in names], "relations": [j for _, facts in lots for j in facts]}
    print(report(kinds))
    half = options.svg.with_suffix(".part")
    half.write_text(diagram({kind: bins(given) for kind, given in kinds.items()}), encoding="utf-8", newline="\n")
    half.replace(options.svg)


if __name__ == "__main__":
    main()
