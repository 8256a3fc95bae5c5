"""How evidence of several articles becomes one fact: parallel lists, confidence, date, status, contradictions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import Evidence, Span
from graph.ontology import ontology

CAP = 0.99
Properties = dict[str, Any]
Order = tuple[str, str, tuple[Span, ...], str, str, str, str]


@dataclass(frozen=True, slots=True)
class Support:
    """One piece of evidence in its place: the Article node, its source, copy group and date, and what it says."""

    article: str
    source: str
    group: str
    published: str
    evidence: Evidence
    date: str = ""
    status: str = ""

    @property
    def order(self) -> Order:
        """Return what evidence is sorted by: date, source, place; undated articles come last."""
        found = self.evidence
        return (self.published or "9999", self.source, found.spans, found.rule, found.sentence, self.date, self.status)


def in_order(supports: Iterable[Support]) -> list[Support]:
    """Return evidence in its order, each piece once."""
    found = list(supports)
    if len(found) == 1:
        return found
    unique: dict[Order, Support] = {}
    for support in found:
        order = support.order
        known = unique.get(order)
        if known is None or support.evidence.confidence > known.evidence.confidence:
            unique[order] = support
    return [unique[key] for key in sorted(unique)]


def evidence_lists(supports: Sequence[Support]) -> Properties:
    """Return the parallel lists of ordered evidence."""
    found = [s.evidence for s in supports]
    return {
        "articles": [s.article for s in supports],
        "starts": [e.spans[0][0] for e in found],
        "ends": [e.spans[-1][1] for e in found],
        "spans": [" ".join(f"{start}-{end}" for start, end in e.spans) for e in found],
        "sentences": [e.sentence for e in found],
        "readables": [e.readable for e in found],
        "confidences": [round(e.confidence, 4) for e in found],
        "rules": [e.rule for e in found],
        "published": [s.published for s in supports],
        "dates": [s.date for s in supports],
        "statuses": [s.status for s in supports],
    }


def support_of(supports: Sequence[Support]) -> Properties:
    """Return combined confidence, number of independent sources, dates of the first and the last article."""
    best: dict[str, float] = defaultdict(float)
    for s in supports:
        best[s.group] = max(best[s.group], s.evidence.confidence)
    doubt = 1.0
    for group in sorted(best):
        doubt *= 1 - best[group]
    dates = sorted(s.published for s in supports if s.published)
    found: Properties = {"confidence": round(min(1 - doubt, CAP), 4), "sources": len(best)}
    if dates:
        found |= {"first_seen": dates[0], "last_seen": dates[-1]}
    return found


def covers(wide: str, narrow: str) -> bool:
    """Tell whether the span of one date holds the other: 2025 covers 2025-02, and each date itself."""
    return narrow == wide or narrow.startswith(wide + "-")


def agree(one: str, other: str) -> bool:
    """Tell whether two dates can be the same day."""
    return covers(one, other) or covers(other, one)


def best_date(supports: Sequence[Support]) -> str:
    """Return the date that most independent sources support, the most precise form of it, the earliest of equals."""
    groups: dict[str, set[str]] = defaultdict(set)
    dates = sorted({s.date for s in supports if s.date})
    for s in supports:
        for date in dates:
            if s.date and covers(s.date, date):
                groups[date].add(s.group)
    return min(dates, key=lambda d: (-len(groups[d]), -len(d), d), default="")


def best_status(supports: Sequence[Support]) -> tuple[str, str]:
    """Return the furthest status that is supported, and a contradiction where a later article takes an end back."""
    line = ontology().status
    said = [s for s in supports if s.status in line]
    if not said:
        return "", ""
    furthest = max((s.status for s in said), key=line.index)
    if furthest != "ended":
        return furthest, ""
    ends = [s for s in said if s.status == "ended" and s.published]
    first = min((s.published for s in ends), default="")
    later = [s for s in said if s.status in ("planned", "active") and first and s.published > first]
    if not later:
        return furthest, ""
    return furthest, f"ended according to an article of {first}, {later[-1].status} in one of {later[-1].published}"


def course(supports: Sequence[Support]) -> Properties:
    """Return date, status and whether they are contradicted."""
    found: Properties = {}
    date, (status, reason) = best_date(supports), best_status(supports)
    if date:
        found["date"] = date
    if status:
        found["status"] = status
    if reason:
        found |= {"conflict": True, "conflict_reason": reason}
    return found


def merged(supports: Iterable[Support]) -> Properties:
    """Return all that evidence says of a fact: lists, confidence, sources, dates, status, conflict."""
    ordered = in_order(supports)
    return {**course(ordered), **support_of(ordered), **evidence_lists(ordered)}


def most_said(values: Iterable[tuple[str, Any]]) -> Any:
    """Return the value that most copy groups give, the longest (as text), then the first of equals; None for none."""
    seen = {(group, repr(value)): value for group, value in values if value is not None and value != ""}
    counts = Counter(text for _, text in seen)
    by_text = {text: value for (_, text), value in seen.items()}
    return by_text[min(counts, key=lambda t: (-counts[t], -len(t), t))] if counts else None


def add_conflict(properties: Properties, reason: str) -> None:
    """Mark a fact as contradicted, keeping earlier reasons."""
    known = properties.get("conflict_reason")
    properties |= {"conflict": True, "conflict_reason": f"{known}; {reason}" if known else reason}
