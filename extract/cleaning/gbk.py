"""The code GBK: which two bytes make which character, and which pairs of bytes make none."""

from contextlib import suppress
from functools import cache


@cache
def pairs() -> dict[int, str]:
    """Return the two-byte characters of GBK by their bytes."""
    found = {}
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            with suppress(UnicodeDecodeError):
                found[lead << 8 | trail] = bytes((lead, trail)).decode("gbk")
    return found


@cache
def halves() -> dict[str, tuple[int, int]]:
    """Return the two bytes of each character."""
    return {c: (code >> 8, code & 0xFF) for code, c in pairs().items()}


@cache
def by_trail(trail: int) -> tuple[tuple[int, str], ...]:
    """Return (lead, character) for every character that ends with a byte."""
    return tuple((code >> 8, c) for code, c in pairs().items() if code & 0xFF == trail)


@cache
def by_lead(lead: int) -> tuple[str, ...]:
    """Return every character that begins with a byte."""
    return tuple(c for code, c in pairs().items() if code >> 8 == lead)


@cache
def undecodable() -> dict[int, frozenset[int]]:
    """Return by first byte the second bytes with which no character is made: such pairs vanish in decoding."""
    trails = (*range(0x80, 0xFF), *range(0x40, 0x7F))
    found = {n: frozenset(t for t in trails if n << 8 | t not in pairs()) for n in range(0x81, 0xFF)}
    return {n: t for n, t in found.items() if t}


@cache
def gap_characters(pending: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """Return which character a byte can end in when its second half vanished, and the bytes that vanished with it."""
    found = ((pairs().get(pending << 8 | second), firsts) for second, firsts in undecodable().items())
    return tuple((c, firsts) for c, firsts in found if c is not None)


@cache
def after_gap(firsts: int | frozenset[int], trail: int) -> tuple[str, ...]:
    """Return the characters that end with a byte and begin with one of those that vanished."""
    return tuple(c for lead, c in by_trail(trail) if isinstance(firsts, frozenset) and lead in firsts)


def two_bytes(character: str) -> tuple[int, int] | None:
    """Return the bytes of a shifted character; a narrow mark counts as the wide one that it was made of."""
    if character in "!?;:,<>()":
        return 0xA3, ord(character) + 0x80
    return halves().get(character)


@cache
def vanishing(first: int) -> frozenset[int]:
    """Return the bytes that make no pair with the byte after them."""
    return frozenset(n for n in range(0x81, 0xFF) if n << 8 | first not in pairs())
