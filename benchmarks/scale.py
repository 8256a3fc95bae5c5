"""How yimai fares on a large graph: compiling the embedded store, filling a Neo4j, and every saved question on both.

    python -m benchmarks.scale [--entities 100000] [--facts 1000000] [--neo4j URL | --neo4j start] [--json FILE] [--only NAME …]

prints a table of the questions (docs/scale.md); progress goes to stderr.

Method: a generated graph (``generated``; seeded) of six labels and all relationship types, with partnerships, data
transactions and articles. Ends of facts are drawn with weights that fall with rank (Zipf, exponent 0.75), so that few
entities have thousands of facts and most a handful (posts of persons and bases of models are spread evenly); each fact has one piece of evidence or more. Questions that start
from a named thing are asked of five of each label, from the one with most facts to the median one, by name; the figure is the
median over these, the worst in brackets. Each is asked once before it is timed. Wall-clock seconds; the processor's time of
this process stands beside, for machines on which others work.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.scale_graph import generated
from graph.ontology import ontology
from graph.property_graph import Graph
from graph.stores import Store, open_store
from queries.catalogue import Question, shipped
from queries.run import run_question

PEOPLE_ASKED = 5


@dataclass
class Took:
    """How long something took: seconds by the clock, and of this process's processor time."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed(what: str) -> Iterator[Took]:
    """Yield a Took that is filled in at the end, and say so on stderr."""
    took, wall, cpu = Took(), time.perf_counter(), time.process_time()
    yield took
    took.wall, took.cpu = round(time.perf_counter() - wall, 3), round(time.process_time() - cpu, 3)
    print(f"{what}: {took.wall} s (processor {took.cpu} s)", file=sys.stderr, flush=True)


def asked_of(graph: Graph, label: str) -> list[str]:
    """Return the names of some nodes of a label: the one with most facts, the median one, and some in between."""
    nodes = sorted(graph.nodes(label), key=lambda n: (-graph.network.degree(n.id), n.id))
    return [nodes[int(len(nodes) / 2 * i / (PEOPLE_ASKED - 1))].name for i in range(PEOPLE_ASKED)]


def given_to(question: Question, names: dict[str, list[str]]) -> list[dict[str, str]]:
    """Return the parameters with which a question is asked: once, or for some named things."""
    wanted = [p for p in question.parameters if p.type == "entity"]
    if not wanted:
        return [{}]
    sets = []
    for i in range(PEOPLE_ASKED):
        picks = [names[p.labels[j % len(p.labels)]][(i + j) % PEOPLE_ASKED] for j, p in enumerate(wanted)]
        sets.append(dict(zip((p.name for p in wanted), picks, strict=True)))
    return sets


def ask(store: Store, question: Question, sets: list[dict[str, str]]) -> dict[str, Any]:
    """Return how long a question takes: the median and the worst, and how many rows it gave at most."""
    walls, cpus, most = [], [], 0
    try:
        for given in sets:
            run_question(store, question, given, timeout=600)
            start, cpu = time.perf_counter(), time.process_time()
            most = max(most, len(run_question(store, question, given, timeout=600)))
            walls.append(time.perf_counter() - start)
            cpus.append(time.process_time() - cpu)
    except Exception as error:
        return {"error": str(error)[:200]}
    figures = {
        "median": statistics.median(walls),
        "worst": max(walls),
        "cpu": statistics.median(cpus),
        "cpu_worst": max(cpus),
    }
    return {**{name: round(value, 3) for name, value in figures.items()}, "rows": most}


def questions(store: Store, names: dict[str, list[str]], only: list[str]) -> dict[str, dict[str, Any]]:
    """Return the figures of all questions."""
    found = {}
    for name, question in sorted(shipped().items()):
        if not only or name in only:
            sets = given_to(question, names)
            found[name] = {"named": bool(sets[0]), **ask(store, question, sets)}
            print(f"  {name}: {found[name]}", file=sys.stderr, flush=True)
    return found


