"""Events of several articles that are one: same parties, compatible kind and date → one Partnership.

Within one set of parties the dated events are anchors (days not more than a week apart are one: the day of signing and
the day of the news); less precise dates join the anchor that they cover, undated events the last anchor that began
before their article appeared. Kinds are compatible where they are equal or one is ``other`` or not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day

from graph.merge import Support, agree, covers
from graph.model import Event

NEAR = 7
DAY = 10
Roles = frozenset[tuple[str, str]]
Ends = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells it: its roles to identities, and its evidence."""

    event: Event
    roles: Roles
    supports: tuple[Support, ...]

    @property
    def kind(self) -> str:
        """Return the kind of a Partnership, empty where it is ``other`` or not known."""
        kind = str(self.event.properties.get("kind") or "")
        return "" if kind == "other" else kind

    @property
    def order(self) -> tuple[str, ...]:
        """Return what events are sorted by: date (the precise ones first), article, place."""
        first = self.supports[0]
        return (self.event.date or "9", first.published or "9", first.source, repr(first.evidence.spans), self.event.id)


def clusters(told: Iterable[Told]) -> list[list[Told]]:
    """Return the events in groups that are one event each, in a fixed order."""
    by_ends: dict[Ends, list[Told]] = defaultdict(list)
    for one in told:
        by_ends[ends_key(one.event.label, one.roles)].append(one)
    return [group for key in sorted(by_ends, key=repr) for group in split_kinds(by_ends[key])]


def ends_key(label: str, roles: Roles) -> Ends:
    """Return what events must share to be compared: parties, or the data set (else every end) of a transaction."""
    if label == "Partnership":
        return ("Partnership", tuple(sorted(i for role, i in roles if role == "party")))
    datasets = tuple(sorted(i for role, i in roles if role == "dataset"))
    return ("DataTransaction", datasets or tuple(sorted(roles)), bool(datasets))


def split_kinds(events: Sequence[Told]) -> list[list[Told]]:
    """Return events of the same ends apart by kind, then by date; those without a kind join a kind that fits."""
    if events[0].event.label != "Partnership":
        return split_dates(events)
    kinds: dict[str, list[Told]] = defaultdict(list)
    for one in events:
        kinds[one.kind].append(one)
    loose = kinds.pop("", [])
    for one in sorted(loose, key=lambda t: t.order):
        fitting = [k for k, group in kinds.items() if k and any(dates_fit(one, other) for other in group if other.kind)]
        home = max(sorted(fitting), key=lambda k: sum(t.kind == k for t in kinds[k]), default="")
        kinds[home].append(one)
    return [group for kind in sorted(kinds) for group in split_dates(kinds[kind])]


def dates_fit(one: Told, other: Told) -> bool:
    """Tell whether the dates of two events, where known, can be the same."""
    a, b = one.event.date, other.event.date
    return not a or not b or agree(a, b) or near(a, b)


def near(a: str, b: str) -> bool:
    """Tell whether two days lie at most a week apart."""
    if len(a) != DAY or len(b) != DAY:
        return False
    try:
        return abs((day.fromisoformat(a) - day.fromisoformat(b)).days) <= NEAR
    except ValueError:
        return False


def split_dates(events: Sequence[Told]) -> list[list[Told]]:
    """Return events of the same ends and kind apart by date."""
    groups: list[tuple[str, list[Told]]] = []
    for one in sorted((t for t in events if t.event.date), key=lambda t: (-len(t.event.date or ""), t.order)):
        home = home_of(str(one.event.date), groups)
        if home is None:
            groups.append((str(one.event.date), [one]))
        else:
            home.append(one)
    groups.sort(key=lambda g: g[0])
    for one in sorted((t for t in events if not t.event.date), key=lambda t: t.order):
        if not groups:
            groups.append(("", []))
        before = [g for g in groups if not one.supports[0].published or g[0] <= one.supports[0].published]
        (before or groups[:1])[-1][1].append(one)
    return [sorted(group, key=lambda t: t.order) for _, group in groups]


def home_of(date: str, groups: Sequence[tuple[str, list[Told]]]) -> list[Told] | None:
    """Return the group whose date (or one of its dates) a date fits, the earliest of several."""
    for anchor, group in sorted(groups, key=lambda g: g[0]):
        if covers(date, anchor) or any(near(date, str(t.event.date)) for t in group):
            return group
    return None
