"""``yimai page``: the graph of a workspace, or a part of it, as one offline page."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import InputError, YimaiError
from graph.messages import language, texts
from graph.terminal import WorkspaceOption, workspace_path

if TYPE_CHECKING:
    from graph.html.page import PageOptions
    from graph.property_graph import Graph

PLACES = "positions.json"
Asker = Callable[[str, list[str], Path], tuple[str, list[str]]]
"""Question, NAME=VALUE pairs and workspace → the question's title and the yimai_ids that its answer names."""
_askers: list[Asker] = []


def answer_with(asker: Asker) -> None:
    """Let ``--query`` be answered so: this room knows no questions, the door knows who does."""
    _askers[:] = [asker]


def said(name: str, **values: object) -> str:
    """Return a text of this room in the user's language."""
    return texts("graph.html")[name][language()].format(**values)


def option(name: str, *flags: str, **more: Any) -> Any:
    """Return a typer option with its help."""
    return typer.Option(*flags, help=said(name), show_default=False, **more)


def register(app: typer.Typer) -> None:
    """Mount the command of this room."""
    app.command("page", help=said("page_help"))(page)


def page(
    out: Annotated[Path, option("out", "--out", "-o")] = Path("yimai.html"),
    around: Annotated[list[str] | None, option("around", "--around")] = None,
    depth: Annotated[int, option("depth", min=1, max=6)] = 1,
    path: Annotated[tuple[str, str] | None, option("path")] = None,
    query: Annotated[str, option("query", "--query")] = "",
    param: Annotated[list[str] | None, option("param", "--param", "-p")] = None,
    nodes: Annotated[str, option("nodes")] = "",
    title: Annotated[str, option("title")] = "",
    subtitle: Annotated[str, option("subtitle")] = "",
    date: Annotated[str, option("date")] = "",
    logo: Annotated[str, option("logo")] = "",
    note: Annotated[str, option("note")] = "",
    config: Annotated[Path | None, option("config")] = None,
    story: Annotated[Path | None, option("story")] = None,
    redact: Annotated[list[str] | None, option("redact")] = None,
    lang: Annotated[str, option("lang")] = "",
    theme: Annotated[str, option("theme")] = "",
    min_confidence: Annotated[float, option("min_confidence", min=0, max=1)] = 0.0,
    relayout: Annotated[bool, option("relayout")] = False,
    workspace: WorkspaceOption = "",
) -> None:
    """Write the page."""
    from graph.workspace import Workspace

    given = {
        "title": title,
        "subtitle": subtitle,
        "date": date,
        "logo": logo,
        "note": note,
        "redact": redact,
        "lang": lang,
        "theme": theme,
        "min_confidence": min_confidence,
    }
    where = Path(workspace_path(workspace))
    graph = Workspace(where).graph()
    if sum(map(bool, (around, path, nodes, query))) > 1:
        raise InputError(
            "--around, --path, --query and --nodes each ask for another part of the graph; give one of them"
        )
    if param and not query:
        raise InputError("--param is for a question; name it with --query, for example --query partners")
    if query:
        asked, part = answered(graph, query, param or [], where)
        state = "show=all"
        given["subtitle"] = subtitle or asked
    else:
        part, state = chosen(graph, around or [], depth, path, nodes)
    options = page_options(given, config, story, graph, state)
    whole = part is graph
    write_page(part, options, out, places=where / PLACES if whole else None, relayout=relayout)


def write_page(
    graph: "Graph", options: "PageOptions", out: Path, *, places: Path | None = None, relayout: bool = False
) -> None:
    """Write a graph's page to ``out``; with ``places``, nodes stand where that file says, and it is brought up to date.

    Nodes of the graph that this page leaves out keep their places for the next one.
    """
    from graph.html.page import draw, read_places, write, write_places

    previous = {} if relayout or places is None else read_places(places)
    drawn = draw(graph, options=options, previous=previous or None)
    write(out, drawn.html)
    if places is not None:
        kept = {key: (round(x), round(y)) for key, (x, y) in previous.items() if key in graph.network}
        write_places(places, {**kept, **drawn.places})
    size = f"{len(drawn.html.encode('utf-8')) / 1e6:.2f}"
    sys.stderr.write(said("written", path=out, nodes=drawn.nodes, edges=drawn.edges, size=size) + "\n")


def chosen(
    graph: "Graph", around: list[str], depth: int, path: tuple[str, str] | None, nodes: str
) -> tuple["Graph", str]:
    """Return the part of the graph that the options ask for, and what the page opens with. Raises NotFoundError."""
    from graph.html import parts

    if around:
        ids = [graph.entity(name).id for name in around]
        return parts.subgraph(graph, parts.around(graph, ids, depth=depth)), f"ego={','.join(ids)}&d={min(depth, 3)}"
    if path:
        start, end = (graph.entity(name).id for name in path)
        return parts.subgraph(
            graph, parts.ways(graph, start, end)
        ), f"path={start},{end}&basket={start},{end}&panel=basket"
    if nodes:
        return parts.subgraph(graph, parts.named_in(graph, listed(nodes))), "show=all"
    return graph, ""


def answered(graph: "Graph", query: str, pairs: list[str], where: Path) -> tuple[str, "Graph"]:
    """Return a saved question's title, and the part of the graph that its answer and its parameters name.

    Raises InputError for an answer that names nothing.
    """
    from graph.html import parts

    if not _askers:
        raise InputError("--query needs the questions, which the command yimai brings along; use yimai page")
    title, ids = _askers[0](query, pairs, where)
    found = {key for key in ids if key in graph.network and graph.node(key).label != "Article"}
    if not found:
        raise InputError(f"the answer to {query} names nothing that a page could show; see yimai query run {query}")
    found |= {key for pair in pairs if (key := named(graph, pair.partition("=")[2]))}
    return title, parts.subgraph(graph, found | parts.joining(graph, found))


def named(graph: "Graph", name: str) -> str | None:
    """Return the id of the entity that a parameter names, if it names one."""
    try:
        return graph.entity(name).id
    except YimaiError:
        return None


def listed(source: str) -> Iterator[Any]:
    """Yield the rows of a file of names or JSON lines; ``-`` is standard input. Raises InputError."""
    import json

    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--nodes {source} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        try:
            yield json.loads(line) if line.lstrip()[:1] in ("{", "[") else line.strip()
        except ValueError as error:
            raise InputError(f"--nodes {source}, line {number}: no JSON ({error})") from error


def page_options(
    given: dict[str, Any], config: Path | None, story: Path | None, graph: "Graph", state: str
) -> "PageOptions":
    """Return what the file of settings says, with what the command line says over it. Raises InputError."""
    from graph.html.page import PageOptions, logo_uri
    from graph.html.story import read_settings, read_story

    merged = read_settings(config) if config else {}
    base = config.parent if config and not given["logo"] else Path()
    merged.update({k: v for k, v in given.items() if v})
    if merged.get("logo"):
        merged["logo"] = logo_uri(base / merged["logo"])
    check_choice("lang", merged.get("lang", "auto"), ("zh", "en", "auto"))
    check_choice("theme", merged.get("theme", "auto"), ("light", "dark", "auto"))
    merged["redact"] = tuple(merged.get("redact", ()))
    return PageOptions(**merged, story=read_story(story, graph) if story else (), state=state)


def check_choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise InputError where an option is none of what is allowed."""
    if value not in allowed:
        raise InputError(f"--{name} {value!r} is not possible; it may be {', '.join(allowed)}")
