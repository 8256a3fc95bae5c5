"""Quality of identity: are two names one? Precision, recall, F1 and B-cubed beside two baselines.

usage: python -m benchmarks.identity [--part tune|test|all] [--wrong] [--json]

The pairs are ``tests/graph/pairs.tsv``: label, a, b, same, part. Thresholds and rules are set on the part ``tune``; the
part ``test`` is kept apart. Pairwise figures count a pair as found where both names are said to be one. B-cubed compares
clusters of names: the true ones are what the labelled pairs join, those of yimai what ``graph.resolve`` makes of one
article a name, those of a baseline what it joins among all names of a label.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from graph.compare import compare
from graph.decisions import Decisions
from graph.digest import Digest
from graph.model import Document, Entity
from graph.registry import shipped
from graph.resolve import resolve

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "graph" / "pairs.tsv"
Name = tuple[str, str]
"""(label, name)"""
USUAL = 90
"""The threshold of likeness that is taken where nothing is known; the other baseline has the best one for ``tune``."""
Says = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one label, whether they are one, and the part that they belong to."""

    label: str
    a: str
    b: str
    same: bool
    part: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def read_pairs(path: Path = PAIRS, part: str = "all") -> list[Pair]:
    """Return the labelled pairs of one part, or of both."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = (Pair(r["label"], r["a"], r["b"], r["same"] == "true", r["part"]) for r in rows)
    return [pair for pair in found if part in (pair.part, "all")]


def figures(right: float, said: float, true: float) -> Figures:
    """Return precision, recall and F1 of so many right ones among those said and those true."""
    precision, recall = right / said if said else 1.0, right / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(round(precision, 4), round(recall, 4), round(f1, 4))


def pairwise(pairs: Iterable[Pair], says: Says) -> tuple[Figures, list[Pair]]:
    """Return the figures of what is said of each pair, and the pairs that came out wrong."""
    said = [(pair, says(pair.label, pair.a, pair.b)) for pair in pairs]
    right = sum(pair.same and found for pair, found in said)
    found = figures(right, sum(found for _, found in said), sum(pair.same for pair, _ in said))
    return found, [pair for pair, found in said if found != pair.same]


def clustered(names: Iterable[Name], joined: Iterable[tuple[Name, Name]]) -> dict[Name, int]:
    """Return the number of the cluster of each name, where these pairs are joined."""
    leader = {name: name for name in sorted(set(names))}

    def root(name: Name) -> Name:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, other in joined:
        leader[root(one)] = root(other)
    numbers = {name: i for i, name in enumerate(leader)}
    return {name: numbers[root(name)] for name in leader}


def b_cubed(true: Mapping[Name, int], found: Mapping[Name, int]) -> Figures:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998), every name counting once."""
    members: dict[tuple[str, int], set[Name]] = defaultdict(set)
    for name in true:
        members["true", true[name]].add(name)
        members["found", found[name]].add(name)
    precision = recall = 0.0
    for name in true:
        one, other = members["true", true[name]], members["found", found[name]]
        precision += len(one & other) / len(other)
        recall += len(one & other) / len(one)
    return figures(1, len(true) / precision, len(true) / recall)


def names_of(pairs: Iterable[Pair]) -> list[Name]:
    """Return all names of the pairs."""
    return sorted({(p.label, name) for p in pairs for name in (p.a, p.b)})


def true_clusters(pairs: list[Pair]) -> dict[Name, int]:
    """Return the clusters that the labelled pairs join."""
    return clustered(names_of(pairs), (((p.label, p.a), (p.label, p.b)) for p in pairs if p.same))


def resolved(names: list[Name]) -> dict[Name, int]:
    """Return the clusters that a build makes of articles which hold one of the names each and nothing else."""
    digests = []
    for number, (label, name) in enumerate(names):
        source = f"{number:05}"
        digests.append(Digest(Document(source, source, ""), (Entity("e", label, name),), (), {}, b""))
    found = resolve(digests, shipped(), {d.document.source: d.document.source for d in digests}, Decisions())
    numbers = {key: i for i, key in enumerate(sorted(found.identities))}
    return {name: numbers[found.of[d.document.source, "e"]] for name, d in zip(names, digests, strict=True)}


