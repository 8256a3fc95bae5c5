"""Repair of GBK text that lost one byte, so that the pairs that follow shifted: ``?！瓜帙i`` → ``。」相鵬``.

Where a byte is gone, each character that follows holds the second half of one character and the first half of the
next, until a letter, a mark or a second loss sets the pairs right. A beam search tries every byte that may have stood
there, also undecodable pairs that were left out inside the stretch, punctuation that was narrowed afterwards, and
pinyin that an annotator set between two bytes (``?qū)崿F`` → ``實現``). A repair is taken only where it reads far better
than the text as it stands; rarities are those of ``extract.cleaning.bigrams``, four units a bit.
"""

import heapq
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from extract.cleaning.aligned import Edit
from extract.cleaning.bigrams import codes, rarities, rarity
from extract.cleaning.characters import HAN_CHARACTER, NARROW, QUOTES
from extract.cleaning.pinyin import SYLLABLE, is_reading

LOST = "?？\ufffd"
ANCHOR = re.compile(rf"[{LOST}](?P<said>[{SYLLABLE}]{{1,6}})\)|[{LOST}]{{1,3}}")
SAID = re.compile(rf"[(（]([{SYLLABLE}]{{1,6}})[)）]")
TRAILS = frozenset((*range(0x40, 0x7F), *range(0x80, 0xFF)))
CUT_TAGS = ("/p>", "/di", "/sp", "br>", "p> ", "/st", "/li")
MARKS = "!?;:,<>(！？；：，（"  # what the byte A3 and a half of the next character look like, narrowed or not
BEAM = 40
LONGEST = 120  # characters of one shifted stretch
MOST_GAPS = 2
GAP_COST = 16  # four bits: one pair in sixteen cannot be decoded and vanishes
START_COST = 20  # five bits: that a byte was lost here
GUESSED_READS_WELL = 38  # where the last byte is only guessed
BLIND_WINDOW = 4
BLIND_RARITY = 70  # mean rarity of four pairs from which on a search begins: one place in 30,000 of sound news
SIGN_RARITY = 50  # the same of three pairs after a sign; shifted text has 85 and more
BLIND_COST = 32  # eight bits: a loss without a sign
FEW_COST = 12  # a second loss, of a byte that can only be one of some 23
SILENT_COST = 12  # and it left no sign
GUESS_COST = 16  # a second loss
EVIDENCE = 100  # 25 bits: the pinyin after a restored character is (or is not) how it is read; no Latin letter has any
WRONG_SCRIPT = 24  # a simplified character in a traditional text, or the other way round
LEAST_GAIN = 60  # 15 bits in all …
SILENT_GAIN = 120  # … 30 where nothing shows the end …
GAIN_A_CHARACTER = 12  # … and 3 bits a character
READS_WELL = 50  # mean rarity that a repaired stretch may have; ordinary text has 25
READS_EASILY = 34  # above it, undecodable pairs are supposed inside the stretch as well
PATIENCE = 6  # vain searches that a text is worth at once, …
PATIENCE_EACH = 6  # … for each repair that was found, …
PATIENCE_LENGTH = 1500  # … and for so many characters, so that noise costs no more than sound text of its length
MOST_GAP_SEARCHES = 5
LONGEST_GAPPED = 14  # characters of a stretch in which undecodable pairs are supposed
GAP_STATES = 4  # hypotheses that are carried on over a gap, …
GAP_CHARACTERS = 8  # … with so many characters before it …
GAP_AFTER = 10  # … and behind it
DAMAGED = "damaged: bytes are gone and could not be restored"


