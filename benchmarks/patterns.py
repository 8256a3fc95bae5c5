"""How often each rule for facts speaks and how often it is right, on annotated passages with their own names.

usage: python -m benchmarks.patterns [PASSAGES...]   (default: the passages that the network learns from)
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from extract.classes import SYMMETRIC
from extract.relations.holders import holders
from extract.relations.lists import rows_of_allies, rows_of_backers
from extract.relations.patterns import Named, told
from extract.relations.rows import rows_of_partners, rows_of_parts, rows_of_people, rows_of_posts
from extract.training.markup import Passage, parse

PASSAGES = Path(__file__).parent.parent / "extract" / "training" / "passages"


def found(passage: Passage) -> list[tuple[str, tuple[str, str, str]]]:
    """Return (rule, fact) of what the rules say of a passage."""
    mentions = sorted({(s, e, ids[0]) for s, e, ids, _ in passage.mentions if len(ids) == 1})
    ids = list(dict.fromkeys(i for _, _, i in mentions))
    named = [Named(s, e, ids.index(i), i[0]) for s, e, i in mentions]
    out = [(r.name, (ids[h.owner], r.type, ids[t.owner])) for r, h, t in told(passage.text, named)]
    homes = {fact[0] for _, fact in out if fact[1] == "AFFILIATED_WITH"}
    bare = [(ids[p.owner], "AFFILIATED_WITH", ids[o.owner]) for p, o in holders(passage.text, named)]
    for name, rows in (("post before post", rows_of_posts), ("person after person", rows_of_people)):
        out += [(name, (ids[p.owner], "AFFILIATED_WITH", ids[o.owner])) for p, o in rows(passage.text, named)]
    out += [("part after part", (ids[p.owner], "PART_OF", ids[o.owner])) for p, o in rows_of_parts(passage.text, named)]
    partners = [tuple(sorted((ids[a.owner], ids[b.owner]))) for a, b in rows_of_partners(passage.text, named)]
    out += [("parties in a row", (a, "PARTNERS_WITH", b)) for a, b in partners]
    backers = [(ids[b.owner], "INVESTED_IN", ids[f.owner]) for b, f in rows_of_backers(passage.text, named)]
    out += [("backers in a list", fact) for fact in backers]
    allies = [tuple(sorted((ids[a.owner], ids[b.owner]))) for a, b in rows_of_allies(passage.text, named)]
    out += [("partners in a list", (a, "PARTNERS_WITH", b)) for a, b in allies]
    return out + [("title alone", fact) for fact in bare if fact[0] not in homes]


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
