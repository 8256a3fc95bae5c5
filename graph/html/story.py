"""Stories and settings of a page as YAML files.

A story is a list of steps, played with the arrow keys:

    - title: 瑞金医院与华为
      text: {zh: 从合作到开源, en: From joint work to open source}
      around: 瑞金医院          # or show: [names], path: [from, to], base: open | all
      depth: 2
      select: RuiPath
      highlight: [瑞金医院, 华为]
      types: [Hospital, Vendor, Model]      # only these; relations, status alike
      years: [2024, 2025-06]
      confidence: 60
      color: community
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import quote

from graph.errors import InputError
from graph.html.page import PageOptions
from graph.ontology import check_date, ontology
from graph.property_graph import Graph

Step = dict[str, Any]
WORDS = ("title", "text")
PLAIN = {
    "base": "show",
    "color": "color",
    "size": "size",
    "city": "city",
    "confidence": "conf",
    "sources": "src",
    "depth": "d",
}
NAMES = {"around": "ego", "show": "plus", "path": "path", "select": "sel", "highlight": "glow"}
LISTS = {"types": "types", "relations": "rel", "status": "status"}
KEYS = (*WORDS, *NAMES, *PLAIN, *LISTS, "years")
SETTINGS = ("title", "subtitle", "date", "note", "logo", "lang", "theme", "redact", "min_confidence")


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds. Raises InputError with file, line and column."""
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no YAML in UTF-8: {' '.join(str(error).split())}") from error


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of a page. Raises InputError for a key that pages do not have."""
    found = read_yaml(path) or {}
    if not isinstance(found, dict):
        raise InputError(f"{path} holds a {type(found).__name__}; it should hold lines such as `title: ...`")
    known = {f.name for f in fields(PageOptions)} & set(SETTINGS)
    if unknown := sorted(str(k) for k in found if k not in known):
        raise InputError(f"{path} sets {', '.join(unknown)}; a page has {', '.join(SETTINGS)}")
    if isinstance(found.get("redact"), str):
        found["redact"] = [found["redact"]]
    typed: dict[str, Any] = {"redact": list, "min_confidence": (int, float)}
    for key, value in found.items():
        if key == "date":
            found[key] = str(value)
        elif not isinstance(value, typed.get(key, str)):
            raise InputError(f"{path}: {key} is {value!r}, which is no {'list' if key == 'redact' else 'such value'}")
    return found


def read_story(path: Path, graph: Graph) -> tuple[Step, ...]:
    """Return the steps of a story with names resolved in ``graph``. Raises InputError, NotFoundError."""
    steps = read_yaml(path)
    if not isinstance(steps, list) or not steps:
        raise InputError(f"{path} holds no list of steps; each begins with `- title: ...`")
    return tuple(step_of(step, graph, f"{path}, step {number}") for number, step in enumerate(steps, 1))


def step_of(step: object, graph: Graph, where: str) -> Step:
    """Return one step: its words and the state of the page as an address."""
    if not isinstance(step, dict):
        raise InputError(f"{where} is {step!r}; a step has {', '.join(KEYS)}")
    if unknown := sorted(str(k) for k in step if k not in KEYS):
        raise InputError(f"{where} has {', '.join(unknown)}; a step has {', '.join(KEYS)}")
    for name in WORDS:
        check_words(step.get(name, ""), f"{where}: {name}")
    return {**{n: step.get(n, "") for n in WORDS}, "state": address(step, graph, where)}


def check_words(value: object, where: str) -> None:
    """Check that a text is a string or a string for each language. Raises InputError."""
    texts = value.values() if isinstance(value, dict) else [value]
    if not all(isinstance(t, str) for t in texts) or (isinstance(value, dict) and not set(value) <= {"zh", "en"}):
        raise InputError(
            f"{where} is {value!r}; it may be a text, or {{zh: …, en: …}}; put a text with a comma in quotes"
        )


def address(step: Mapping[str, Any], graph: Graph, where: str) -> str:
    """Return the state of a step as the page's address holds it."""
    parts = {PLAIN[k]: str(step[k]) for k in PLAIN if k in step}
    for key, name in NAMES.items():
        if key in step:
            parts[name] = ",".join(ids(step[key], graph))
    if "show" in step and "base" not in step:
        parts["show"] = "none"
    vocabulary: dict[str, tuple[str, ...]] = {
        "types": tuple(ontology().labels),
        "relations": tuple(ontology().types),
        "status": ontology().status,
    }
    for key, name in LISTS.items():
        if key in step:
            parts[name] = ",".join(others(step[key], vocabulary[key], f"{where}: {key}"))
    if "years" in step:
        parts["y"] = years(step["years"], where)
    return "&".join(f"{name}={quote(value, safe=',')}" for name, value in parts.items())


def ids(names: object, graph: Graph) -> list[str]:
    """Return the nodes that a name or list of names stands for. Raises NotFoundError."""
    listed = names if isinstance(names, list) else [names]
    return [graph.entity(str(name)).id for name in listed]


def others(wanted: object, allowed: tuple[str, ...], where: str) -> list[str]:
    """Return what is to be hidden so that only ``wanted`` stays. Raises InputError for a word that is not allowed."""
    listed = wanted if isinstance(wanted, list) else [wanted]
    if unknown := [str(w) for w in listed if w not in allowed]:
        raise InputError(f"{where} has {', '.join(unknown)}; it may have {', '.join(allowed)}")
    return [word for word in allowed if word not in listed]


def years(pair: object, where: str) -> str:
    """Return a span of time as the address holds it. Raises InputError."""
    if not isinstance(pair, list) or len(pair) != 2:
        raise InputError(f"{where}: years is {pair!r}; it may be [2024, 2025] or [2024-03, 2025-06]")
    first, last = (check_date(str(value)) for value in pair)
    month: Callable[[str, str], str] = lambda text, blank: text[:7] if len(text) > 4 else f"{text}-{blank}"  # noqa: E731
    return f"{month(first, '01')}..{month(last, '12')}"
