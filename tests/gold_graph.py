"""The graph of the example articles as people annotated them: real in size and shape, and without any extractor."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from graph.build import build
from graph.model import Document, Entity, Event, Evidence, Reading, Relation
from graph.property_graph import Graph
from tests.readings import mentioned

EXAMPLES = Path(__file__).parents[1] / "examples"
ROLES = ("seller", "buyer", "exchange", "facilitator", "dataset")
OWN = {"head", "type", "tail", "date", "status", "evidence"}
CONFIDENCE = 0.85


@cache
def gold_graph() -> Graph:
    """Return the graph of all annotated examples, built once a session."""
    return build(gold_readings())


def gold_readings() -> list[Reading]:
    """Return one reading for each annotated example."""
    return [gold_reading(json.loads(p.read_text(encoding="utf-8"))) for p in sorted(EXAMPLES.glob("gold/*.json"))]


def gold_reading(gold: dict[str, Any]) -> Reading:
    """Return the reading of one gold file and its article."""
    text = (EXAMPLES / "articles" / gold["doc"]).read_text(encoding="utf-8", errors="replace")
    document = Document(gold["doc"], gold["doc"], text, text.partition("\n")[0], "示例", None, gold["date"])
    entities = tuple(mentioned(entity_of(e), document) for e in gold["entities"])
    facts = [relation_of(r, document) for r in gold["relations"]]
    trades = [transaction_of(t, i, document) for i, t in enumerate(gold["transactions"])]
    return Reading(document, entities, (*facts, *trades), (), "gold")


def entity_of(gold: dict[str, Any]) -> Entity:
    """Return an annotated entity."""
    properties = {k: v for k, v in gold.items() if k not in ("id", "type", "name", "aliases")}
    return Entity(gold["id"], gold["type"], gold["name"], tuple(gold["aliases"]), properties)


def relation_of(gold: dict[str, Any], document: Document) -> Relation | Event:
    """Return an annotated relation; a pair of partners is a Partnership of two."""
    found = (evidence_of(gold, document),)
    rest = {k: v for k, v in gold.items() if k not in OWN}
    if gold["type"] != "PARTNERS_WITH":
        return Relation(gold["type"], gold["head"], gold["tail"], found, gold.get("date"), gold.get("status"), rest)
    roles = (("party", gold["head"]), ("party", gold["tail"]))
    name = f"{gold['head']}-{gold['tail']}"
    return Event(name, "Partnership", roles, found, gold.get("date"), gold.get("status"), rest)


def transaction_of(gold: dict[str, Any], number: int, document: Document) -> Event:
    """Return an annotated data transaction."""
    roles = tuple((role, e) for role in ROLES for e in gold.get(role, ()))
    rest = {k: v for k, v in gold.items() if k not in (*ROLES, "date", "status", "evidence") and v is not None}
    found = (evidence_of(gold, document),)
    return Event(f"t{number}", "DataTransaction", roles, found, gold.get("date"), gold.get("status"), rest)


def evidence_of(gold: dict[str, Any], document: Document) -> Evidence:
    """Return the quote as evidence, at its place in the article where it stands there word for word."""
    quote = gold["evidence"]
    start = max(0, document.text.find(quote))
    sentence = document.text[start : start + len(quote)]
    return Evidence(document.id, ((start, start + len(quote)),), sentence, quote, "gold", CONFIDENCE)
