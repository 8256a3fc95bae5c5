"""What a diff holds: what is new, whose status moved, and what has gone, as it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewPartnership:
    """A partnership that was not there: its parties, what is known of it, and its first sentence."""

    id: str
    parties: tuple[str, ...]
    kind: str
    date: str
    status: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that was not there."""

    id: str
    label: str
    name: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChangedStatus:
    """A fact whose status moved: its name (parties, or head, type and tail), from what to what, and the sentence."""

    id: str
    what: str
    before: str
    after: str
    last_seen: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NewTransaction:
    """A data transaction that was not there: its name (data set, else sellers), who plays which role, stage and sentence."""

    id: str
    name: str
    ends: tuple[tuple[str, str], ...]
    stage: str
    date: str
    first_seen: str
    sources: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """Something that is no longer there: its label or type, its name (head → tail of a relation), and its first sentence."""

    id: str
    kind: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What is new and what has gone, each list sorted; ``old`` and ``new`` say what was compared."""

    old: str
    new: str
    partnerships: tuple[NewPartnership, ...]
    organisations: tuple[NewOrganisation, ...]
    statuses: tuple[ChangedStatus, ...]
    transactions: tuple[NewTransaction, ...] = ()
    vanished: tuple[Vanished, ...] = ()
