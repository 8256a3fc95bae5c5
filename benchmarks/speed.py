"""How fast yimai reads, beside the given encoder alone in the same run; loading, memory, and the time of long articles.

usage: python -m benchmarks.speed [--characters 80000] [--rounds 3] [--large 2000000] [--encoder FOLDER]

Articles of 2,000 characters, made of the annotated ones, are read by two processes of one thread each; so is the encoder's
ONNX file run on them, in pieces of 128 characters, 16 a call. Rounds alternate, the best of each counts, since others may
use the machine. Prints Markdown.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.sets import ROOT, SHARED

SIZE, PIECE, BATCH, PROCESSES = 2000, 128, 16, 2
STATE: dict[str, Any] = {}  # of a process: what it loaded
LOADED = """
import time; begun, used = time.perf_counter(), time.process_time()
from extract.reader import read; from graph.model import Document
imported, spent = time.perf_counter(), time.process_time()
read(Document("a", "a", "华为与瑞金医院联合发布RuiPath，院长宁光出席。"))
print(imported - begun, time.perf_counter() - imported, spent - used, time.process_time() - spent)
"""
LONG = """
import sys, time
from pathlib import Path
from extract.reader import read; from graph.model import Document
read(Document("a", "a", "华为与瑞金医院联合发布RuiPath，院长宁光出席。"))
text = Path(sys.argv[1]).read_text(encoding="utf-8")
begun, used = time.perf_counter(), time.process_time()
read(Document("b", "b", text))
print(time.perf_counter() - begun, time.process_time() - used)
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak / (1 if sys.platform == "darwin" else 1 / 1024) / 2**20)
except ImportError:
    print(0)
"""


def articles(characters: int) -> list[str]:
    """Return articles of SIZE characters, made of the annotated ones in turn, as many as make ``characters``."""
    paths = sorted((ROOT / "examples" / "articles").glob("*.txt"))
    stuff = "\n".join(p.read_text(encoding="utf-8").strip() for p in paths)
    stuff *= characters // len(stuff) + 1
    return [stuff[n : n + SIZE] for n in range(0, max(characters, SIZE), SIZE)]


def long_article(size: int) -> str:
    """Return a text of about ``size`` bytes in UTF-8."""
    text = "\n".join(articles(size // 2))
    return text.encode("utf-8")[:size].decode("utf-8", "ignore")


def begin(encoder: str) -> None:
    """Prepare a process: the reader and the encoder, one thread each."""
    os.environ["YIMAI_THREADS"] = "1"
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    home = Path(encoder)
    weights = next(iter(sorted(home.glob("*.onnx"))))
    STATE["session"] = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    STATE["cut"] = Tokenizer.from_file(str(home / "tokenizer.json"))
    for work in WORKS:
        work(articles(SIZE)[0])


def reader(text: str) -> float:
    """Read one article, as ``yimai read`` does; return the processor's seconds."""
    return timed(text, fast=False)


def quick(text: str) -> float:
    """Read one article, as ``yimai read --fast`` does; return the processor's seconds."""
    return timed(text, fast=True)


def timed(text: str, *, fast: bool) -> float:
    """Read one article; return the processor's seconds."""
    from extract.reader import read
    from graph.model import Document

    used = time.process_time()
    read(Document("speed", "speed", text), fast=fast)
    return time.process_time() - used


def alone(text: str) -> float:
    """Run the given encoder on one article; return the processor's seconds."""
    import numpy

    used = time.process_time()
    lots = [text[n : n + PIECE] for n in range(0, len(text), PIECE)]
    for batch in (lots[n : n + BATCH] for n in range(0, len(lots), BATCH)):
        rows = [e.ids for e in STATE["cut"].encode_batch(batch)]
        ids = numpy.zeros((len(rows), max(len(r) for r in rows)), numpy.int64)
        for n, row in enumerate(rows):
            ids[n, : len(row)] = row
        feed = {"input_ids": ids, "attention_mask": (ids != 0).astype(numpy.int64), "token_type_ids": ids * 0}
        STATE["session"].run(None, feed)
    return time.process_time() - used


WORKS = (reader, quick, alone)


def rate(pool: ProcessPoolExecutor, work: Callable[[str], float], texts: Sequence[str]) -> tuple[float, float]:
    """Return the characters a second of one round: by the clock, and by the time that processors gave to it."""
    begun = time.perf_counter()
    used = sum(pool.map(work, texts)) / PROCESSES
    count = sum(len(t) for t in texts)
    return count / (time.perf_counter() - begun), count / used


def rates(encoder: Path, characters: int, rounds: int) -> list[tuple[float, float]]:
    """Return the best (by the clock, by the processor) characters a second of the reader, the fast one and the encoder alone."""
    texts = articles(characters)
    context = get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=begin, initargs=(str(encoder),)) as pool:
        list(pool.map(reader, texts[:PROCESSES]))
        found = [[rate(pool, work, texts) for work in WORKS] for _ in range(rounds)]
    return [(max(one[n][0] for one in found), max(one[n][1] for one in found)) for n in range(len(WORKS))]


def told(code: str, *arguments: str) -> list[float]:
    """Run code in a fresh process of one thread; return the numbers that it prints."""
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "YIMAI_THREADS": "1"},
    )
    return [float(n) for n in run.stdout.split()]


def long_times(size: int, folder: Path) -> tuple[float, float, float]:
    """Return the seconds of an article of ``size`` bytes, by the clock and the processor, and the peak in MB (0: unknown)."""
    path = folder / f"long-{size}.txt"
    path.write_text(long_article(size), encoding="utf-8", newline="\n")
    clock, used, peak = told(LONG, str(path))
    return clock, used, peak


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=80_000, help="characters a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", type=int, default=2_000_000, help="bytes of the long article (0: none)")
    parser.add_argument("--encoder", type=Path, default=SHARED / "encoder", help="folder of the given ONNX file")
    options = parser.parse_args()
    from tempfile import TemporaryDirectory

    print("| measure | by the clock | by the processor's time |\n|---|---|---|")
    loading = [min(column) for column in zip(*(told(LOADED) for _ in range(options.rounds)), strict=True)]
    print(f"| importing the reader | {loading[0]:.2f} s | {loading[2]:.2f} s |")
    print(
        f"| loading weights and registry, with a first sentence | {loading[1]:.2f} s | {loading[3]:.2f} s |", flush=True
    )
    own, small, encoder = rates(options.encoder, options.characters, options.rounds)
    for caption, found in (
        ("reader, articles of 2,000 characters, two processes of one thread, characters a second", own),
        ("the same with --fast", small),
        ("the given encoder alone, in the same run, characters a second", encoder),
    ):
        print(f"| {caption} | {found[0]:,.0f} | {found[1]:,.0f} |")
    for caption, found in (("reader", own), ("reader with --fast", small)):
        shares = " | ".join(f"{a / b:.2f}" for a, b in zip(found, encoder, strict=True))
        print(f"| {caption} to encoder alone | {shares} |", flush=True)
    if options.large:
        with TemporaryDirectory() as folder:
            whole, half = (long_times(n, Path(folder)) for n in (options.large, options.large // 2))
        size = options.large / 1e6
        for n, found in ((size, whole), (size / 2, half)):
            print(f"| an article of {n:g} MB | {found[0]:.1f} s | {found[1]:.1f} s |")
        print(f"| the long one to the one half as long | {whole[0] / half[0]:.2f} | {whole[1] / half[1]:.2f} |")
        peak = f"{whole[2]:,.0f} MB" if whole[2] else "not known here"
        print(f"| peak memory of a process that read the long one | {peak} | |")


if __name__ == "__main__":
    main()