def yimai_says(label: str, a: str, b: str) -> bool:
    """Tell what yimai says of a pair."""
    return compare(a, b, label=label).same


def exact_says(label: str, a: str, b: str) -> bool:
    """Tell whether two names are written alike."""
    return a == b


def likeness(a: str, b: str) -> float:
    """Return the likeness of two names by the better of two rapidfuzz measures, 0-100."""
    from rapidfuzz import fuzz

    return max(fuzz.ratio(a.lower(), b.lower()), fuzz.WRatio(a.lower(), b.lower()))


def fuzzy_says(least: int, label: str, a: str, b: str) -> bool:
    """Tell whether two names are as alike as a threshold wants."""
    return likeness(a, b) >= least


def best_threshold(pairs: list[Pair]) -> int:
    """Return the threshold of likeness with the best F1 on these pairs."""
    scored = [(likeness(p.a, p.b), p.same) for p in pairs]
    true = sum(same for _, same in scored)

    def f1(threshold: int) -> float:
        said = [same for score, same in scored if score >= threshold]
        return figures(sum(said), len(said), true).f1

    return max(range(30, 101), key=f1)


def close(names: list[Name], threshold: int) -> Iterable[tuple[Name, Name]]:
    """Yield the pairs of names of one label that are as alike as the threshold wants."""
    for one, other in combinations(names, 2):
        if one[0] == other[0] and likeness(one[1], other[1]) >= threshold:
            yield one, other


def measured(part: str = "test") -> tuple[dict[str, dict[str, Figures]], list[Pair]]:
    """Return the figures of yimai and of both baselines on one part, and the pairs that yimai has wrong."""
    pairs = read_pairs(part=part)
    names, true = names_of(pairs), true_clusters(pairs)
    threshold = best_threshold(read_pairs(part="tune"))
    own, wrong = pairwise(pairs, yimai_says)
    found = {"yimai": {"pairs": own, "b_cubed": b_cubed(true, resolved(names))}}
    for least in sorted({threshold, USUAL}):
        fuzzy, _ = pairwise(pairs, partial(fuzzy_says, least))
        joined = clustered(names, close(names, least))
        found[f"rapidfuzz >= {least}"] = {"pairs": fuzzy, "b_cubed": b_cubed(true, joined)}
    exact, _ = pairwise(pairs, exact_says)
    found["exact name"] = {"pairs": exact, "b_cubed": b_cubed(true, clustered(names, ()))}
    return found, wrong


def by_label(part: str) -> dict[str, Figures]:
    """Return the pairwise figures of each label, and of the pairs in which the registry does not list both names."""
    pairs = read_pairs(part=part)
    found = {label: pairwise([p for p in pairs if p.label == label], yimai_says)[0] for label in labels(pairs)}
    known = {(row.label, form) for row in shipped().rows for form in (row.name, *row.forms)}
    unlisted = [p for p in pairs if not {(p.label, p.a), (p.label, p.b)} <= known]
    return {**found, "not both in the registry": pairwise(unlisted, yimai_says)[0]}


def labels(pairs: Iterable[Pair]) -> list[str]:
    """Return the labels of the pairs, sorted."""
    return sorted({pair.label for pair in pairs})


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--wrong", action="store_true", help="list the pairs of the part tune that come out wrong")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    if options.wrong:
        for p in pairwise(read_pairs(part="tune"), yimai_says)[1]:
            print(
                f"{'=' if p.same else '≠'}  {p.label}  {p.a}  {p.b}  {' '.join(compare(p.a, p.b, label=p.label).rules)}"
            )
        return 0
    found, _ = measured(options.part)
    if options.json:
        print(json.dumps({k: {m: asdict(f) for m, f in v.items()} for k, v in found.items()}, ensure_ascii=False))
        return 0
    print(f"{len(read_pairs(part=options.part))} pairs of the part {options.part}")
    for name, kinds in found.items():
        for kind, f in kinds.items():
            print(f"{name:16} {kind:8} P {f.precision:.4f}  R {f.recall:.4f}  F1 {f.f1:.4f}")
    for label, f in by_label(options.part).items():
        print(f"  {label:24} P {f.precision:.4f}  R {f.recall:.4f}  F1 {f.f1:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
