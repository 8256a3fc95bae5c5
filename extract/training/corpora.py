"""The public sets of the shared data folder as (text, spans) samples; what each is and its licence: its README."""

import json
import lzma
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INLINE = re.compile(r"\{\{([a-z_]+):(.*?)\}\}", re.S)
BOSON = ("person_name", "location", "time", "product_name", "org_name", "company_name")
CLUENER = ["name", "company", "organization", "government", "position", "address", "game", "scene", "movie", "book"]
HEADS = {
    "boson": list(BOSON),
    "cluener": CLUENER,
    "msra": ["PER", "LOC", "ORG"],
}
MSRA_TRAIN = 50_658  # sentences before this are the official training part


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with typed spans (start, end, type), and the head that knows these types."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    head: str


def boson(root: Path) -> Iterator[Sample]:
    """BosonNLP: 2,000 passages with inline marks."""
    with lzma.open(root / "boson_ner/origindata.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            out, spans, last, length = [], [], 0, 0
            line = line.replace("\\n", "  ").replace("\t", " ").rstrip("\n")
            for m in INLINE.finditer(line):
                out.append(line[last : m.start()])
                length += m.start() - last
                name = m[2].strip()
                if name and m[1] in BOSON:
                    spans.append((length, length + len(name), m[1]))
                out.append(name)
                length += len(name)
                last = m.end()
            out.append(line[last:])
            yield Sample("".join(out), tuple(spans), "boson")


def cluener(root: Path, part: str = "train") -> Iterator[Sample]:
    """CLUENER 2020: one sentence a line, ends inclusive."""
    with (root / f"cluener2020/{part}.json").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            spans = [(s, e + 1, t) for t, d in row["label"].items() for places in d.values() for s, e in places]
            yield Sample(row["text"], tuple(sorted(spans)), "cluener")


def bio_spans(tags: list[str]) -> tuple[tuple[int, int, str], ...]:
    """Return the spans of a sequence of BIO tags."""
    spans, start, label = [], -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{label}":
            spans.append((start, i, label))
            start = -1
        if tag.startswith("B-"):
            start, label = i, tag[2:]
    return tuple(spans)


def msra(root: Path) -> Iterator[Sample]:
    """MSRA 2006, training part: one character and tag a line."""
    with zipfile.ZipFile(root / "msra_ner/dh_msra.zip") as archive:
        text = archive.read("dh_msra.txt").decode("utf-8")
    for n, block in enumerate(re.split(r"\n\s*\n", text)):
        if n >= MSRA_TRAIN:
            return
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
        if rows:
            yield Sample("".join(r[0] for r in rows), bio_spans([r[1].strip() for r in rows]), "msra")


READERS = {"boson": boson, "cluener": cluener, "msra": msra}
