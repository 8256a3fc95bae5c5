"""Scores readings against gold files: precision, recall and F1 by type, with confidence intervals and the errors.

An entity is right when a gold entity of the same type shares a name or alias with it, compared after NFKC, case folding
and removal of spaces, brackets and quotes; each gold entity is found once. A relation is right when both its ends are
and the type agrees. A transaction gives one slot for each filled field; a slot is right when the best-matching gold
transaction has it.
"""

import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InputError
from graph.ontology import ontology

Record = Mapping[str, Any]
Slot = tuple[str, str]
STRIP = re.compile(r"[\s()（）\[\]【】「」『』《》〈〉“”\"'‘’·•\-—_]+")
ROLES = ("seller", "buyer", "exchange", "facilitator", "dataset")
VALUES = ("date", "records", "price", "stage")
GROUPS = ("entity", "relation", "transaction")
MICRO = "micro"
DRAWS = 1000  # bootstrap draws; the ends of the interval move by less than 0.005 from 500 on
SEED = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One name, relation or slot: its group and type, ``right``, ``wrong`` or ``missed``, and what it says."""

    group: str
    type: str
    verdict: str
    what: str


@dataclass(frozen=True, slots=True)
class Score:
    """One row of the result; ``low`` and ``high`` are the 95 % interval of F1 over the choice of articles."""

    group: str
    type: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    right: int
    wrong: int
    missed: int


def key(name: object) -> str:
    """Return a name as it is compared."""
    return STRIP.sub("", unicodedata.normalize("NFKC", str(name)).casefold())


def names(entity: Record) -> set[str]:
    """Return all forms of an entity as they are compared."""
    return {key(n) for n in (entity["name"], *entity.get("aliases", ()))} - {""}


def align(gold: Sequence[Record], found: Sequence[Record]) -> dict[str, str]:
    """Map found ids to gold ids: same type, the fullest name first, then the most shared names."""
    pairs = [
        (key(p["name"]) in names(g), len(shared), p["id"], g["id"])
        for p in found
        for g in gold
        if p["type"] == g["type"] and (shared := names(p) & names(g))
    ]
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, p, g in sorted(pairs, reverse=True):
        if p not in mapping and g not in taken:
            mapping[p] = g
            taken.add(g)
    return mapping


def outcomes(gold: Record, found: Record) -> list[Outcome]:
    """Return every right, wrong and missed thing of one article."""
    mapping = align(gold["entities"], found.get("entities", ()))
    return [*of_entities(gold, found, mapping), *of_relations(gold, found, mapping), *of_deals(gold, found, mapping)]


def of_entities(gold: Record, found: Record, mapping: Mapping[str, str]) -> Iterable[Outcome]:
    """Yield the outcomes of names; a second one for the same gold entity is wrong."""
    for p in {e["id"]: e for e in found.get("entities", ())}.values():
        yield Outcome("entity", p["type"], "right" if p["id"] in mapping else "wrong", p["name"])
    hit = set(mapping.values())
    for g in gold["entities"]:
        if g["id"] not in hit:
            yield Outcome("entity", g["type"], "missed", g["name"])


def of_relations(gold: Record, found: Record, mapping: Mapping[str, str]) -> Iterable[Outcome]:
    """Yield the outcomes of relations."""
    told = {e["id"]: e["name"] for e in gold["entities"]} | {
        "?" + e["id"]: e["name"] for e in found.get("entities", ())
    }
    wanted = {triple(r["head"], r["type"], r["tail"]) for r in gold["relations"]}
    given = {
        triple(mapping.get(r["head"], f"?{r['head']}"), r["type"], mapping.get(r["tail"], f"?{r['tail']}"))
        for r in found.get("relations", ())
    }
    for verdict, group in (("right", given & wanted), ("wrong", given - wanted), ("missed", wanted - given)):
        for type_, head, tail in sorted(group):
            yield Outcome("relation", type_, verdict, f"{told.get(head, head)} / {told.get(tail, tail)}")


def triple(head: str, type_: str, tail: str) -> tuple[str, str, str]:
    """Return a relation as it is compared; a symmetric one has its ends in order."""
    symmetric = type_ in ontology().types and ontology().types[type_].symmetric
    return (type_, *sorted((head, tail))) if symmetric else (type_, head, tail)  # type: ignore[return-value]


def slots(deal: Record, mapping: Mapping[str, str] | None = None) -> set[Slot]:
    """Return the filled fields of a transaction; ends that no gold entity answers to carry a ``?``."""
    ends = {
        (role, mapping.get(i, f"?{i}") if mapping is not None else i) for role in ROLES for i in deal.get(role) or ()
    }
    plain = {(v, deal[v]) for v in VALUES if deal.get(v) not in (None, "")}
    return ends | {(v, number(x) if v in ("records", "price") else str(x)) for v, x in plain}


def number(value: object) -> str:
    """Return a number in one spelling; what is none stays as it is and equals no gold."""
    try:
        return str(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)


def of_deals(gold: Record, found: Record, mapping: Mapping[str, str]) -> Iterable[Outcome]:
    """Yield the outcomes of the slots of transactions, the best matches first."""
    wanted = [slots(t) for t in gold.get("transactions", ())]
    given = [slots(t, mapping) for t in found.get("transactions", ())]
    free = dict(enumerate(wanted))
    for deal in sorted(given, key=lambda p: -max((len(p & g) for g in wanted), default=0)):
        best = max(free, key=lambda j: len(deal & free[j]), default=None)
        target = free.pop(best) if best is not None and deal & free[best] else set()
        for verdict, group in (("right", deal & target), ("wrong", deal - target), ("missed", target - deal)):
            for slot in sorted(group):
                yield Outcome("transaction", "slots", verdict, f"{slot[0]} {slot[1]}")
    for rest in free.values():
        for slot in sorted(rest):
            yield Outcome("transaction", "slots", "missed", f"{slot[0]} {slot[1]}")


def scores(documents: Sequence[Sequence[Outcome]], *, draws: int = DRAWS) -> list[Score]:
    """Return a row for each group and type, and one ``micro`` row a group, from the outcomes of each article."""
    counts = [
        Counter(pair for o in one for pair in (((o.group, o.type), o.verdict), ((o.group, MICRO), o.verdict)))
        for one in documents
    ]
    keys = sorted({k for one in counts for k, _ in one}, key=lambda k: (GROUPS.index(k[0]), k[1] == MICRO, k[1]))
    return [score(k, [tuple(one[k, v] for v in ("right", "wrong", "missed")) for one in counts], draws) for k in keys]


def score(of: tuple[str, str], rows: Sequence[tuple[int, ...]], draws: int) -> Score:
    """Return one row from (right, wrong, missed) of each article."""
    right, wrong, missed = (sum(column) for column in zip(*rows, strict=True))
    chance = random.Random(SEED)
    drawn = sorted(
        figures(*(sum(column) for column in zip(*chance.choices(rows, k=len(rows)), strict=True)))[2]
        for _ in range(draws)
    )
    low, high = (drawn[int(draws * 0.025)], drawn[int(draws * 0.975)]) if draws else (0.0, 1.0)
    return Score(*of, *figures(right, wrong, missed), low, high, right, wrong, missed)


def figures(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_gold(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the gold files of a folder by the name of their article. Raises InputError."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8-sig"))
            found[Path(gold["doc"]).name] = {
                "transactions": [],
                **gold,
                "entities": gold["entities"],
                "relations": gold["relations"],
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path} is no gold file ({error!r}); it holds one object with doc, entities, relations"
            ) from error
    if not found:
        raise InputError(f"{folder} holds no gold files; they are NAME.json, one an article")
    return found
