"""Counts the character pairs of ordinary news into ``extract/cleaning/bigrams.xz``.

    python -m extract.training.bigrams NEWS_CORPUS_FOLDER

Takes every file of the folder; of the briefs all sources but juya_ai_daily, whose licence excludes use in a product.
Only counts leave the texts. The same input gives the same bytes.
"""

import io
import itertools
import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from extract.cleaning.aligned import aligned, run, same_length
from extract.cleaning.bigrams import SCALE, shape
from extract.cleaning.characters import invisible, punctuation, widths
from extract.cleaning.script import converter

OUT = Path(__file__).parent.parent / "cleaning" / "bigrams.xz"
EXCLUDED = "juya_ai_daily"
LEAST_CHARACTER = 12
MOST_PAIRS = 170_000


def texts(folder: Path) -> Iterator[str]:
    """Yield the texts of the corpus in a fixed order."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("src") != EXCLUDED:
                    yield f"{row.get('title') or ''}\n{row['text']}\n"
    for path in sorted(folder.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line.split("\t")[0].lstrip("# ").rstrip() + "\n"


def prepared(text: str) -> str:
    """Return a text as the model sees it: plain widths, wide punctuation, simplified, letters and digits as classes."""
    text = run(aligned(text), (invisible, same_length(widths), punctuation)).text
    text = converter("t2s").convert(text)
    return text.translate({ord(c): shape(c) for c in set(text) if c.isascii()})


def count(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Count characters and pairs."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    batch: list[str] = []
    for text in (*texts(folder), ""):
        batch.append(text)
        if len(batch) >= 2000 or not text:
            joined = prepared("".join(batch))
            single.update(joined)
            pairs.update(map("".join, itertools.pairwise(joined)))
            batch = []
    # One word in two spellings: GBK texts in traditional characters mean 想像, simplified ones mostly 想象.
    pairs["想像"] = pairs["想象"] = pairs["想像"] + pairs["想象"]
    return single, pairs


def rarity(p: float) -> int:
    """Return -log2(p) in units, one byte."""
    return int(min(255, max(0, round(-SCALE * np.log2(p)))))


def build(folder: Path) -> bytes:
    """Return the packed model."""
    single, pairs = count(folder)
    characters = sorted(c for c, n in single.items() if n >= LEAST_CHARACTER)
    index = {c: i for i, c in enumerate(characters)}
    total = sum(single.values())
    known = sorted(((n, p) for p, n in pairs.items() if p[0] in index and p[1] in index), key=lambda x: (-x[0], x[1]))
    kept = sorted((index[p[0]] * len(index) + index[p[1]], rarity(n / single[p[0]])) for n, p in known[:MOST_PAIRS])
    print(len(characters), "characters,", len(kept), "pairs, the rarest seen", known[:MOST_PAIRS][-1][0], "times")
    keys = np.array([k for k, _ in kept], dtype=np.int64)
    out = io.BytesIO()
    np.savez(
        out,
        characters=np.array([ord(c) for c in characters], dtype=np.uint32),
        single=np.array([rarity(single[c] / total) for c in characters], dtype=np.uint8),
        gaps=np.diff(keys, prepend=0).astype(np.uint32),
        pairs=np.array([r for _, r in kept], dtype=np.uint8),
    )
    return lzma.compress(out.getvalue(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    OUT.write_bytes(build(Path(sys.argv[1])))
    print(OUT, OUT.stat().st_size, "bytes")
