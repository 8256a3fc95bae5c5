"""Reading on Ray, where one machine is too small: tasks read batches of articles, one writer keeps the ledger.

    from extract.cluster import read_on_ray
    read_on_ray(["articles"], Workspace("mine", create=True), address="auto")

Every node of the cluster needs this yimai (the same version) and the same Python. The articles are opened by this process
and sent in batches, so the nodes share no folder. A Ray worker loads the weights once and takes one core.
"""

import os
import socket
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from extract.many import Outcome, read_one
from extract.version import READER
from graph.errors import InputError, MissingExtraError, YimaiError
from graph.model import Document

if TYPE_CHECKING:
    from extract.update import Update
    from graph.workspace import Workspace

LOCAL = "local"
BATCH = 16  # articles of a task: seconds of work, against the milliseconds that a task costs
AHEAD = 3  # batches that wait for each core
REACHED_WITHIN = 10.0  # seconds
RETRIES = 3  # how often a batch is read anew whose node was lost
Batch = tuple[str, list[Outcome]]


def read_on_ray(
    paths: Iterable[str | Path],
    workspace: "Workspace",
    *,
    address: str | None = None,
    workers: int | None = None,
    sync: bool = False,
    again: bool = False,
    min_confidence: float = 0.0,
    fast: bool = False,
) -> "Update":
    """Bring the ledger of a workspace up to date with articles that Ray reads; return what was done.

    ``address`` is that of a running cluster (``auto``, ``HOST:6379``, ``ray://HOST:10001``); without one, a Ray of
    ``workers`` cores is started here and ended afterwards. ``workers`` limits the tasks at a time, the cores of the
    cluster by default. Raises MissingExtraError without Ray, InputError where no cluster answers, YimaiError where
    reading failed on it; what was read before is in the ledger.
    """
    from extract.sources import documents
    from extract.update import update

    found = documents(paths)
    many = partial(read_many_on_ray, address=address)
    with workspace.writing(), workspace.ledger(write=True) as ledger:
        return update(
            ledger,
            found,
            again=again,
            sync=sync,
            min_confidence=min_confidence,
            fast=fast,
            workers=workers or 0,
            many=many,
        )


def read_many_on_ray(
    documents: Iterable[Document],
    *,
    min_confidence: float = 0.0,
    fast: bool = False,
    workers: int = 0,
    address: str | None = None,
) -> Generator[tuple[Document, Outcome]]:
    """Yield each document with its reading, or with the error that reading it gave, in the order given.

    As ``extract.many.read_many``, which reads in processes of this machine. Nothing is started where there is nothing
    to read.
    """
    items = iter(documents)
    first = list(islice(items, BATCH))
    if not first:
        return
    with cluster(address, workers) as ray:
        cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        most = workers if 0 < workers < cores else AHEAD * cores
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(read_batch)
        waiting: deque[tuple[list[Document], Any]] = deque()
        try:
            for batch in batched(first, items):
                waiting.append((batch, task.remote(batch, min_confidence, fast)))
                if len(waiting) >= most:
                    yield from settled(ray, waiting.popleft())
            while waiting:
                yield from settled(ray, waiting.popleft())
        finally:
            for _, reference in waiting:
                ray.cancel(reference)


def batched(first: list[Document], items: Iterator[Document]) -> Iterator[list[Document]]:
    """Yield the documents in batches."""
    batch = first
    while batch:
        yield batch
        batch = list(islice(items, BATCH))


def read_batch(documents: list[Document], min_confidence: float, fast: bool) -> Batch:
    """Read a batch on a worker; return which reader that was, and what became of each document."""
    os.environ.setdefault("YIMAI_THREADS", "1")
    return READER, [read_one(d, min_confidence, fast) for d in documents]


def settled(ray: Any, pair: tuple[list[Document], Any]) -> Iterator[tuple[Document, Outcome]]:
    """Yield the documents of a batch with what became of them. Raises YimaiError where the task failed."""
    documents, reference = pair
    try:
        reader, outcomes = ray.get(reference)
    except ray.exceptions.RayError as error:
        told = str(getattr(error, "cause", None) or error).strip().splitlines()
        why = told[-1] if told else type(error).__name__
        raise YimaiError(
            f"a batch could not be read on Ray: {why}; check that yimai is installed on every node, then repeat the "
            "command: what was read before is kept"
        ) from error
    if reader != READER:
        raise YimaiError(
            f"a node of the cluster has reader {reader}, here it is {READER}; install the same yimai on every node"
        )
    yield from zip(documents, outcomes, strict=True)


@contextmanager
def cluster(address: str | None, workers: int) -> Iterator[Any]:
    """Connect to a cluster, or start one of this machine, and leave it as it was found. Raises InputError."""
    ray = library()
    ours = not ray.is_initialized()
    if ours:
        start(ray, address, workers)
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()


def library() -> Any:
    """Return the library. Raises MissingExtraError."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine unasked
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise MissingExtraError("Ray is not installed; `pip install yimai[ray]` brings it") from error
    return ray


def start(ray: Any, address: str | None, workers: int) -> None:
    """Connect to the cluster at an address, or start one here. Raises InputError where none answers."""
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    local = not address or address == LOCAL
    try:
        if local:
            ray.init(num_cpus=workers or None, include_dashboard=False, address=LOCAL, **quiet)
        else:
            check_reachable(str(address))
            ray.init(address=address, **quiet)
    except Exception as error:  # Ray itself raises bare ones where its processes do not come up
        why = (str(error).splitlines() or [type(error).__name__])[0]
        told = (
            f"Ray does not start on this machine ({why}); read without it, or when the machine has less to do"
            if local
            else f"no Ray cluster answers at {address!r} ({why}); `ray start --head` starts one, {LOCAL} is this machine alone"
        )
        raise InputError(told) from error


def check_reachable(address: str) -> None:
    """Connect to HOST:PORT once, since Ray itself would try for minutes. Raises OSError, ValueError."""
    parts = urlsplit(address if "://" in address else f"//{address}")
    if parts.hostname and parts.port:
        socket.create_connection((parts.hostname, parts.port), REACHED_WITHIN).close()
