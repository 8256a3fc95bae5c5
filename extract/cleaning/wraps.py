"""Lines that were broken by width, as in announcements and mails: their sentences become whole again.

Judged by the block of lines that one follows: its full lines are about as long as the longest, they break off in the
middle of a sentence, and they hold commas or stops, as rows of a table or of names do not.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from extract.cleaning.aligned import Edit

BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
LINE = re.compile(r"[^\n]+")
ENDS = re.compile(r"[。！？：；…|!?:;.][”」』）)\"]*\s*$")
BEGINS = re.compile(
    r"\s*(?:[-·•*●○■◆▪>▶#|]|[（(]?[\d一二三四五六七八九十]{1,3}[、.．)）]|[A-Z]?\d{0,4}[:：./年月｜|F-]|[一-鿿A-Za-z\d-]{2,10}[:：]|[A-Z]?\d{1,4} (?=[A-Z一-鿿]{2}.*\|)|\d{4} )"
)
MARK = re.compile("[，。、；,]")
NARROWEST, WIDEST = 30, 120  # columns of a full line; a Chinese character takes two
FULL = 0.7  # share of the longest line's columns that a full line has
LEAST = 3  # lines of a block that break off
RUNNING = 0.6  # share of them that hold a comma or stop


def columns(line: str) -> int:
    """Return how many columns a line takes."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line.strip())


def broken(block: Sequence[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Return the neighbours in a block of lines of which the first breaks off; none where the block was not broken by width."""
    longest = max(columns(line[0]) for line in block)
    if not NARROWEST <= longest <= WIDEST:
        return []
    found = [
        (line, below)
        for line, below in pairwise(block)
        if columns(line[0]) >= FULL * longest and not ENDS.search(line[0]) and not BEGINS.match(below[0])
    ]
    running = sum(bool(MARK.search(line[0])) for line, _ in found)
    return found if len(found) >= LEAST and running >= RUNNING * len(found) else []


def wraps(text: str) -> Iterator[Edit]:
    """Join the lines that were broken by width, words in Latin letters with a blank."""
    for block in BLOCK.finditer(text):
        lines = list(LINE.finditer(text, block.start(), block.end()))
        for line, below in broken(lines):
            start = line.start() + len(line[0].rstrip())
            end = below.start() + len(below[0]) - len(below[0].lstrip())
            latin = text[start - 1].isascii() and text[start - 1].isalnum() and text[end : end + 1].isascii()
            yield Edit(start, end, " " if latin else "")
