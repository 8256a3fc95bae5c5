"""Brings the ledger of a workspace up to date with articles: what is new is read, what is unchanged is not."""

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace

from extract.many import Outcome, read_many
from extract.sources import Skipped
from extract.version import READER
from graph.errors import YimaiError
from graph.ledger import Entry, Ledger
from graph.model import Document, Event, Reading

FIGURE = re.compile(r" ?\([\d.,]+\)")  # how sure or long one dropped thing was; kinds of reasons are counted without

Many = Callable[..., Generator[tuple[Document, Outcome]]]


@dataclass(slots=True)
class Update:
    """What one run did: sources by what became of them, what could not be read or was there twice, and how much was found and dropped."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    repeated: list[Skipped] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


def stamp(min_confidence: float, *, fast: bool = False) -> str:
    """Return what marks readings of this reader at this confidence; others are stale."""
    return READER + " fast" * fast + (f" from {min_confidence:g}" if min_confidence else "")


def update(
    ledger: Ledger,
    inputs: Iterable[Document | Skipped],
    *,
    again: bool = False,
    sync: bool = False,
    min_confidence: float = 0.0,
    fast: bool = False,
    workers: int = 0,
    many: Many = read_many,
    on_done: Callable[[], object] = lambda: None,
) -> Update:
    """Read what is new or changed into the ledger, one transaction an article, and return what was done.

    ``again`` reads stale readings anew as well; ``sync`` retracts the articles that are not among the inputs.
    ``many`` reads the documents: in processes of this machine, or on Ray (``extract.cluster.read_many_on_ray``).
    ``on_done`` is called for every input that is dealt with.
    """
    done = Update()
    mark = stamp(min_confidence, fast=fast)
    wanted = sifted(inputs, ledger.sources(), done, mark=mark, again=again, on_done=on_done)
    with closing(many(wanted, min_confidence=min_confidence, fast=fast, workers=workers)) as outcomes:
        for document, outcome in outcomes:
            if isinstance(outcome, YimaiError):
                done.skipped.append(Skipped(document.source, str(outcome)))
            else:
                ledger.put(replace(outcome, reader=mark))
                count(done, outcome)
            on_done()
    if sync:
        retract(ledger, done)
    return done


def sifted(
    inputs: Iterable[Document | Skipped],
    known: dict[str, Entry],
    done: Update,
    *,
    mark: str,
    again: bool,
    on_done: Callable[[], object],
) -> Iterator[Document]:
    """Yield the documents that are to be read; note the others. Of two with one source the first counts, as in sources."""
    seen: set[str] = set()
    for item in inputs:
        if isinstance(item, Skipped):
            (done.repeated if item.source in seen else done.skipped).append(item)
        else:
            seen.add(item.source)
            entry = known.get(item.source)
            changed = entry is None or entry.document != item.id
            stale = entry is not None and entry.reader != mark
            if changed or (stale and again):
                yield item
                continue
            (done.stale if stale else done.unchanged).append(item.source)
        on_done()


def count(done: Update, reading: Reading) -> None:
    """Add what a reading holds to the counts."""
    done.read.append(reading.document.source)
    done.found.update(e.label for e in reading.entities)
    done.found.update(f.label if isinstance(f, Event) else f.type for f in reading.facts)
    done.dropped.update(FIGURE.sub("", d.reason) for d in reading.dropped)


def retract(ledger: Ledger, done: Update) -> None:
    """Retract what the inputs no longer hold.

    What could not be read is not gone: its reading stays, and so do those of articles known by an address, since a
    skipped file does not tell its address.
    """
    here = {*done.read, *done.unchanged, *done.stale, *(s.source for s in done.skipped)}
    for source in ledger.sources():
        if source not in here and not (done.skipped and "://" in source):
            ledger.retract(source)
            done.retracted.append(source)
