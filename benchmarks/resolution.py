"""How long does it take to find out who is who? Generated mentions, by the million.

usage: python -m benchmarks.resolution [--articles 100000] [--json]

An article has ten mentions; there is about one name to an article. CPU seconds count: a machine that does other things
besides makes the clock tell little. Memory is the most that the process ever held, the mentions themselves included.
"""

import argparse
import gc
import json
import sys
import time
from dataclasses import replace

from benchmarks.generated import generated
from benchmarks.incremental import MANY, most_memory
from graph.decisions import Decisions
from graph.digest import Digest
from graph.registry import shipped
from graph.resolve import resolve


def measured(articles: int) -> dict[str, float]:
    """Return what a resolution of generated articles takes."""
    digests = []
    for number in range(articles):
        reading = generated(number, names=articles * 13 // 10)
        digests.append(Digest(replace(reading.document, text=""), reading.entities, reading.facts, {}, b""))
    names = {(e.label, e.name) for d in digests for e in d.entities}
    gc.collect()
    gc.freeze()
    wall, cpu = time.perf_counter(), time.process_time()
    found = resolve(digests, shipped(), {d.document.source: d.document.source for d in digests}, Decisions())
    return {
        "mentions": sum(len(d.entities) for d in digests),
        "names": len(names),
        "identities": len(found.identities),
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu": round(time.process_time() - cpu, 1),
        "megabytes": round(most_memory()),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=MANY)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    found = measured(options.articles)
    print(json.dumps(found) if options.json else "\n".join(f"{name:12} {value:>12,}" for name, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
