"""Annotations that stand apart from the text they are about: news of ``SHARED/data`` that may be learned from, not copied.

usage: python -m extract.training.standoff SHARED COMPACT.txt OUT.jsonl

reads annotations in the compact form, a block a text of ``news_corpus/ai_business_briefs``, and writes them as offsets::

    === 1069                                its number in the file, from 0 (``=== 1069 skip``: nothing to learn there)
    V1 德塔智能|Delta Intelligence          an entity and all its forms; each place where a form stands is a mention
    =V1 半年内的[公司]完成                    a word that stands for an entity, by what is around it
    !V2 打开[微信]扫一扫                      a place where the form is not that entity
    > INVESTED_IN V2 V1                     a fact, as ``markup`` has them

A line of the JSON Lines file has ``n``, ``sum`` (of the text), ``marks`` ([start, end, ids, 1 where it is a name]) and ``facts``.
"""

import hashlib
import json
import lzma
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.training.markup import MarkupError, Passage, parse_fact

BRIEFS = Path("data/news_corpus/ai_business_briefs.jsonl.xz")
ENTITY = re.compile(r"([VHMIPD]\d+) (.+)$")
PLACE = re.compile(r"(.*?)\[(.+?)\](.*)$")
Mark = tuple[int, int, tuple[str, ...], bool]


def briefs(shared: Path) -> dict[int, tuple[str, str]]:
    """Return (date, text with its title) of each brief by its number."""
    found = {}
    with lzma.open(shared / BRIEFS, "rt", encoding="utf-8") as file:
        for n, line in enumerate(file):
            row = json.loads(line)
            title = row["title"] + "\n" if row["title"] and row["title"] not in row["text"] else ""
            found[n] = (row["date"] or "", title + row["text"])
    return found


def checksum(text: str) -> str:
    """Return a short sum by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def passage(n: int, date: str, text: str, marks: Sequence[Mark], facts: Sequence[str]) -> Passage:
    """Return an annotated text as training takes it. Raises MarkupError."""
    made = Passage(f"news-{n}", "news", date, text, sorted(marks))
    named = {i for _, _, ids, is_name in marks if is_name for i in ids}
    if lost := {i for _, _, ids, _ in marks for i in ids} - named:
        raise MarkupError(f"{sorted(lost)} stand nowhere as a name")
    for fact in facts:
        parse_fact(fact, made, named)
    return made


def load(path: Path, shared: Path) -> Iterator[Passage]:
    """Yield the annotated news of a JSON Lines file. Raises MarkupError where a text is not what was annotated."""
    texts = briefs(shared)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        date, text = texts[row["n"]]
        if checksum(text) != row["sum"]:
            raise MarkupError(f"{path}: brief {row['n']} is not the text that was annotated")
        marks = [(s, e, tuple(ids.split("+")), bool(is_name)) for s, e, ids, is_name in row["marks"]]
        yield passage(row["n"], date, text, marks, row["facts"])


def place(text: str, given: str) -> tuple[int, int]:
    """Return where ``before[word]after`` stands in the text, the word alone. Raises MarkupError unless it stands once."""
    found = PLACE.match(given)
    before, word, after = found.groups() if found else ("", given, "")
    whole = before + word + after
    if text.count(whole) != 1:
        raise MarkupError(f"{given!r} stands {text.count(whole)} times in the text")
    start = text.index(whole) + len(before)
    return start, start + len(word)


def occurrences(text: str, forms: dict[str, str], taken: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """Yield a mark wherever a form stands, the longest first; Latin ones as whole words, never over what is taken."""
    taken = list(taken)
    for form in sorted(forms, key=len, reverse=True):
        start = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", form) else ""
        end = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", form) else ""
        for m in re.finditer(start + re.escape(form) + end, text):
            if all(m.end() <= s or m.start() >= e for s, e in taken):
                taken.append(m.span())
                yield (*m.span(), (forms[form],), True)


def annotated(text: str, lines: Sequence[str]) -> tuple[list[Mark], list[str]]:
    """Return the marks and the facts of a block in the compact form. Raises MarkupError."""
    forms: dict[str, str] = {}
    marks: list[Mark] = []
    out: list[tuple[int, int]] = []
    facts: list[str] = []
    for line in lines:
        ids, _, rest = line[1:].partition(" ")
        if line.startswith("> "):
            facts.append(line)
        elif line.startswith("="):
            marks.append((*place(text, rest.strip()), tuple(ids.split("+")), False))
        elif line.startswith("!"):
            out.append(place(text, rest.strip()))
        elif found := ENTITY.match(line):
            for form in filter(None, (f.strip() for f in found[2].split("|"))):
                if form not in text or forms.get(form, found[1]) != found[1]:
                    raise MarkupError(f"{form!r} does not stand in the text, or is {forms.get(form)} already")
                forms[form] = found[1]
        else:
            raise MarkupError(f"{line!r} is no line of the compact form")
    marks += occurrences(text, forms, [*out, *((s, e) for s, e, _, _ in marks)])
    if lost := set(forms.values()) - {i for _, _, ids, is_name in marks if is_name for i in ids}:
        raise MarkupError(f"{sorted(lost)} stand nowhere as a name")
    return marks, facts


def rows(shared: Path, compact: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield (row, '') of each block in the compact form, or ({}, what is wrong with it)."""
    texts = briefs(shared)
    for block in re.split(r"(?m)^=== ", compact.read_text(encoding="utf-8"))[1:]:
        head, _, body = block.partition("\n")
        if head.strip().endswith("skip"):
            continue
        n = int(head)
        date, text = texts[n]
        try:
            marks, facts = annotated(text, [line for line in body.splitlines() if line.strip()])
            passage(n, date, text, marks, facts)
        except (MarkupError, ValueError, IndexError) as error:
            yield {}, f"{n}: {error}"
        else:
            told = [[s, e, "+".join(ids), int(is_name)] for s, e, ids, is_name in sorted(marks)]
            yield {"n": n, "sum": checksum(text), "marks": told, "facts": facts}, ""


def main() -> None:
    """Turn the compact form into offsets; say which blocks are wrong, and fail if any is."""
    shared, compact, out = (Path(name) for name in sys.argv[1:4])
    found = list(rows(shared, compact))
    for wrong in (w for _, w in found if w):
        print(wrong, file=sys.stderr)
    good = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row, _ in found if row]
    out.write_text("".join(line + "\n" for line in good), encoding="utf-8", newline="\n")
    print(len(good), "texts", file=sys.stderr)
    sys.exit(len(good) < len(found))


if __name__ == "__main__":
    main()
