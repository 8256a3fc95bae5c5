"""Where no name stands yet."""

from collections.abc import Iterable, Sequence

from graph.model import Mention, Span


def free(text: str, spans: Iterable[Span], found: Sequence[Mention]) -> list[Span]:
    """Return the spans of a text that no name reaches into."""
    taken = bytearray(len(text))
    for m in found:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    return [(start, end) for start, end in spans if not any(taken[start:end])]
