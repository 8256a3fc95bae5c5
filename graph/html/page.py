"""One self-contained HTML file from a graph: no request leaves it, every text in it is data.

The graph's data and vis-network travel deflated in inert elements; the page's own scripts and styles stand in it as they
are in ``static/``. A content security policy names the SHA-256 of each script and allows nothing from anywhere.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import InputError, YimaiError
from graph.html.layout import Layout, Places, layout
from graph.html.network import network
from graph.html.pack import columns, deflated, opening, to_json
from graph.html.view import View, check_redactions, view, vocabulary, without_sentences
from graph.property_graph import Graph

STATIC = files("graph.html").joinpath("static")
SCRIPTS = tuple(
    "model captions palette state filter paths places scene labels painter visview batchview stage card table search legend"
    " timeline basket export story keys api main".split()
)
STYLES = ("base", "panels", "cards", "print")
LOGO_TYPES = {
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
LOGO_LIMIT = 500_000


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What stands around the graph: heading, language (zh, en, auto), theme (light, dark, auto), logo as a data URI."""

    title: str = "医脉 · 医疗人工智能关系图"
    subtitle: str = ""
    date: str = ""
    note: str = ""
    logo: str = ""
    lang: str = "auto"
    theme: str = "auto"
    redact: tuple[str, ...] = ()
    min_confidence: float = 0.0
    story: tuple[dict[str, Any], ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished page: its text, where each node stands, and how many nodes and edges it holds."""

    html: str
    places: dict[str, tuple[int, int]]
    nodes: int
    edges: int


def page_of(graph: Graph, *, options: PageOptions | None = None, previous: Places | None = None) -> str:
    """Return the page of a graph, or of the part of one that a query, an ego view or a path gave (graph.html.parts)."""
    return draw(graph, options=options or PageOptions(), previous=previous).html


def draw(graph: Graph, *, options: PageOptions, previous: Places | None = None) -> Drawn:
    """Draw the page of a graph."""
    return draw_view(view(graph, min_confidence=options.min_confidence, redact=options.redact), options, previous)


def draw_view(seen: View, options: PageOptions, previous: Places | None = None) -> Drawn:
    """Draw the page of a view; the same view, options and earlier places give the same text."""
    redacted = check_redactions(options.redact)
    if "sentences" in redacted:
        seen = without_sentences(seen)
    first = opening(seen)
    standing = places(seen, first, previous)
    data = columns(seen, network(seen, standing), first)
    meta = {n: getattr(options, n) for n in ("title", "subtitle", "date", "note", "lang", "theme", "state")}
    data["meta"] = {**meta, "redacted": sorted(redacted)}
    data["story"] = list(options.story)
    data["vocabulary"] = vocabulary()
    stand = {row["id"]: point for row, point in zip(seen["nodes"], standing.points, strict=True)}
    return Drawn(document(to_json(data), options), stand, len(seen["nodes"]), len(seen["edges"]))


def places(seen: View, first: Sequence[int], previous: Places | None = None) -> Layout:
    """Return where the nodes of a view stand; a Partnership, which the pairwise view stands for, between its parties."""
    number = {row["id"]: i for i, row in enumerate(seen["nodes"])}
    between = {row["id"] for row in seen["nodes"] if row["label"] == "Partnership"}
    pairs = [(number[e["from"]], number[e["to"]]) for e in seen["edges"]]
    return layout(list(number), pairs, previous=previous, between=[number[i] for i in sorted(between)], large=first)


def document(data: str, options: PageOptions) -> str:
    """Return the HTML around packed data."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    library = vis_network()
    main = script()
    environment = Environment(
        loader=PackageLoader("graph.html"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template("page.html.j2").render(
        options=options,
        language="en" if options.lang == "en" else "zh-CN",
        hashes=[source_hash(main), source_hash(library)],
        style=Markup(style()),
        script=Markup(main),
        library=deflated(library),
        captions=Markup(to_json(captions()).replace("<", "\\u003c")),
        data=deflated(data),
        licence=asset("vis/LICENSE-MIT"),
        version=vis_pin()["version"],
    )


def asset(name: str) -> str:
    """Return a file of ``static/`` as text with newlines as ``\\n``."""
    return STATIC.joinpath(name).read_bytes().decode("utf-8").replace("\r\n", "\n")


@cache
def captions() -> dict[str, dict[str, str]]:
    """Return every caption of the page in Chinese and English; a registry's kinds are values (``v.``) among them."""
    kinds = {f"v.{kind}": words for kind, words in json.loads(asset("kinds.json")).items()}
    return {**kinds, **json.loads(asset("captions.json"))}


@cache
def script() -> str:
    """Return the page's own script: the modules in their order inside one function."""
    body = "\n".join(asset(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


@cache
def style() -> str:
    """Return the page's styles."""
    return "\n".join(asset(f"{name}.css") for name in STYLES)


@cache
def vis_pin() -> dict[str, str]:
    """Return version and SHA-256 of the vis-network that is shipped."""
    pin: dict[str, str] = json.loads(asset("vis/pin.json"))
    return pin


@cache
def vis_network() -> str:
    """Return vis-network's standalone script. Raises YimaiError where its bytes are not the pinned ones."""
    raw = STATIC.joinpath("vis/vis-network.min.js").read_bytes()
    if (found := hashlib.sha256(raw).hexdigest()) != vis_pin()["sha256"]:
        raise YimaiError(f"vis-network.min.js has SHA-256 {found}, not {vis_pin()['sha256']}; install yimai again")
    return raw.decode("utf-8")


def source_hash(text: str) -> str:
    """Return the CSP source expression of an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def logo_uri(path: Path) -> str:
    """Return a picture file as a data URI. Raises InputError for other kinds, missing and very large files."""
    kind = LOGO_TYPES.get(path.suffix.lower())
    if kind is None:
        raise InputError(f"logo {path} is no picture that pages know; give one of {', '.join(LOGO_TYPES)}")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"logo {path} cannot be read: {error.strerror or error}") from error
    if len(raw) > LOGO_LIMIT:
        raise InputError(f"logo {path} has {len(raw):,} bytes; a page takes at most {LOGO_LIMIT:,}: make it smaller")
    return f"data:{kind};base64,{base64.b64encode(raw).decode('ascii')}"


def write(path: Path, html: str) -> None:
    """Write a page as UTF-8 with ``\n``, whole or not at all. Raises InputError where that cannot be done."""
    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(html.encode("utf-8"))
        new.replace(path)
    except OSError as error:
        raise InputError(f"the page cannot be written to {path}: {error.strerror or error}") from error
    finally:
        if new.is_file():
            new.unlink()


def read_places(path: Path) -> dict[str, tuple[float, float]]:
    """Return where nodes stood in the last export; nothing where there was none or its file is broken."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): (float(x), float(y)) for key, (x, y) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write_places(path: Path, stand: dict[str, tuple[int, int]]) -> None:
    """Keep where nodes stand for the next export."""
    write(path, json.dumps(dict(sorted(stand.items())), separators=(",", ":")) + "\n")
