"""Annotated passages as plain text: names marked where they stand, facts listed below.

A file holds documents; each begins with a line ``=== id | style | date`` (date YYYY[-MM[-DD]], may be empty)::

    === p001 | press release | 2025-03-02
    {V1:华为技术有限公司}(以下简称“{V1:华为}”)与{H1:瑞金医院}联合发布{M1:RuiPath}。{=V1+H1:双方}将……
    > DEVELOPED V1 M1
    > PARTNERS_WITH V1 H1 kind=joint_release date=2025-02 status=completed
    > TX seller=H1 exchange=I1 dataset=D1 records=2550 stage=completed date=2024-12

``{ID:surface}`` marks a name; the ID's letter is its type (V Vendor, H Hospital, M Model, I Institution, P Person,
D Dataset), and one ID is one entity of the document. ``{=ID:该院}`` marks a word that stands for an entity (or, with
``+``, several) and is no name of it.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LABELS = {"V": "Vendor", "H": "Hospital", "M": "Model", "I": "Institution", "P": "Person", "D": "Dataset"}
KINDS = ["university", "research", "government", "exchange", "association", "lab", "media", "analyst", "other"]
ORGANISATION = "VHI"
ENDS = {
    "PARTNERS_WITH": ("VHI", "VHI"),
    "DEVELOPED": ("VHI", "M"),
    "USES": ("VHI", "M"),
    "BASED_ON": ("M", "M"),
    "ACQUIRED": ("VHI", "VH"),
    "INVESTED_IN": ("VHI", "V"),
    "PART_OF": ("VHI", "VHI"),
    "AFFILIATED_WITH": ("P", "VHI"),
}
PROPERTIES = {"kind", "date", "status", "title", "former", "role"}
ROLES = ("seller", "buyer", "exchange", "facilitator", "dataset")
TRANSACTION = {*ROLES, "date", "records", "price", "stage", "purpose", "currency"}
PARTNERSHIPS = [
    "strategic",
    "co_development",
    "joint_release",
    "deployment",
    "joint_lab",
    "research",
    "program",
    "other",
]
STATUSES = ["planned", "announced", "active", "completed", "ended"]
MARK = re.compile(r"\{(=?)([VHMIPD]\d+(?:\+[VHMIPD]\d+)*):([^{}\n]+)\}")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


class MarkupError(Exception):
    """An annotated passage that does not keep the rules; the message names file, document and line."""


@dataclass
class Passage:
    """One annotated passage: text without marks, mentions as (start, end, ids, is_name), facts."""

    id: str
    style: str
    date: str
    text: str = ""
    mentions: list[tuple[int, int, tuple[str, ...], bool]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    transactions: list[dict[str, Any]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    pseudonyms: set[str] = field(default_factory=set)


def strip_marks(marked: str) -> tuple[str, list[tuple[int, int, tuple[str, ...], bool]]]:
    """Return the text without marks, and its mentions by offsets into that text."""
    out, mentions, last, length = [], [], 0, 0
    for m in MARK.finditer(marked):
        out.append(marked[last : m.start()])
        length += m.start() - last
        surface = m[3]
        mentions.append((length, length + len(surface), tuple(m[2].split("+")), not m[1]))
        out.append(surface)
        length += len(surface)
        last = m.end()
    out.append(marked[last:])
    return "".join(out), mentions


def parse_fact(line: str, passage: Passage, known: set[str]) -> None:
    """Read one ``> …`` line into the passage."""
    words = line[1:].split()
    kind, rest = words[0], words[1:]
    pairs = dict(w.split("=", 1) for w in rest if "=" in w)
    ids = [w for w in rest if "=" not in w]
    if kind == "KIND":
        if ids[1] not in KINDS:
            raise MarkupError(f"kind {ids[1]!r} is none of {KINDS}")
        passage.kinds[ids[0]] = ids[1]
        return
    if kind == "PSEUDO":
        passage.pseudonyms.add(ids[0])
        return
    if (date := pairs.get("date")) and not DATE.match(date):
        raise MarkupError(f"date {date!r} is not YYYY[-MM[-DD]]")
    if kind == "TX":
        if ids or set(pairs) - TRANSACTION:
            raise MarkupError(f"TX takes key=value of {sorted(TRANSACTION)}, not {ids or set(pairs) - TRANSACTION}")
        tx: dict[str, Any] = {r: [i for i in pairs.get(r, "").split(",") if i] for r in ROLES}
        unknown = {i for r in ROLES for i in tx[r]} - known
        if unknown:
            raise MarkupError(f"unknown ids {sorted(unknown)}")
        for k in ("records", "price"):
            tx[k] = float(pairs[k]) if pairs.get(k) else None
        if tx["records"] is not None:
            tx["records"] = int(tx["records"])
        if pairs.get("stage", "completed") not in ("registered", "listed", "completed"):
            raise MarkupError(f"stage {pairs['stage']!r} is none of registered, listed, completed")
        tx |= {k: pairs[k] for k in ("date", "stage", "purpose") if pairs.get(k)}
        passage.transactions.append(tx)
        return
    if kind not in ENDS:
        raise MarkupError(f"{kind!r} is none of {sorted(ENDS)}, TX, KIND, PSEUDO")
    if len(ids) != 2 or set(ids) - known:
        raise MarkupError(f"{kind} wants two ids marked in the text, not {ids}")
    for i, allowed in zip(ids, ENDS[kind], strict=True):
        if i[0] not in allowed:
            raise MarkupError(f"{kind} cannot have {i} there (allowed: {allowed})")
    if set(pairs) - PROPERTIES:
        raise MarkupError(f"{sorted(set(pairs) - PROPERTIES)} is none of {sorted(PROPERTIES)}")
    if pairs.get("status", "active") not in STATUSES:
        raise MarkupError(f"status {pairs['status']!r} is none of {STATUSES}")
    if kind == "PARTNERS_WITH" and pairs.get("kind", "other") not in PARTNERSHIPS:
        raise MarkupError(f"kind {pairs['kind']!r} is none of {PARTNERSHIPS}")
    passage.relations.append({"head": ids[0], "type": kind, "tail": ids[1], **pairs})


def parse(path: Path) -> Iterator[Passage]:
    """Yield the passages of a file. Raises MarkupError at the first line that breaks the rules."""
    blocks = re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))
    if blocks[0].strip():
        raise MarkupError(f"{path}: text before the first '=== '")
    for block in blocks[1:]:
        head, _, body = block.partition("\n")
        parts = [p.strip() for p in head.split("|")]
        passage = Passage(parts[0], parts[1] if len(parts) > 1 else "", parts[2] if len(parts) > 2 else "")
        try:
            if passage.date and not DATE.match(passage.date):
                raise MarkupError(f"date {passage.date!r} is not YYYY[-MM[-DD]]")
            lines = body.rstrip().split("\n")
            facts = [n for n in lines if n.startswith("> ")]
            text = "\n".join(n for n in lines if not n.startswith("> ")).strip("\n")
            passage.text, passage.mentions = strip_marks(text)
            if "{" in passage.text or "}" in passage.text:
                raise MarkupError("a brace that is no mark: " + re.findall(r".{0,15}[{}].{0,15}", passage.text)[0])
            named = {i for _, _, ids, name in passage.mentions if name for i in ids}
            lost = {i for _, _, ids, _ in passage.mentions for i in ids} - named
            if lost:
                raise MarkupError(f"{sorted(lost)} stand only in = marks, never as a name")
            for fact in facts:
                parse_fact(fact, passage, named)
        except MarkupError as error:
            raise MarkupError(f"{path}: {passage.id}: {error}") from None
        except (ValueError, IndexError) as error:
            raise MarkupError(f"{path}: {passage.id}: {error!r}") from None
        yield passage


def main() -> None:
    """Check files and print what they hold."""
    failed = 0
    for name in sys.argv[1:]:
        try:
            passages = list(parse(Path(name)))
        except MarkupError as error:
            print(error)
            failed = 1
            continue
        ids = [p.id for p in passages]
        double = sorted({i for i in ids if ids.count(i) > 1})
        counts: dict[str, int] = {}
        for p in passages:
            for i in {i for _, _, ids_, n in p.mentions if n for i in ids_}:
                counts[LABELS[i[0]]] = counts.get(LABELS[i[0]], 0) + 1
            for r in p.relations:
                counts[r["type"]] = counts.get(r["type"], 0) + 1
            counts["TX"] = counts.get("TX", 0) + len(p.transactions)
        print(name, len(passages), "passages,", sum(len(p.text) for p in passages), "characters,", json.dumps(counts))
        if double:
            print("  double ids:", double)
    sys.exit(failed)


if __name__ == "__main__":
    main()
