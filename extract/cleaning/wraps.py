"""Lines that were broken by width, as in announcements and mails: their sentences become whole again.

Such lines end at one wall, in the middle of a sentence, and hold commas or stops, as rows of a table or of names do not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from extract.cleaning.aligned import Edit

LINE = re.compile(r"[^\n]+")
ENDS = re.compile(r"[。！？：；…|!?:;.>][”」』）)\"]*\s*$")
BEGINS = re.compile(
    r"\s*(?:[-·•*●○■◆▪<>▶#|✔✘✓√]|\d{1,2} (?![亿万千百多余个家例项年月日])|[（(]?[\d一二三四五六七八九十]{1,3}[、.．)）]|[A-Z]?\d{0,4}[:：./年月｜|F-]|[一-鿿A-Za-z\d-]{2,10}[:：]|[A-Z]?\d{1,4} (?=[A-Z一-鿿]{2}.*\|)|\d{4} )"
)
STOP = re.compile("[。.]")  # headlines, one below the other, have none
INDENT = re.compile(r"\u3000|[ \t]{2}")  # of a new paragraph
MARK = re.compile("[，。、；,]")
NARROWEST, WIDEST = 30, 120  # columns of a line that reaches the wall; a Chinese character takes two
SLACK = 12  # columns that a word in Latin letters or a mark may leave empty before the wall
BEYOND = 0.15  # share of the lines that may be longer: headings, menus
LEAST = 3  # lines that break off
NEAR = 5  # columns that most of them leave empty at the most
RUNNING = 0.6  # share of them that hold a comma or stop, and that end so near the wall


def columns(line: str) -> int:
    """Return how many columns a line takes."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line.strip())


def wall(breaking: Sequence[int], every: Sequence[int]) -> int:
    """Return the column at which most of the lines end that break off, 0 where too many lines are longer."""
    counts = Counter(breaking)
    found = [
        (sum(counts[w - n] for n in range(SLACK + 1)), -w)
        for w in counts
        if NARROWEST <= w <= WIDEST and sum(other > w for other in every) <= BEYOND * len(every)
    ]
    return -max(found)[1] if found else 0


def wraps(text: str) -> Iterator[Edit]:
    """Join the lines that were broken by width, words in Latin letters with a blank."""
    lines = [line for line in LINE.finditer(text) if line[0].strip()]
    widths = {line: columns(line[0]) for line in lines}
    breaking = [
        (line, below)
        for line, below in pairwise(lines)
        if line.end() + 1 == below.start()
        and not INDENT.match(below[0])
        and not ENDS.search(line[0])
        and not BEGINS.match(below[0])
    ]
    end = wall([widths[line] for line, _ in breaking], list(widths.values()))
    found = [(line, below) for line, below in breaking if end - SLACK <= widths[line] <= end]
    running = sum(bool(MARK.search(line[0])) for line, _ in found)
    close = sum(widths[line] >= end - NEAR for line, _ in found)
    stops = any(STOP.search(one[0]) for pair in found for one in pair)
    if len(found) < LEAST or min(running, close) < RUNNING * len(found) or not stops:
        return
    for line, below in found:
        start = line.start() + len(line[0].rstrip())
        stop = below.start() + len(below[0]) - len(below[0].lstrip())
        latin = text[start - 1].isascii() and text[start - 1].isalnum() and text[stop : stop + 1].isascii()
        yield Edit(start, stop, " " if latin else "")
