"""Where sentences begin and end in clean text."""

import re

from graph.model import Span

# a sentence ends at a stop with the quotes and brackets that close after it, or at a line's end
STOP = re.compile(r"[。！？!?；;]+[”’」』）)\"'】]*|\n+")


def sentences(text: str) -> list[Span]:
    """Return the (start, end) of each sentence, without white space around it; stops belong to their sentence."""
    found: list[Span] = []
    start = 0
    for match in STOP.finditer(text):
        add(found, text, start, match.end())
        start = match.end()
    add(found, text, start, len(text))
    return found


def add(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a sentence unless it is blank."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append((start, end))


def windows(text: str, size: int) -> list[Span]:
    """Return stretches of whole sentences, each at most ``size`` characters; a longer sentence is cut at commas."""
    found: list[Span] = []
    for start, end in (piece for s in sentences(text) for piece in cut(text, *s, size)):
        if found and end - found[-1][0] <= size:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def cut(text: str, start: int, end: int, size: int) -> list[Span]:
    """Cut a stretch that is too long at its commas, else anywhere."""
    found = []
    while end - start > size:
        comma = max(text.rfind(c, start + size // 2, start + size) for c in "，,、 ：:")
        stop = comma + 1 if comma > 0 else start + size
        found.append((start, stop))
        start = stop
    return [*found, (start, end)]
