"""Text that knows where each of its characters stood in the article as given, and edits of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.model import Dropped, Span


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text after cleaning: character ``i`` stands for ``given[starts[i]:ends[i]]``."""

    text: str
    starts: list[int]
    ends: list[int]
    given: str
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``text[start:end]`` by ``new``; with a ``reason`` the cut is reported as dropped."""

    start: int
    end: int
    new: str
    reason: str = ""


Pass = Callable[[str], Iterable[Edit]]


def aligned(given: str) -> CleanText:
    """Return a text as given, each character standing for itself."""
    return CleanText(given, list(range(len(given))), list(range(1, len(given) + 1)), given)


def apply(clean: CleanText, edits: Iterable[Edit]) -> CleanText:
    """Apply edits, which must not overlap; one that overlaps an earlier one is left out.

    A replacement of equal length maps character by character; any other maps each new character to the whole stretch.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    dropped: list[Dropped] = []
    last = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < last or edit.end <= edit.start:
            continue
        parts += [clean.text[last : edit.start], edit.new]
        starts += clean.starts[last : edit.start]
        ends += clean.ends[last : edit.start]
        if len(edit.new) == edit.end - edit.start:
            starts += clean.starts[edit.start : edit.end]
            ends += clean.ends[edit.start : edit.end]
        else:
            starts += [clean.starts[edit.start]] * len(edit.new)
            ends += [clean.ends[edit.end - 1]] * len(edit.new)
        if edit.reason:
            place = clean.starts[edit.start], clean.ends[edit.end - 1]
            dropped.append(Dropped(*place, clean.given[place[0] : place[1]], edit.reason))
        last = edit.end
    parts.append(clean.text[last:])
    starts += clean.starts[last:]
    ends += clean.ends[last:]
    return CleanText("".join(parts), starts, ends, clean.given, clean.dropped + tuple(dropped))


def run(clean: CleanText, passes: Iterable[Pass]) -> CleanText:
    """Run passes one after another."""
    for step in passes:
        edits = list(step(clean.text))
        if edits:
            clean = apply(clean, edits)
    return clean


def same_length(step: Callable[[str], str]) -> Pass:
    """Make a pass of a function that keeps the length of its text; where it does not, nothing is changed."""

    def edits(text: str) -> Iterator[Edit]:
        new = step(text)
        if len(new) == len(text) and new != text:
            yield Edit(0, len(text), new)  # whose characters each stand for the one in their place

    return edits


def given_span(clean: CleanText, start: int, end: int) -> Span:
    """Return where a stretch of the clean text stands in the article as given."""
    return clean.starts[start], max(clean.ends[start:end])
