"""Repair of GBK text that lost one byte, so that the pairs that follow shifted: ``?！瓜帙i`` → ``。」相鵬``.

Where a byte is gone, each character that follows holds the second half of one character and the first half of the
next, until a letter, a mark or a second loss sets the pairs right. A beam search (``extract.cleaning.beam``) tries every
byte that may have stood there. A repair is taken only where it reads far better than the text as it stands. Losses are
looked for where a sign stands for them, and where characters are as rare after one another as ordinary text has them not.
"""

import re
from collections.abc import Iterator
from typing import Any

from extract.cleaning.aligned import Edit
from extract.cleaning.beam import Repair, better, search, without_sign
from extract.cleaning.characters import HAN_CHARACTER
from extract.cleaning.gbk import halves
from extract.cleaning.hypotheses import LOST, after_sign
from extract.cleaning.pinyin import SYLLABLE
from extract.cleaning.strangeness import strangeness, wrong_script

ANCHOR = re.compile(rf"[{LOST}](?P<said>[{SYLLABLE}]{{1,6}})\)|[{LOST}]{{1,3}}")
MARKS = "!?;:,<>(！？；：，（"  # what the byte A3 and a half of the next character look like, narrowed or not
BLIND_WINDOW = 4
BLIND_RARITY = 70  # mean rarity of four pairs from which on a search begins: one place in 30,000 of sound news
SIGN_RARITY = 50  # the same of three pairs after a sign; shifted text has 85 and more
READS_EASILY = 34  # above it, undecodable pairs are supposed inside the stretch as well
PATIENCE = 6  # vain searches that a text is worth at once, …
PATIENCE_EACH = 6  # … for each repair that was found, …
PATIENCE_LENGTH = 1500  # … and for so many characters, so that noise costs no more than sound text of its length
MOST_GAP_SEARCHES = 5
DAMAGED = "damaged: bytes are gone and could not be restored"


def anchored(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a lost byte left a sign, and where the shifted characters begin after it."""
    for match in ANCHOR.finditer(text):
        if match["said"]:
            yield match.start(), match.end()
        else:
            yield from ((at, at + 1) for at in range(match.start(), match.end()))


def suspicious(rare: Any, text: str, first: int) -> bool:
    """Tell whether pairs of Chinese characters from here on are rare ones, or a narrowed mark may stand here."""
    if first < len(text) and text[first] in MARKS:
        return True
    pairs_here = range(first + 1, min(first + 4, len(text)))
    found = [int(rare[i]) for i in pairs_here if HAN_CHARACTER.match(text[i]) and HAN_CHARACTER.match(text[i - 1])]
    return bool(found) and sum(found) >= SIGN_RARITY * len(found)


def impatient(failures: int, repairs: int, text: str) -> bool:
    """Tell whether so many searches were in vain that the rest of a text is taken as it is."""
    return failures > PATIENCE + PATIENCE_EACH * repairs + len(text) // PATIENCE_LENGTH


def signed_repairs(text: str, rare: Any, odd: frozenset[str]) -> Iterator[Repair]:
    """Yield repairs where a sign stands for the lost byte."""
    done = failures = repairs = gap_searches = 0
    for start, first in anchored(text):
        told = first > start + 1  # pinyin that nobody sets after a mark
        if start < done or not (told or suspicious(rare, text, first)):
            continue
        if impatient(failures, repairs, text):
            break
        states = after_sign(text, start, first, odd)
        found = search(text, start, first, states)
        if (found is None or found.mean > READS_EASILY) and (told or gap_searches < MOST_GAP_SEARCHES + 2 * repairs):
            gap_searches += 1
            found = better(found, search(text, start, first, states, gaps=True))
        failures += found is None and not told
        if found is not None:
            done, repairs = found.end, repairs + 1
            yield found


def crowded(text: str, rare: Any) -> Any:
    """Return the places from which on four pairs of Chinese characters are as rare as in shifted text."""
    import numpy as np

    known = halves()
    table = {c: c in known and HAN_CHARACTER.match(c) is not None for c in set(text)}
    han = np.fromiter(map(table.__getitem__, text), dtype=bool, count=len(text))
    rare = np.where(han, rare, 0)
    rare[1:] *= han[:-1]
    totals = np.cumsum(np.concatenate(([0], rare, [0] * BLIND_WINDOW)))
    mass = totals[BLIND_WINDOW:] - totals[:-BLIND_WINDOW]
    return np.flatnonzero((mass[: len(text)] >= BLIND_RARITY * BLIND_WINDOW) & (rare >= BLIND_RARITY)).tolist()


def unsigned_repairs(text: str, rare: Any, odd: frozenset[str]) -> Iterator[Repair]:
    """Yield repairs of stretches that no sign announces, found by pairs that ordinary text does not have."""
    done = failures = repairs = 0
    for place in crowded(text, rare):
        if place < done or impatient(failures, repairs, text):
            continue
        found = without_sign(text, place, odd)
        if place > done:
            found = better(found, without_sign(text, place - 1, odd))
        failures += found is None
        if found is not None:
            done, repairs = found.end, repairs + 1
            yield found


def byte_repairs(text: str) -> Iterator[Edit]:
    """Repair stretches whose bytes shifted after a lost one."""
    if not HAN_CHARACTER.search(text):
        return
    rare, odd = strangeness(text), wrong_script(text)
    done: list[tuple[int, int]] = []
    for found in signed_repairs(text, rare, odd):
        rare[found.start : found.end + 1] = 0
        done.append((found.start, found.end))
        yield Edit(found.start, found.end, found.new)
    for found in unsigned_repairs(text, rare, odd):
        if not any(start < found.end and found.start < end for start, end in done):
            done.append((found.start, found.end))
            yield Edit(found.start, found.end, found.new)
    for gone in re.finditer("\ufffd+", text):
        if not any(start < gone.end() and gone.start() < end for start, end in done):
            yield Edit(gone.start(), gone.end(), gone[0], DAMAGED)
