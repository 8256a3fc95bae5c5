"""Which node a person means: names as they are typed → the one node, on every store alike."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from graph.errors import NotFoundError
from graph.likeness import WHOLE, likeness, rivals
from graph.names import fold, simplified
from graph.ontology import ontology
from graph.property_graph import node_schema
from graph.stores import Found, Store

FORMS = ("aliases", "pinyin", "initials")
SHOWN = 6


def spellings(text: str) -> tuple[list[str], str]:
    """Return the spellings in which a whole name may stand in the store, and the lower-case one to look for inside."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    whole = list(dict.fromkeys((text, narrow, simplified(narrow))))
    return whole, simplified(narrow).lower()


def by_forms(labels: Sequence[str]) -> dict[tuple[str, ...], list[str]]:
    """Return the labels, grouped by those of aliases, pinyin and initials that their nodes have."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for label in labels or ontology().named:
        groups[tuple(form for form in FORMS if form in node_schema(label))].append(label)
    return groups


def ranked(rows: Iterable[Sequence[Any]], text: str) -> list[Found]:
    """Return rows (id, label, name, aliases, sources) as finds, best first; of equals the one that more sources name, then by name and id."""
    wanted = fold(text)
    return sorted((found(row, wanted, text) for row in rows), key=lambda f: (-f.score, -f.sources, f.name, f.id))


def found(row: Sequence[Any], wanted: str, text: str) -> Found:
    """Return a row with the form that answers best: whole name 1, whole alias 0.95, beginning 0.8, inside 0.6."""
    id_, label, name, aliases, sources = row
    if id_ == text:
        return Found(id_, label, name, id_, 1.0, sources or 0)
    forms = ((name, 1.0), *((alias, 0.95) for alias in aliases or ()))
    scored = [(worth * likeness(fold(form), wanted), form) for form, worth in forms]
    score, form = max(scored, key=lambda pair: pair[0])
    return Found(id_, label, name, form if score else name, round(score or 0.5, 3), sources or 0)


def resolve(store: Store, text: str, labels: Sequence[str] = ()) -> Found:
    """Return the one node that a name, alias or yimai_id means. Raises NotFoundError, which lists the candidates."""
    finds = store.find(text, labels=labels, limit=50)
    kinds = "/".join(labels) or "entity"
    if not finds:
        raise NotFoundError(f"no {kinds} answers to {text!r}; `yimai find` also takes parts of names and pinyin")
    if finds[0].id == text or (len(rivals(finds)) == 1 and (finds[0].score >= WHOLE or len(finds) == 1)):
        return finds[0]
    listed = ", ".join(f"{f.name} ({f.label}, {f.id})" for f in finds[:SHOWN])
    more = f" and {len(finds) - SHOWN} more" if len(finds) > SHOWN else ""
    raise NotFoundError(f"{text!r} may be {listed}{more}; give the whole name or the id")
