"""Articles given to a command → documents and readings; what is skipped is told on stderr."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError, YimaiError
from graph.messages import say
from graph.model import Document, Reading
from graph.settings import settings
from graph.terminal import progress, tell

if TYPE_CHECKING:
    from extract.sources import Skipped


def inputs(paths: "Iterable[str | Path]") -> "Iterator[Document | Skipped]":
    """Yield the documents of paths; one that is not there is skipped, and the others go on."""
    from extract.sources import Skipped, documents
    from extract.sources.stream import once

    def found() -> "Iterator[Document | Skipped]":
        for path in paths:
            try:
                yield from documents([path], limit_bytes=settings().limit_bytes)
            except InputError as error:
                yield Skipped(str(path), str(error))

    return once(found())


def fresh_readings(
    items: "Iterable[Document | Skipped]",
    least: float,
    fast: bool | None,
    workers: int | None,
    failed: "list[Skipped]",
) -> Iterator[Reading]:
    """Yield readings of articles without a workspace; tell what is skipped and add it to ``failed``."""
    from extract.many import read_many
    from extract.sources import Skipped

    seen: set[str] = set()

    def skip(item: Skipped) -> None:
        if item.source not in seen:
            failed.append(item)
        tell("extract.skipped", source=item.source, reason=item.reason)

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Skipped):
                skip(item)
            else:
                seen.add(item.source)
                yield item

    chosen = settings()
    count = chosen.workers if workers is None else workers
    quick = chosen.fast if fast is None else fast
    with progress(say("extract.reading")) as step:
        for document, outcome in read_many(documents(), min_confidence=least, fast=quick, workers=count):
            step()
            if isinstance(outcome, YimaiError):
                seen.discard(document.source)
                skip(Skipped(document.source, str(outcome)))
            else:
                yield outcome
