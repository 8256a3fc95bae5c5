"""The beam search for what a shifted stretch should read, and whether that reads far better than the text as it stands."""

from dataclasses import dataclass

from extract.cleaning.gbk import by_lead, halves
from extract.cleaning.hypotheses import (
    EVIDENCE,
    FEW_COST,
    SAID,
    State,
    alone_before,
    best,
    endings,
    followed,
    guesses,
    steps,
    swallowed,
)
from extract.cleaning.strangeness import cost, text_cost

LONGEST = 120  # characters of one shifted stretch
GUESSED_READS_WELL = 38  # where the last byte is only guessed
BLIND_COST = 32  # eight bits: a loss without a sign
SILENT_COST = 12  # a second loss that left no sign
LEAST_GAIN = 60  # 15 bits in all …
SILENT_GAIN = 120  # … 30 where nothing shows the end …
GAIN_A_CHARACTER = 12  # … and 3 bits a character
READS_WELL = 50  # mean rarity that a repaired stretch may have; ordinary text has 25
LONGEST_GAPPED = 14  # characters of a stretch in which undecodable pairs are supposed


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch ``start:end`` and what it should read; ``gain`` and mean rarity in units."""

    start: int
    end: int
    new: str
    gain: int
    mean: int


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
