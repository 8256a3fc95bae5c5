"""How often each rule for facts speaks and how often it is right, on annotated passages with their own names.

Passages are read simplified and with their commas and brackets widened, as rules meet them.

usage: python -m benchmarks.patterns [PASSAGES...]   (default: the passages that the network learns from)
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from extract.classes import SYMMETRIC
from extract.cleaning import clean
from extract.relations.neighbours import Named
from extract.relations.rules import hits
from extract.training.markup import Passage, parse

PASSAGES = Path(__file__).parent.parent / "extract" / "training" / "passages"


def found(passage: Passage) -> list[tuple[str, tuple[str, str, str]]]:
    """Return (rule, fact) of what the rules say of a passage."""
    text = clean(passage.text).text
    text = text if len(text) == len(passage.text) else passage.text  # places are of the passage as given
    mentions = sorted({(s, e, ids[0]) for s, e, ids, _ in passage.mentions if len(ids) == 1})
    ids = list(dict.fromkeys(i for _, _, i in mentions))
    named = [Named(s, e, ids.index(i), i[0]) for s, e, i in mentions]
    out = []
    for kind, rule, h, t in hits(text, named):
        head, tail = ids[h.owner], ids[t.owner]
        if kind in SYMMETRIC:
            head, tail = sorted((head, tail))
        out.append((rule, (head, kind, tail)))
    return out


def main() -> None:
    """Print a row a rule, and the share of facts that rules find."""
    ap = argparse.ArgumentParser()
    ap.add_argument("passages", type=Path, nargs="*", default=sorted(PASSAGES.glob("*.txt")))
    said, right, told_, covered = Counter[str](), Counter[str](), Counter[str](), defaultdict[str, set[object]](set)
    for passage in (p for f in ap.parse_args().passages for p in parse(f)):
        facts = {(r["head"], r["type"], r["tail"]) for r in passage.relations}
        facts |= {(r["tail"], r["type"], r["head"]) for r in passage.relations if r["type"] in SYMMETRIC}
        told_.update(r["type"] for r in passage.relations)
        for name, fact in found(passage):
            said[name] += 1
            if fact in facts:
                right[name] += 1
                covered[fact[1]].add((passage.id, fact))
    print("| rule | speaks | right |\n|---|---|---|")
    for name, count in said.most_common():
        print(f"| {name} | {count} | {right[name] / count:.3f} |")
    print("\n| relation | told | found by rules |\n|---|---|---|")
    for kind, count in told_.most_common():
        print(f"| {kind} | {count} | {len(covered[kind]) / count:.2f} |")


if __name__ == "__main__":
    main()
