"""Reading many articles: in this process, or in several where there are enough of them."""

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING

from graph.errors import YimaiError
from graph.model import Document, Reading

if TYPE_CHECKING:
    from concurrent.futures import Future

ENOUGH = 40  # articles from which on a second process pays: it takes some 4 s to start, an article some 0.2 s
AHEAD = 4  # articles that wait for each process
MOST = 8  # processes that are started unless more are asked for
Outcome = Reading | YimaiError


def read_many(
    documents: Iterable[Document], *, min_confidence: float = 0.0, fast: bool = False, workers: int = 0
) -> Generator[tuple[Document, Outcome]]:
    """Yield each document with its reading, or with the error that reading it gave, in the order given.

    ``workers`` is the number of processes; 0 takes one a core where there are ``ENOUGH`` articles, else none besides
    this one. Raises YimaiError where a process dies.
    """
    documents = iter(documents)
    first = list(islice(documents, ENOUGH if not workers else 1))
    count = workers or (min(cores(), MOST) if len(first) == ENOUGH else 1)
    everything = chain(first, documents)
    if count == 1:
        return ((d, read_one(d, min_confidence, fast)) for d in everything)
    return read_apart(everything, min_confidence, fast, count)


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_one(document: Document, min_confidence: float, fast: bool) -> Outcome:
    """Return the reading of a document, or the error it gave."""
    from extract.reader import read

    try:
        return read(document, min_confidence=min_confidence, fast=fast)
    except YimaiError as error:
        return error


def read_apart(
    documents: Iterable[Document], min_confidence: float, fast: bool, count: int
) -> Generator[tuple[Document, Outcome]]:
    """Yield readings made by ``count`` processes, a few articles ahead."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    threads = max(1, cores() // count)
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=begin, initargs=(threads,))
    waiting: deque[tuple[Document, Future[Outcome]]] = deque()
    try:
        for document in documents:
            waiting.append((document, pool.submit(read_one, document, min_confidence, fast)))
            if len(waiting) >= AHEAD * count:
                yield settled(waiting.popleft())
        while waiting:
            yield settled(waiting.popleft())
    except BrokenProcessPool as error:
        raise YimaiError("a process that read articles died, perhaps for want of memory; try --workers 1") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def settled(pair: "tuple[Document, Future[Outcome]]") -> tuple[Document, Outcome]:
    """Return a document with what became of it."""
    return pair[0], pair[1].result()


def begin(threads: int) -> None:
    """Prepare a reading process: Ctrl-C is for its parent, and the cores are shared out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["YIMAI_THREADS"] = str(threads)
