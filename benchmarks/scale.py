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
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from graph.ontology import ontology
from graph.property_graph import LETTERS, Graph
from graph.stores import Store, open_store
from queries.catalogue import Question, shipped
from queries.run import run_question

SHARES = {"Vendor": 0.26, "Hospital": 0.2, "Model": 0.22, "Institution": 0.08, "Person": 0.2, "Dataset": 0.04}
FACTS = {
    "PARTNERS_WITH": 0.27,
    "USES": 0.24,
    "DEVELOPED": 0.12,
    "AFFILIATED_WITH": 0.1,
    "INVESTED_IN": 0.04,
    "BASED_ON": 0.03,
    "PART_OF": 0.02,
    "ACQUIRED": 0.01,
    "PARTY_TO": 0.1,
    "CONCERNS": 0.04,
    "SOLD": 0.01,
    "BOUGHT": 0.003,
    "FACILITATED": 0.002,
    "TRADED_ON": 0.007,
    "OF_DATASET": 0.008,
}
PER_FACT = {"Partnership": 0.04, "DataTransaction": 0.009, "Article": 0.03}
FEW_EACH = ("AFFILIATED_WITH", "BASED_ON")  # nobody has a thousand posts, no model a thousand bases
MENTIONS = 0.3  # a mention for each fact
ZIPF = 0.75
SYLLABLES = "安博康瑞华宁泰济仁德明远诚信科智云海天星岭江川湖东西南北中和平新光达通联医健颐元恒益"
TAILS = {
    "Vendor": "科技",
    "Hospital": "医院",
    "Model": "大模型",
    "Institution": "研究院",
    "Person": "",
    "Dataset": "数据集",
}
PROVINCES = ["北京", "上海", "浙江", "广东", "四川", "陕西", "湖北", "江苏", "山东", "湖南"]
PEOPLE_ASKED = 5
SENTENCE = "据介绍，双方将围绕智慧医疗开展为期三年的合作，首批覆盖影像、病理与随访等科室。"


class Maker:
    """A graph that grows, and the generators of random numbers it grows by."""

    def __init__(self, seed: int) -> None:
        self.graph, self.plain, self.numbers = Graph(), random.Random(seed), np.random.default_rng(seed)
        self.keys: dict[str, list[str]] = {}
        self.weights: dict[str, Any] = {}
        self.articles: list[str] = []
        self.edges = 0

    def node(self, label: str, number: int, properties: dict[str, Any]) -> str:
        """Add a node with the next id of its label."""
        key = f"{LETTERS[label]}{number:012x}"
        self.graph.add_node(label, {"yimai_id": key, **properties})
        self.keys.setdefault(label, []).append(key)
        return key

    def edge_id(self) -> str:
        """Return the next id of an edge."""
        self.edges += 1
        return f"R{self.edges:012x}"

    def date(self) -> str:
        """Return a date within five years."""
        return f"{self.plain.randint(2022, 2026)}-{self.plain.randint(1, 12):02d}-{self.plain.randint(1, 28):02d}"

    def evidence(self) -> dict[str, Any]:
        """Return the properties that evidence brings: one piece, or a few."""
        pieces = 1 + (self.plain.random() < 0.25) * self.plain.randint(1, 4)
        dates = sorted(self.date() for _ in range(pieces))
        return {
            "articles": [self.plain.choice(self.articles) for _ in range(pieces)],
            "starts": [120] * pieces,
            "ends": [120 + len(SENTENCE)] * pieces,
            "spans": ["120-160"] * pieces,
            "sentences": [SENTENCE] * pieces,
            "readables": [SENTENCE] * pieces,
            "confidences": [0.85] * pieces,
            "rules": ["pair scorer"] * pieces,
            "published": dates,
            "dates": dates,
            "statuses": ["active"] * pieces,
            "confidence": round(1 - 0.15**pieces, 4),
            "sources": pieces,
            "first_seen": dates[0],
            "last_seen": dates[-1],
            "date": dates[0],
            "status": self.plain.choice(ontology().status),
        }

    def ends(self, labels: tuple[str, ...], count: int, *, evenly: bool = False) -> list[str]:
        """Return ends drawn from these labels, few of them very often."""
        keys = [key for label in labels for key in self.keys[label]]
        if evenly:
            return [keys[i] for i in self.numbers.integers(len(keys), size=count)]
        if labels not in self.weights:
            ranks = self.numbers.permutation(len(keys)) + 1
            share = 1 / ranks**ZIPF
            self.weights[labels] = share / share.sum()
        return [keys[i] for i in self.numbers.choice(len(keys), size=count, p=self.weights[labels])]


