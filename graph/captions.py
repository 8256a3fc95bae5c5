"""What properties and their fixed values are called in the user's language, for tables and cards that people read."""

import json
from functools import cache
from importlib.resources import files

from graph.messages import language
from graph.ontology import ontology


@cache
def captions() -> dict[str, dict[str, str]]:
    """Return the captions that the page uses as well: ``v.`` before a value, ``p.`` before a property."""
    texts = files("graph.html").joinpath("static", "captions.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(texts)
    return found


def of_kind(kind: str) -> str:
    """Return the caption of a label or a relationship type, else the word as it is."""
    found = ontology().labels.get(kind) or ontology().types.get(kind)
    return kind if found is None else found.zh if language() == "zh" else found.en


def of_value(value: str) -> str:
    """Return the caption of a label, type, status, stage or kind, else the value as it is."""
    found = captions().get(f"v.{value}")
    return of_kind(value) if found is None else found[language()]


def of_property(name: str) -> str:
    """Return the caption of a property, else its name in plain words."""
    found = captions().get(f"p.{name}") or captions().get(name)
    return name.removeprefix("registry_").replace("_", " ") if found is None else found[language()]
