"""Annotated passages → articles and gold files as ``yimai eval`` and the scorer take them.

usage: python -m extract.training.gold PASSAGES ARTICLES_DIR GOLD_DIR
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from opencc import OpenCC

from extract.training.markup import LABELS, Passage, parse

# a reading of the character before it, which scrapes leave (醫(yī)院): no part of a name
PINYIN = re.compile(r"(?<=[一-鿿])[(（][a-zɡāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")
ROLES = ("seller", "buyer", "exchange", "facilitator", "dataset")


def sentence_with(passage: Passage, ids: set[str]) -> str:
    """Return the first sentence that names all of ``ids``, else the first that names one."""
    frames = [(m.start(), m.end()) for m in re.finditer(r"[^。！？\n]+[。！？]?", passage.text)]
    held = [{i for s, e, who, _ in passage.mentions if a <= s < b for i in who} for a, b in frames]
    for enough in (lambda h: h >= ids, lambda h: h & ids):
        for (a, b), who in zip(frames, held, strict=True):
            if enough(who):
                return passage.text[a:b].strip()
    return ""


def gold(passage: Passage, name: str) -> dict[str, Any]:
    """Return the gold of a passage: names in simplified characters, the fullest form first."""
    simple = OpenCC("t2s").convert
    forms: dict[str, dict[str, None]] = {}
    for start, end, ids, is_name in passage.mentions:
        if is_name:
            forms.setdefault(ids[0], {})[simple(PINYIN.sub("", passage.text[start:end]))] = None
    numbers = {i: f"e{n}" for n, i in enumerate(forms, 1)}
    entities = []
    for i, found in forms.items():
        ordered = sorted(found, key=len, reverse=True)
        row: dict[str, Any] = {"id": numbers[i], "type": LABELS[i[0]], "name": ordered[0], "aliases": ordered[1:]}
        if i in passage.kinds:
            row["kind"] = passage.kinds[i]
        if i in passage.pseudonyms:
            row["pseudonym"] = True
        entities.append(row)
    relations = []
    for r in passage.relations:
        rest = {k: simple(v) if k == "title" else v for k, v in r.items() if k not in ("head", "tail", "type")}
        if "former" in rest:
            rest["former"] = rest["former"] == "true"
        quote = sentence_with(passage, {r["head"], r["tail"]})
        relations.append(
            {"head": numbers[r["head"]], "type": r["type"], "tail": numbers[r["tail"]], **rest, "evidence": quote}
        )
    transactions = []
    for t in passage.transactions:
        row = {role: [numbers[i] for i in t[role]] for role in ROLES}
        row |= {"date": t.get("date"), "records": t["records"], "price": t["price"], "stage": t.get("stage")}
        row["evidence"] = sentence_with(passage, {i for role in ROLES for i in t[role]})
        transactions.append(row)
    return {
        "doc": name,
        "date": passage.date or None,
        "entities": entities,
        "relations": relations,
        "transactions": transactions,
    }


def main() -> None:
    """Write one article and one gold file a passage."""
    source, articles, golds = (Path(a) for a in sys.argv[1:4])
    articles.mkdir(parents=True, exist_ok=True)
    golds.mkdir(parents=True, exist_ok=True)
    for passage in parse(source):
        name = f"{passage.id}.txt"
        (articles / name).write_text(passage.text + "\n", encoding="utf-8", newline="\n")
        text = json.dumps(gold(passage, name), ensure_ascii=False, indent=1)
        (golds / f"{passage.id}.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
