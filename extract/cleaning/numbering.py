"""Numbers that a scrape put before paragraphs: ``1、``, ``25、``."""

import re
from collections.abc import Iterator

from extract.cleaning.aligned import Edit

NUMBER = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,3})(?:、|[.．]\s{0,2}(?!\d))(?=\S)")


def paragraph_numbers(text: str) -> Iterator[Edit]:
    """Drop the numbers of paragraphs where at least two lines follow one another in number."""
    found = list(NUMBER.finditer(text))
    numbers = [int(m["number"]) for m in found]
    pairs = {i for i in range(len(found) - 1) if numbers[i + 1] == numbers[i] + 1}
    for i in sorted(pairs | {i + 1 for i in pairs}):
        yield Edit(found[i].start(), found[i].end(), "")
