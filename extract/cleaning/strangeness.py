"""How strange a text reads: how rare its characters are after one another, in whatever script, and which of them do not
belong into it.

Rarities are those of ``extract.cleaning.bigrams``, four units a bit.
"""

from functools import cache, lru_cache
from typing import Any

from extract.cleaning.bigrams import codes, rarities, rarity
from extract.cleaning.characters import NARROW, QUOTES
from extract.cleaning.gbk import pairs


@cache
def scripts() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Return characters of GBK as simplified ones, those that are only traditional, those that are only simplified."""
    from extract.cleaning.script import converter

    characters = list(pairs().values())
    simple = converter("t2s").convert("\n".join(characters)).split("\n")
    full = converter("s2t").convert("\n".join(characters)).split("\n")
    rows = list(zip(characters, simple, full, strict=True))
    old, new = frozenset(c for c, s, _ in rows if c != s), frozenset(c for c, s, f in rows if c == s != f)
    return {c: s.translate(QUOTES) for c, s, _ in rows} | NARROW, old, new


def wrong_script(text: str) -> frozenset[str]:
    """Return the characters that do not belong into a text, which is traditional or simplified."""
    _, old, new = scripts()
    seen = set(text)
    counts = sum(map(text.count, seen & old)), sum(map(text.count, seen & new))
    angular, curly = text.count("「"), text.count("“")
    quotes = frozenset("" if angular == curly else "“”‘’" if angular > curly else "「」『』")
    if max(counts) < 4 or max(counts) < 2 * min(counts):
        return quotes
    return quotes | (new if counts[0] > counts[1] else old)


@lru_cache(1 << 18)
def cost(before: str, character: str) -> int:
    """Return how rare a character is after another, both in any form."""
    table = scripts()[0]
    return rarity(table.get(before, before), table.get(character, character))


def text_cost(text: str, start: int, end: int) -> int:
    """Return how rare ``text[start:end]`` is as it stands, with its first neighbour on each side."""
    return sum(cost(text[i - 1] if i else "\n", text[i] if i < len(text) else "\n") for i in range(start, end + 1))


def strangeness(text: str) -> Any:
    """Return for each character how rare it is after the one before it, whatever its script."""
    from extract.cleaning.script import converter

    flat = text.translate({ord(c): w for c, w in NARROW.items()}).translate(QUOTES)
    plain = converter("t2s").convert(flat)
    return rarities(codes(plain if len(plain) == len(text) else flat))
