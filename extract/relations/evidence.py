"""The shortest sentence, or two, that a person needs to believe a fact, as a slice of the article as given."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from extract.cleaning.aligned import CleanText, given_span
from extract.relations.pairs import Place
from graph.model import Evidence, Span

JOIN = " … "


def sentence_of(found: Sequence[Span], place: Place) -> int:
    """Return the number of the sentence that a place stands in, -1 where none; sentences come in order."""
    n = bisect_right(found, place.start, key=lambda span: span[0]) - 1
    return n if n >= 0 and place.start < found[n][1] else -1


def told_in(found: Sequence[Span], places: Sequence[Place]) -> dict[int, list[int]]:
    """Return the numbers of the sentences that name each entity, in order."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for p in places:
        numbers[p.owner].add(sentence_of(found, p))
    return {owner: sorted(told) for owner, told in numbers.items()}


def apart(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how far the nearest of two rows of numbers are from one another; rows come in order, 0 where one is empty."""
    few, many = sorted((one, other), key=len)
    near = ((n, bisect_left(many, n)) for n in few)
    return min((abs(many[k] - n) for n, at in near for k in (at - 1, at) if 0 <= k < len(many)), default=0)


def within(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Return the places that begin in a stretch; ``places`` come in order."""
    return places[slice(*(bisect_left(places, at, key=attrgetter("start")) for at in (start, end)))]


def supporting(
    sentences: Sequence[Span], places: Sequence[Place], owners: Sequence[int], start: int, end: int
) -> tuple[int, ...]:
    """Return the numbers of the one or two nearest sentences of a stretch that hold all owners (or the first two)."""
    held: dict[int, set[int]] = {}
    for place in within(places, start, end):
        if place.owner in owners:
            held.setdefault(sentence_of(sentences, place), set()).add(place.owner)
    wanted = set(owners)
    full = [n for n, who in held.items() if who >= wanted]
    if full:
        return (min(full, key=lambda n: sentences[n][1] - sentences[n][0]),)
    pairs = [(b - a, a, b) for a in held for b in held if a < b and held[a] | held[b] >= wanted]
    if pairs:
        return min(pairs)[1:]
    return tuple(sorted(held))


def evidence(
    clean: CleanText, sentences: Sequence[Span], numbers: Sequence[int], article: str, rule: str, confidence: float
) -> Evidence:
    """Return evidence from sentences given by number."""
    spans = tuple(given_span(clean, *sentences[n]) for n in numbers)
    given = JOIN.join(clean.given[s:e] for s, e in spans)
    readable = JOIN.join(clean.text[slice(*sentences[n])].strip() for n in numbers)
    return Evidence(article, spans, given, readable, rule, round(confidence, 4))
