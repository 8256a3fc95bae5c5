"""Names listed side by side (甲、乙和丙): what an article says of some of them it mostly says of all.

On the passages, of a list of three or more of one kind of which two share a fact with another name, 97 of 100 members do.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.relations.pairs import Place

NEXT = re.compile(r"[”」』》’)）]?(?:、|和|及|以及|，|,|/|与)\s?[“「『《‘]?$")
LEAST = 3  # names of a list
MOST = 12  # others that are asked of one name


def beside(text: str, places: Sequence[Place]) -> dict[int, list[int]]:
    """Return by entity those listed beside it, MOST at the most; ``places`` come in order."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    first = 0
    while first < len(places):
        end = first + 1
        while end < len(places) and follows(text, places[end - 1], places[end]):
            end += 1
        row = dict.fromkeys(p.owner for p in places[first:end])
        if len(row) >= LEAST:
            for owner in row:
                found[owner].update(dict.fromkeys(other for other in row if other != owner))
        first = end
    return {owner: list(others)[:MOST] for owner, others in found.items()}


def follows(text: str, one: Place, later: Place) -> bool:
    """Tell whether a name is the next of a list."""
    return one.label == later.label and one.end <= later.start and bool(NEXT.match(text[one.end : later.start]))
