"""Text → what the network reads: word pieces with their places, and a row of hints for each.

Hints are 12 places for known names (Vendor … Dataset, first and inner character), 2 for risky short forms and 3 for
letter case, which the uncased vocabulary hides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extract.gazetteer import Match, lower

LABELS = ("Vendor", "Hospital", "Model", "Institution", "Person", "Dataset")
RISKY = 2 * len(LABELS)
CASE = RISKY + 2
HINTS = CASE + 3
LETTER = re.compile(r"[A-Za-z]")
DOTS = str.maketrans("・‧", "··")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text: ids with [CLS] and [SEP], and (start, end) of each, (0, 0) for the two."""

    ids: list[int]
    offsets: list[tuple[int, int]]


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer of the encoder, loaded once."""
    return Tokenizer.from_str(files("extract").joinpath("model/tokenizer.json").read_text(encoding="utf-8"))


def pieces(texts: list[str]) -> list[Pieces]:
    """Cut texts into word pieces; offsets count characters of each text."""
    # the vocabulary has no capitals, and the network knows one dot in names from abroad
    found = tokenizer().encode_batch([lower(t).translate(DOTS) for t in texts])
    return [Pieces(e.ids, e.offsets) for e in found]


def hints(text: str, cut: Pieces, matches: Iterable[Match]) -> NDArray[numpy.float32]:
    """Return hints of shape (pieces, HINTS), 0 or 1."""
    rows = numpy.zeros((len(cut.ids), HINTS), dtype=numpy.float32)
    by_start = {start: n for n, (start, end) in enumerate(cut.offsets) if end > start}
    for match in matches:
        column = 2 * LABELS.index(match.label)
        for place in range(match.start, match.end):
            n = by_start.get(place)
            if n is not None:
                inner = place > match.start
                rows[n, column + inner] = 1
                if match.risky:
                    rows[n, RISKY + inner] = 1
    for letter in LETTER.finditer(text):
        start = letter.start()
        n = by_start.get(start)
        if n is not None:
            rest = text[start + 1 : cut.offsets[n][1]]
            rows[n, CASE:HINTS] = 1, text[start].isupper(), rest != rest.lower()
    return rows
