"""Names that run over a line's end: a heading's last word and the first name of the text below, read as one."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Mention

HEADING = 45  # characters that a heading has at the most
LONGER = 1.3  # how many times as long the line below is: of lines that were broken by width none is
LEAST = 3  # characters of a heading's word that is kept
END = re.compile(r"\s*\n\s*")


def by_line(mention: Mention, text: str) -> Iterator[Mention]:
    """Yield a name, or its parts where a heading ends within it."""
    found = END.search(mention.text)
    if not found:
        yield mention
        return
    at = mention.start + found.start()
    below = mention.start + found.end()
    heading = at - text.rfind("\n", 0, at) - 1
    stop = text.find("\n", below)
    line = (stop if stop >= 0 else len(text)) - below
    if heading > HEADING or line < LONGER * heading:
        yield mention  # a name that was broken by width, which is refused
        return
    if found.start() >= LEAST:
        yield replace(mention, end=at, text=text[mention.start : at])
    yield from by_line(replace(mention, start=below, text=text[below : mention.end]), text)