def embedded(graph: Graph | None, folder: Path, names: dict[str, list[str]], only: list[str]) -> dict[str, Any]:
    """Return the figures of the embedded store."""
    from graph.stores.ladybug_compile_ import compile_store

    path = folder / "graph.lbug"
    if graph:
        path.unlink(missing_ok=True)
        with timed("compile") as took:
            compile_store(graph, path)
    else:
        took = Took()
    with open_store(path) as store:
        asked = questions(store, names, only)
    return {"compile": asdict(took), "bytes": path.stat().st_size, "questions": asked}


def neo4j(graph: Graph | None, url: str, names: dict[str, list[str]], only: list[str], *, fill: bool) -> dict[str, Any]:
    """Return the figures of a server, which is filled by a push."""
    from graph.stores.push import push

    with timed("push") as took:
        if fill and graph:
            push(graph, url)
    with open_store(url) as store:
        return {"push": asdict(took), "questions": questions(store, names, only)}


def table(figures: dict[str, Any]) -> str:
    """Return figures as a page in Markdown: seconds by the clock, and of the processor."""
    places = [place for place in ("embedded", "neo4j") if place in figures]
    heads = ["question", "rows"] + [f"{place}: {what}" for place in places for what in ("median", "worst", "processor")]
    lines = [heads, ["---"] * len(heads)]
    asked = figures[places[0]]["questions"]
    for name in sorted(asked, key=lambda n: (not asked[n]["named"], n)):
        cells = [name + (" †" if asked[name]["named"] else ""), str(asked[name].get("rows", "–"))]
        for place in places:
            found = figures[place]["questions"][name]
            cells += [str(found.get(key, "–")) for key in ("median", "worst", "cpu")]
        lines.append(cells)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def size(graph: Graph) -> dict[str, int]:
    """Return how large a graph is, and how its relationships are spread."""
    degrees = sorted((int(d) for _, d in graph.network.degree()), reverse=True)
    spread = {"most_relationships": degrees[0], "median_relationships": degrees[len(degrees) // 2]}
    return {"nodes": len(graph), "relationships": graph.network.number_of_edges(), **spread}


def main() -> None:
    """Measure and print; ``--json`` keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    parser.add_argument("--neo4j", default="", help="URL of a server that may be filled, or start")
    parser.add_argument("--filled", action="store_true", help="the server holds the graph already")
    parser.add_argument("--folder", type=Path, help="where the compiled store is kept, or is already")
    parser.add_argument("--no-embedded", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    machine = {"python": platform.python_version(), "processors": os.cpu_count(), "load": os.getloadavg()[0]}
    figures: dict[str, Any] = {"machine": machine}
    known = given.folder / "names.json" if given.folder else None
    graph, names = None, {}
    if known and known.exists() and (not given.neo4j or given.filled):
        names = json.loads(known.read_text(encoding="utf-8"))
    else:
        with timed("generate"):
            graph = generated(given.entities, given.facts)
        figures["size"] = size(graph)
        names = {label: asked_of(graph, label) for label in (*ontology().named, "Article")}
        if known:
            known.parent.mkdir(parents=True, exist_ok=True)
            known.write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8", newline="\n")
    print(figures, file=sys.stderr, flush=True)
    if not given.no_embedded:
        with nullcontext(given.folder) if given.folder else tempfile.TemporaryDirectory() as folder:
            figures["embedded"] = embedded(graph, Path(folder), names, given.only)
    if given.neo4j:
        from tests.neo4j_server import neo4j_server

        with neo4j_server(heap="3g") if given.neo4j == "start" else nullcontext(None) as server:
            url = server.url if server else given.neo4j
            figures["neo4j"] = neo4j(graph, url, names, given.only, fill=not given.filled)
    if "embedded" in figures or "neo4j" in figures:
        print(table(figures))
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
