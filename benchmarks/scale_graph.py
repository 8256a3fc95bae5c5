"""The large graph that ``benchmarks.scale`` measures on, made up from a seed; its method is told there."""

import random
from typing import Any

import numpy as np

from graph.ontology import ontology
from graph.property_graph import LETTERS, Graph

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