class State(NamedTuple):
    """A hypothesis: cost so far, the half character that waits (or the bytes it may be), what was restored."""

    cost: int
    pending: int | frozenset[int]
    out: str
    before: str
    odd: frozenset[str]
    gaps: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch ``start:end`` and what it should read; ``gain`` and mean rarity in units."""

    start: int
    end: int
    new: str
    gain: int
    mean: int


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


@cache
def gap_characters(pending: int) -> tuple[tuple[str, frozenset[int]], ...]:
    """Return which character a byte can end in when its second half vanished, and the bytes that vanished with it."""
    found = ((pairs().get(pending << 8 | second), firsts) for second, firsts in undecodable().items())
    return tuple((c, firsts) for c, firsts in found if c is not None)


@cache
def after_gap(firsts: int | frozenset[int], trail: int) -> tuple[str, ...]:
    """Return the characters that end with a byte and begin with one of those that vanished."""
    return tuple(c for lead, c in by_trail(trail) if isinstance(firsts, frozenset) and lead in firsts)


def over_gap(states: list[State]) -> Iterator[State]:
    """Suppose that a pair which cannot be decoded stood here: the end of one character, the start of the next."""
    for state in heapq.nsmallest(GAP_STATES, states, key=lambda s: s.cost):
        if isinstance(state.pending, int) and state.gaps < MOST_GAPS:
            chosen = sorted((cost(state.before, c), c, f) for c, f in gap_characters(state.pending))[:GAP_CHARACTERS]
            yield from (followed(state, c, firsts, GAP_COST, 1) for _, c, firsts in chosen)


def two_bytes(character: str) -> tuple[int, int] | None:
    """Return the bytes of a shifted character; a narrow mark counts as the wide one that it was made of."""
    if character in "!?;:,<>()":
        return 0xA3, ord(character) + 0x80
    return halves().get(character)


def best(states: Iterator[State] | list[State]) -> list[State]:
    """Return the most likely hypotheses, one for each ending."""
    chosen: dict[tuple[object, str], State] = {}
    for state in sorted(states, key=lambda s: (s.cost, s.out)):
        chosen.setdefault((state.pending, state.before), state)
        if len(chosen) == BEAM:
            break
    return list(chosen.values())


@cache
def vanishing(first: int) -> frozenset[int]:
    """Return the bytes that make no pair with the byte after them."""
    return frozenset(n for n in range(0x81, 0xFF) if n << 8 | first not in pairs())


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


def hopeless(least: int, size: int) -> bool:
    """Tell whether the best hypothesis reads so badly after some characters that no ending can make it good."""
    return least > (85 if size < 4 else 70) * size


def search(text: str, start: int, first: int, states: list[State], gaps: bool = False) -> Repair | None:
    """Return the best repair of a stretch that begins at ``start``, its shifted characters at ``first``."""
    found: Repair | None = None
    for at in range(first, min(len(text), first + (LONGEST_GAPPED if gaps else LONGEST))):
        if at > first or gaps:
            found = better(found, judged(text, start, at + 1, best(endings(states, text, at, gaps))))
        if at > first + 1 and (few := alone_before(text, at)):
            silent = best(guesses(states, few, FEW_COST + SILENT_COST, False))
            found = better(found, judged(text, start, at, silent, SILENT_GAIN))
        states = best(steps(states, text[at], gaps))
        found = better(found, judged(text, start, at + 1, list(swallowed(states))))
        if not states or hopeless(min(s.cost for s in states), at - first + 1):
            break
    return found


def judged(text: str, start: int, end: int, ends: list[State], least: int = LEAST_GAIN) -> Repair | None:
    """Return the best ending as a repair where it reads far better than the text does."""
    if not ends:
        return None
    said = SAID.match(text, end)
    place = said.end() if said else end
    after = text[place] if place < len(text) else "\n"
    total, state = min(((s.cost + cost(s.before, after), s) for s in ends), key=lambda x: (x[0], x[1].out))
    size = len(state.out) + 1
    as_it_stands = text_cost(text, start, end - 1) + cost(text[end - 1], after)
    gain = as_it_stands - total
    well = READS_WELL if not state.guessed else GUESSED_READS_WELL
    if gain < max(least, GAIN_A_CHARACTER * size) or total > well * size:
        return None
    if said and "@" <= text[end - 1] <= "~":
        total += EVIDENCE
    new = state.out
    if state.guessed and new.endswith("想象") and "们" in state.odd:
        new = new[:-1] + "像"  # the spelling of traditional texts
    return Repair(start, end, new, gain, total // size)


def better(one: Repair | None, other: Repair | None) -> Repair | None:
    """Return the repair that gains more."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda r: (r.gain, -r.end))


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


def without_sign(text: str, first: int, odd: frozenset[str]) -> Repair | None:
    """Return the best repair where the byte before or inside the first character vanished without a sign."""
    before = text[first - 1] if first else "\n"
    lead_lost = [State(BLIND_COST, frozenset(range(0x81, 0xFF)), "", before, odd)]
    found = search(text, first, first, lead_lost)
    if (known := halves().get(text[first])) and first + 1 < len(text):
        begun = State(BLIND_COST, known[0], "", before, odd)
        trail_lost = [followed(begun, c, known[1]) for c in by_lead(known[0])]
        found = better(found, search(text, first, first + 1, best(trail_lost)))
    return found


def strangeness(text: str) -> Any:
    """Return for each character how rare it is after the one before it, whatever its script."""
    from extract.cleaning.script import converter

    flat = text.translate({ord(c): w for c, w in NARROW.items()}).translate(QUOTES)
    plain = converter("t2s").convert(flat)
    return rarities(codes(plain if len(plain) == len(text) else flat))


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