def generated(entities: int, facts: int, *, seed: int = 1) -> Graph:
    """Return a graph of so many named entities and facts, the same for the same seed."""
    maker = Maker(seed)
    add_articles(maker, max(20, int(facts * PER_FACT["Article"])))
    for label, share in SHARES.items():
        for i in range(max(10, int(entities * share))):
            add_entity(maker, label, i)
    for i in range(max(5, int(facts * PER_FACT["Partnership"]))):
        kind = maker.plain.choice(ontology().partnership_kind)
        maker.node("Partnership", i, {"name": f"合作{i}", "kind": kind, **maker.evidence()})
    for i in range(max(5, int(facts * PER_FACT["DataTransaction"]))):
        add_transaction(maker, i)
    for type_, share in FACTS.items():
        add_facts(maker, type_, int(facts * share))
    add_mentions(maker, int(facts * MENTIONS))
    return maker.graph


def add_articles(maker: Maker, count: int) -> None:
    """Add articles; one in twenty is a near copy."""
    for i in range(count):
        copy = maker.articles[i // 2] if i % 20 == 19 else None
        name = f"第{i}篇文章"
        given = {"name": name, "title": name, "source": f"{i}.txt", "publisher": f"媒体{i % 50}", "date": maker.date()}
        maker.articles.append(maker.node("Article", i, {**given, "content_hash": f"{i:x}", "copy_of": copy}))


def add_entity(maker: Maker, label: str, number: int) -> None:
    """Add a named entity with a name of its own, an alias and what a registry knows."""
    stem, left = "", number + 7
    for _ in range(4):
        stem, left = stem + SYLLABLES[left % len(SYLLABLES)], left // len(SYLLABLES) + number % 11
    name = f"{stem}{number:x}{TAILS[label]}"
    known = {
        "Hospital": {"registry_province": PROVINCES[number % len(PROVINCES)]},
        "Institution": {"kind": ("university", "research", "exchange")[number % 3]},
    }
    seen = {"sources": 1 + number % 5, "confidence": 0.9, "first_seen": maker.date(), "last_seen": maker.date()}
    forms = {"aliases": [f"{stem}{number:x}"], "pinyin": [f"name{number:x}"], "initials": [f"n{number:x}"]}
    maker.node(label, number, {"name": name, **forms, **known.get(label, {}), **seen})


def add_transaction(maker: Maker, number: int) -> None:
    """Add a data transaction."""
    facts = {"stage": maker.plain.choice(ontology().stage), "records": 1000 + number, "price": 1e4 + number}
    maker.node("DataTransaction", number, {"name": f"交易{number}", "currency": "CNY", **facts, **maker.evidence()})


def add_facts(maker: Maker, type_: str, count: int) -> None:
    """Add so many different facts of one type; the partners' view is stored from the smaller id to the larger."""
    found = ontology().types[type_]
    targets = ("Institution",) if type_ == "TRADED_ON" else found.targets
    known: set[tuple[str, str]] = set()
    while len(known) < count:
        missing = count - len(known)
        sources = maker.ends(found.sources, missing, evenly=type_ in FEW_EACH)
        for one, other in zip(sources, maker.ends(targets, missing), strict=True):
            pair = (min(one, other), max(one, other)) if found.symmetric else (one, other)
            if one == other or pair in known:
                continue
            known.add(pair)
            extra: dict[str, Any] = {"yimai_id": maker.edge_id(), **maker.evidence()}
            if found.symmetric:
                extra |= {"kinds": [maker.plain.choice(ontology().partnership_kind)], "first_date": extra["date"]}
            if type_ == "AFFILIATED_WITH":
                extra |= {"title": "院长", "former": maker.plain.random() < 0.2}
            maker.graph.add_edge(pair[0], type_, pair[1], extra)


def add_mentions(maker: Maker, count: int) -> None:
    """Add what articles name."""
    known: set[tuple[str, str]] = set()
    named = maker.ends(ontology().named, count)
    for key in named:
        pair = (maker.plain.choice(maker.articles), key)
        if pair not in known:
            known.add(pair)
            maker.graph.add_edge(pair[0], "MENTIONS", key, {"yimai_id": maker.edge_id(), "count": 2})


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
