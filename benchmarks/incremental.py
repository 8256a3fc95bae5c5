"""How long does a build take after ten more articles? A generated ledger, a build from nothing, then small changes.

usage: python -m benchmarks.incremental [--articles 100000] [--folder DIR] [--json]

``--folder`` keeps the workspace, so that a second run finds the ledger and the build from nothing. CPU seconds count as
well as those on the clock: a machine that does other things besides makes the clock tell little. Memory is the most that the
process ever held.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.generated import generated
from graph.workspace import Workspace

MANY = 100_000
FEW = 10


@contextmanager
def timed(found: dict[str, dict[str, float]], name: str) -> Iterator[None]:
    """Note the time and the memory of what is done inside."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    found[name] = {
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu": round(time.process_time() - cpu, 1),
        "megabytes": round(most_memory()),
    }
    print(name, found[name], file=sys.stderr, flush=True)


def most_memory() -> float:
    """Return the most memory that this process has held, in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / (1024 if sys.platform != "darwin" else 1 << 20)


def measured(folder: Path, articles: int) -> dict[str, dict[str, float]]:
    """Return the time and the memory of each step."""
    found: dict[str, dict[str, float]] = {}
    names = articles * 13 // 10
    workspace = Workspace(folder, create=True)
    with workspace.ledger(write=True) as ledger:
        there = len(ledger)
    if there < articles:
        with timed(found, "ledger"), workspace.ledger(write=True) as ledger:
            for number in range(there, articles):
                ledger.put(generated(number, names=names))
    with timed(found, "whole"):
        workspace.build()
    added = [generated(articles + there + i, names=names) for i in range(FEW)]
    with workspace.ledger(write=True) as ledger:
        for reading in added:
            ledger.put(reading)
    with timed(found, "ten more"):
        workspace.build()
    with workspace.ledger(write=True) as ledger:
        for reading in added:
            ledger.retract(reading.document.source)
    with timed(found, "ten less"):
        workspace.build()
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=MANY)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        found = measured(options.folder or Path(empty) / "workspace", options.articles)
    if options.json:
        print(json.dumps(found))
    else:
        for name, row in found.items():
            print(f"{name:10} {row['seconds']:8.1f} s {row['cpu']:8.1f} s CPU {row['megabytes']:8,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
