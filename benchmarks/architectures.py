"""Networks beside one another: how large, how quick, how good.

usage: python -m benchmarks.architectures [--network NAME FOLDER]... [--sets heldout examples shared] [--characters 40000]

The two that are shipped, and any that ``extract.training.export`` wrote to a folder (``--fast`` or not). One process of one
thread reads articles of 2,000 characters, the networks in turn; the best time of three counts. Prints Markdown.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.sets import ROOT, Article, add_sets, chosen
from benchmarks.speed import articles
from extract import network_
from extract.evaluation import MICRO, outcomes, scores
from extract.reader import read
from graph.model import Document, Reading
from graph.records import to_record

SHIPPED = ROOT / "extract" / "model"
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Network:
    """A pair of files of weights."""

    name: str
    names: Path
    pairs: Path

    @property
    def megabytes(self) -> float:
        """Return their size in millions of bytes."""
        return (self.names.stat().st_size + self.pairs.stat().st_size) / 1e6


def network(name: str, folder: Path) -> Network:
    """Return the network of a folder. Raises SystemExit where it has none."""
    for prefix in ("", "fast-"):
        files = folder / f"{prefix}names.onnx", folder / f"{prefix}pairs.onnx"
        if all(f.is_file() for f in files):
            return Network(name, *files)
    raise SystemExit(f"{folder} has no names.onnx with pairs.onnx, nor fast-names.onnx with fast-pairs.onnx")


@contextmanager
def reading_with(one: Network) -> Iterator[Callable[[Document], Reading]]:
    """Let the reader of this process use a network for a while."""
    loaded: Mapping[str, Any] = {
        "fast-names": network_.opened(one.names),
        "fast-pairs": network_.opened(one.pairs),
    }
    with patch.object(network_, "session", loaded.__getitem__):
        yield partial(read, fast=True)


def seconds(one: Network, texts: Sequence[str]) -> float:
    """Return the processor's seconds for the texts."""
    with reading_with(one) as reader:
        reader(Document("first", "first", texts[0]))
        begun = time.process_time()
        for text in texts:
            reader(Document("speed", "speed", text))
        return time.process_time() - begun


def quality(one: Network, found: Sequence[Article]) -> tuple[float, float]:
    """Return F1 of names and of relations."""
    with reading_with(one) as reader:
        told = [o for a in found for o in outcomes(a.gold, to_record(reader(a.document)))]
    by_group = {s.group: s.f1 for s in scores([told]) if s.type == MICRO}
    return by_group["entity"], by_group["relation"]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", nargs=2, action="append", default=[], metavar=("NAME", "FOLDER"))
    parser.add_argument("--characters", type=int, default=40_000)
    add_sets(parser)
    options = parser.parse_args()
    small = Network("shipped, fast", SHIPPED / "fast-names.onnx", SHIPPED / "fast-pairs.onnx")
    networks = [network("shipped", SHIPPED), small, *(network(n, Path(f)) for n, f in options.network)]
    texts = articles(options.characters)
    count = sum(len(t) for t in texts)
    best = {n.name: min(spent) for n, spent in zip(networks, timed(networks, texts), strict=True)}
    sets = chosen(options)
    print(f"| network | MB | characters a second | {' | '.join(f'{s}: names, relations' for s in sets)} |")
    print("|---|---|---|" + "---|" * len(sets))
    for one in networks:
        cells = [", ".join(f"{x:.3f}" for x in quality(one, found)) for found in sets.values()]
        print(f"| {one.name} | {one.megabytes:.1f} | {count / best[one.name]:,.0f} | {' | '.join(cells)} |", flush=True)


def timed(networks: Sequence[Network], texts: Sequence[str]) -> list[list[float]]:
    """Return the seconds of each network in ROUNDS rounds, in which they take turns."""
    rounds = [[seconds(one, texts) for one in networks] for _ in range(ROUNDS)]
    return [list(column) for column in zip(*rounds, strict=True)]


if __name__ == "__main__":
    main()
