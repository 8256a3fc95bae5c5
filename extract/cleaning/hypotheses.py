"""What shifted characters may have been before a byte was lost: hypotheses that take one character after another.

Each holds half a character that waits for its other half. Undecodable pairs that were left out inside the stretch,
punctuation that was narrowed afterwards, and pinyin that an annotator set between two bytes (``?qū)崿F`` → ``實現``) are
tried as well. Costs are in units of a quarter bit.
"""

import heapq
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from extract.cleaning.characters import HAN_CHARACTER
from extract.cleaning.gbk import after_gap, by_trail, gap_characters, halves, pairs, two_bytes, vanishing
from extract.cleaning.pinyin import SYLLABLE, is_reading
from extract.cleaning.strangeness import cost

LOST = "?？\ufffd"
SAID = re.compile(rf"[(（]([{SYLLABLE}]{{1,6}})[)）]")
TRAILS = frozenset((*range(0x40, 0x7F), *range(0x80, 0xFF)))
CUT_TAGS = ("/p>", "/di", "/sp", "br>", "p> ", "/st", "/li")
BEAM = 40
MOST_GAPS = 2
GAP_COST = 16  # four bits: one pair in sixteen cannot be decoded and vanishes
START_COST = 20  # five bits: that a byte was lost here
FEW_COST = 12  # a second loss, of a byte that can only be one of some 23
GUESS_COST = 16  # a second loss
EVIDENCE = 100  # 25 bits: the pinyin after a restored character is (or is not) how it is read; no Latin letter has any
WRONG_SCRIPT = 24  # a simplified character in a traditional text, or the other way round
GAP_STATES = 4  # hypotheses that are carried on over a gap, …
GAP_CHARACTERS = 8  # … with so many characters before it …
GAP_AFTER = 10  # … and behind it


class State(NamedTuple):
    """A hypothesis: cost so far, the half character that waits (or the bytes it may be), what was restored."""

    cost: int
    pending: int | frozenset[int]
    out: str
    before: str
    odd: frozenset[str]
    gaps: int = 0
    guessed: bool = False


def followed(state: State, character: str, pending: int | frozenset[int], extra: int = 0, gaps: int = 0) -> State:
    """Return the hypothesis with one character more."""
    total = state.cost + cost(state.before, character) + extra + (WRONG_SCRIPT if character in state.odd else 0)
    return State(total, pending, state.out + character, character, state.odd, state.gaps + gaps)


def completed(state: State, trail: int, pending: int, extra: int = 0) -> Iterator[State]:
    """Complete the waiting half character with its second byte."""
    if isinstance(state.pending, int):
        character = pairs().get(state.pending << 8 | trail)
        if character is not None:
            yield followed(state, character, pending, extra)
        return
    for lead, character in by_trail(trail):
        if lead in state.pending:
            yield followed(state, character, pending, extra)


def over_gap(states: list[State]) -> Iterator[State]:
    """Suppose that a pair which cannot be decoded stood here: the end of one character, the start of the next."""
    for state in heapq.nsmallest(GAP_STATES, states, key=lambda s: s.cost):
        if isinstance(state.pending, int) and state.gaps < MOST_GAPS:
            chosen = sorted((cost(state.before, c), c, f) for c, f in gap_characters(state.pending))[:GAP_CHARACTERS]
            yield from (followed(state, c, firsts, GAP_COST, 1) for _, c, firsts in chosen)


def best(states: Iterator[State] | list[State]) -> list[State]:
    """Return the most likely hypotheses, one for each ending."""
    chosen: dict[tuple[object, str], State] = {}
    for state in sorted(states, key=lambda s: (s.cost, s.out)):
        chosen.setdefault((state.pending, state.before), state)
        if len(chosen) == BEAM:
            break
    return list(chosen.values())


def alone_before(text: str, at: int) -> frozenset[int]:
    """Return the bytes that would decode to nothing before the character at a place; none where it may be any."""
    if at < len(text) and HAN_CHARACTER.match(text[at]) and text[at] in halves():
        return vanishing(halves()[text[at]][0])
    return frozenset()


def guesses(states: list[State], trails: frozenset[int], extra: int, guessed: bool) -> Iterator[State]:
    """Complete the waiting half characters of the best hypotheses with bytes that were lost."""
    for state in heapq.nsmallest(GAP_STATES, states, key=lambda s: s.cost):
        if isinstance(state.pending, int):
            found = (c for trail in trails if (c := pairs().get(state.pending << 8 | trail)))
            yield from (followed(state, c, 0, extra)._replace(guessed=guessed) for c in found)


def endings(states: list[State], text: str, at: int, gaps: bool) -> Iterator[State]:
    """Yield the hypotheses that end with this character: a letter as second half, or the sign of a second loss."""
    if text[at] in LOST:
        sure = text[at + 1 : at + 4].lower() in CUT_TAGS  # this sign took the < of a tag with it
        few = alone_before(text, at + 1)
        extra = -EVIDENCE // 2 if sure else FEW_COST if few else GUESS_COST
        yield from guesses(states, few or TRAILS, extra, not sure and not few)
    elif "@" <= text[at] <= "~":
        said = SAID.match(text, at + 1)
        for state in [*states, *(over_gap(states) if gaps else ())]:
            for end in completed(state, ord(text[at]), 0):
                told = 0 if said is None else -EVIDENCE if is_reading(said[1], end.before) else EVIDENCE
                yield end._replace(cost=end.cost + told)


def swallowed(states: list[State]) -> Iterator[State]:
    """Yield the hypotheses that end inside the last character, whose second half is a letter: 肞 → …用P."""
    for state in states:
        if isinstance(state.pending, int) and state.pending < 0x80:
            yield followed(state, chr(state.pending), 0)


def steps(states: list[State], character: str, gaps: bool) -> Iterator[State]:
    """Yield the hypotheses that take one more shifted character."""
    found = two_bytes(character)
    if found is None:
        return
    for state in states:
        yield from completed(state, *found)
    for state in over_gap(states) if gaps else ():
        behind = after_gap(state.pending, found[0])
        for character in heapq.nsmallest(GAP_AFTER, behind, key=partial(cost, state.before)):
            yield followed(state, character, found[1])


def first_bytes(before: str, said: str) -> frozenset[int]:
    """Return which byte may be lost; pinyin set between two bytes says of which wrong pair it was the first half.

    In 向將 = CF F2 8C A2 an annotator of bytes finds 驅 = F2 8C and writes (qū) after it: the lost byte is 8C.
    """
    every = frozenset(range(0x81, 0xFF))
    if not said or before not in halves():
        return every
    heard = halves()[before][1]
    found = {n for n in every if (c := pairs().get(heard << 8 | n)) and is_reading(said, c)}
    return frozenset(found) or every


def after_sign(text: str, start: int, first: int, odd: frozenset[str]) -> list[State]:
    """Return the first hypotheses where a sign of the lost byte stands at ``start``."""
    before = text[start - 1] if start else "\n"
    lost = first_bytes(before, text[start + 1 : first - 1])
    if len(lost) <= 3:
        return [State(0, n, "", before, odd) for n in sorted(lost)]
    return [State(START_COST, lost, "", before, odd)]
