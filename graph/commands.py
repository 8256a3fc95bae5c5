"""The commands of this room: ``build``, ``status``, ``find``, ``show``, ``schema``, ``compare``; ``diff`` and ``review`` have files of their own."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.diff_command import diff_command
from graph.errors import InputError
from graph.measures_command import register as register_network
from graph.messages import language, say
from graph.review_command import review_command
from graph.terminal import JsonOption, WorkspaceOption, emit, emit_json, tell, workspace_path

if TYPE_CHECKING:
    from graph.workspace import Workspace

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help=say("graph.limit"))]
LabelOption = Annotated[str, typer.Option("--label", help=say("graph.label"), show_default=False)]
Force = Annotated[bool, typer.Option("--force", help=say("graph.force"))]
Text = Annotated[str, typer.Argument(metavar="TEXT", help=say("graph.text"), show_default=False)]
Name = Annotated[str, typer.Argument(metavar="ENTITY", help=say("graph.entity"), show_default=False)]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME NAME]", help=say("graph.names"), show_default=False)]
PairsFile = Annotated[str, typer.Option("--pairs", metavar="FILE.tsv", help=say("graph.pairs"), show_default=False)]
All = Annotated[bool, typer.Option("--all", "-a", help=say("graph.all"))]
SHOWN = 2  # pieces of evidence that ``show`` prints of a fact, unless all are asked for
FORMS = 8


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("build", help=say("graph.build_help"))(build_command)
    app.command("status", help=say("graph.status_help"))(status_command)
    app.command("find", help=say("graph.find_help"))(find_command)
    app.command("show", help=say("graph.show_help"))(show_command)
    app.command("schema", help=say("graph.schema_help"))(schema_command)
    app.command("compare", help=say("graph.compare_help"))(compare_command)
    app.command("diff", help=say("graph.diff_help"))(diff_command)
    app.command("review", help=say("graph.review_help"))(review_command)
    register_network(app)


def build_command(workspace: WorkspaceOption = "", force: Force = False, json_: JsonOption = False) -> None:
    """Build the graph of a workspace from its ledger."""
    from graph.workspace import Workspace, summary

    made, new = Workspace(workspace_path(workspace)).build(force=force)
    tell("graph.built" if new else "graph.unchanged", number=made.number, path=made.path)
    if json_:
        emit_json({**summary(made), "new": new})
    else:
        print_counts(made.counts)


def print_counts(counts: dict[str, int]) -> None:
    """Print how many nodes and edges there are, in the order of the ontology."""
    from graph.ontology import ontology

    for kinds in (ontology().labels, ontology().types):
        for name, found in kinds.items():
            if counts.get(name):
                caption = found.zh if language() == "zh" else found.en
                emit(f"{counts[name]:>8,}  {name}  {caption}")


def status_command(workspace: WorkspaceOption = "", json_: JsonOption = False) -> None:
    """Tell what a workspace holds."""
    from graph.workspace import Workspace

    found = status(Workspace(workspace_path(workspace)))
    if json_:
        emit_json(found)
        return
    emit(say("graph.status_articles", count=found["articles"], path=found["workspace"]))
    for reader, count in found["readers"].items():
        emit(say("graph.status_reader", reader=reader or "?", count=count))
    if found["stale"]:
        emit(say("graph.status_stale", count=found["stale"]))
    if found["writer"]:
        emit(say("graph.status_writer", **found["writer"]))
    for build in found["builds"]:
        mark = "*" if build["number"] == found["current"] else " "
        emit(say("graph.status_build", mark=mark, number=build["number"], nodes=build["nodes"], edges=build["edges"]))
    if not found["builds"] or found["outdated"]:
        emit(say("graph.status_outdated"))


def status(workspace: "Workspace") -> dict[str, Any]:
    """Return what a workspace holds: articles, readers that read them, stale readings, who writes, builds."""
    from graph.lock import holder
    from graph.ontology import ontology

    with workspace.ledger() as ledger:
        entries = ledger.sources()
    readers = Counter(entry.reader for entry in entries.values())
    newest = max(readers, key=version_order, default="")
    builds, current = workspace.builds(), workspace.newest_whole()
    who = holder(workspace.path / "lock")
    return {
        "workspace": str(workspace.path),
        "articles": len(entries),
        "readers": dict(sorted(readers.items())),
        "stale": sum(count for reader, count in readers.items() if reader != newest),
        "writer": {k: who.get(k, "?") for k in ("pid", "host", "since")} if who else None,
        "current": current.number if current else None,
        "outdated": current is None or current.fingerprint != workspace.fingerprint(),
        "builds": [
            {
                "number": b.number,
                "nodes": sum(b.counts.get(label, 0) for label in ontology().labels),
                "edges": sum(b.counts.get(type_, 0) for type_ in ontology().types),
                "counts": b.counts,
            }
            for b in builds
        ],
    }


def version_order(reader: str) -> tuple[list[int], str]:
    """Return what reader versions are sorted by: their numbers, then their text."""
    import re

    return [int(n) for n in re.findall(r"\d+", reader)], reader


def find_command(
    text: Text, workspace: WorkspaceOption = "", label: LabelOption = "", limit: Limit = 20, json_: JsonOption = False
) -> None:
    """Find entities by name, alias, English form, pinyin or initials."""
    from graph.ontology import check_label, ontology
    from graph.workspace import Workspace

    wanted = check_label(label).name if label else None
    graph = Workspace(workspace_path(workspace)).graph()
    found = [m for m in graph.find(text, label=wanted, limit=len(graph)) if label or m.node.label in ontology().named]
    found = found[:limit]
    if json_:
        emit_json(
            [
                {"id": m.node.id, "label": m.node.label, "name": m.node.name, "form": m.form, "score": m.score}
                for m in found
            ]
        )
    elif not found:
        tell("graph.nothing", text=text)
        raise typer.Exit(6)
    for m in found if not json_ else ():
        form = f"  ({m.form})" if m.form != m.node.name else ""
        emit(f"{m.node.id}  {m.node.label:<11}  {m.node.name}{form}")


def show_command(
    entity: Name, workspace: WorkspaceOption = "", label: LabelOption = "", all_: All = False, json_: JsonOption = False
) -> None:
    """Show all that is known of an entity, with the sentences."""
    from graph.ontology import check_label
    from graph.show import portrait
    from graph.workspace import Workspace

    wanted = check_label(label).name if label else None
    graph = Workspace(workspace_path(workspace)).graph()
    found = portrait(graph, graph.entity(entity, label=wanted).id)
    if json_:
        emit_json(found)
    else:
        print_portrait(found, most=len(found["facts"]) + 10**6 if all_ else SHOWN)


def print_portrait(found: dict[str, Any], *, most: int) -> None:
    """Print a portrait; where stdout is a terminal, in colours."""
    from rich.console import Console
    from rich.text import Text as Rich

    from graph.ontology import ontology

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    head = ontology().labels[found["label"]]
    caption = head.zh if language() == "zh" else head.en
    console.print(Rich(found["name"], "bold"), Rich(f"{caption} · {found['id']}", "dim"))
    for name, value in found.items():
        if name in ("id", "label", "name", "facts", "evidence", "reasons"):
            continue
        values = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        more = f" … +{len(values) - FORMS}" if len(values) > FORMS else ""
        console.print(Rich(f"  {name}: ", "dim") + " · ".join(values[:FORMS]) + more)
    for reason in found.get("reasons", ()):
        console.print(Rich(f"  {reason}", "dim"))
    shown = ""
    for fact in found["facts"]:
        if fact["type"] == "PARTY_TO" and found["label"] != "Partnership":
            continue  # PARTNERS_WITH shows the same with the other party
        if fact["type"] != shown:
            shown = fact["type"]
            console.print()
            console.print(
                Rich(
                    f"{ontology().types[shown].zh if language() == 'zh' else ontology().types[shown].en}", "bold cyan"
                ),
                Rich(shown, "dim"),
            )
        print_fact(console, fact, most)


def print_fact(console: Any, fact: dict[str, Any], most: int) -> None:
    """Print a fact: the other end, what is known of it, and its sentences with title, publisher and date."""
    from rich.text import Text as Rich

    details = [fact[k] for k in ("date", "status", "title", "kind", "role") if fact.get(k)]
    details += list(fact.get("kinds", ())) + (["former"] if fact.get("former") else [])
    sources = say("graph.sources", count=fact["sources"]) if fact["sources"] else ""
    sure = f"{fact['confidence']:.2f}" if fact["confidence"] is not None else ""
    arrow = "→" if fact["direction"] == "out" else "←"
    arrow = "–" if fact["type"] == "PARTNERS_WITH" else arrow
    rest = " · ".join([*map(str, details), sure, sources])
    console.print(Rich(f"  {arrow} {fact['other']['name']}", "green"), Rich(f"[{rest}]", "dim"))
    if fact.get("conflict"):
        console.print(Rich(f"    ! {fact['conflict_reason']}", "bold red"))
    for found in fact["evidence"][:most]:
        where = " · ".join(str(found[k]) for k in ("title", "publisher", "date") if found[k]) or found["source"]
        console.print(f"    “{found['readable'] or found['sentence']}”")
        console.print(Rich(f"      {where}", "dim"))
    if len(fact["evidence"]) > most:
        console.print(Rich("    " + say("graph.more", count=len(fact["evidence"]) - most), "dim"))


def schema_command(json_: JsonOption = False) -> None:
    """Show labels and relationship types with their properties."""
    from graph.ontology import ontology
    from graph.property_graph import EVIDENCE, edge_schema, node_schema

    found = ontology()
    if json_:
        labels = {
            n: {"zh": k.zh, "en": k.en, "about": k.about, "properties": node_schema(n)} for n, k in found.labels.items()
        }
        types = {
            n: {
                "zh": k.zh,
                "en": k.en,
                "from": k.sources,
                "to": k.targets,
                "symmetric": k.symmetric,
                "properties": edge_schema(n),
            }
            for n, k in found.types.items()
        }
        emit_json({"labels": labels, "types": types})
        return
    for name, label in found.labels.items():
        emit(f"({name})  {label.zh} · {label.en}: {label.about}")
        emit("    " + " ".join(p for p in node_schema(name) if p not in EVIDENCE))
    for name, type_ in found.types.items():
        emit(
            f"[{name}]  {type_.zh} · {type_.en}: {'|'.join(type_.sources)} {'–' if type_.symmetric else '→'} {'|'.join(type_.targets)}"
        )
        emit("    " + " ".join(p for p in edge_schema(name) if p not in EVIDENCE))
    emit(say("graph.schema_evidence", names=" ".join(EVIDENCE)))


def compare_command(
    names: Names = None,
    label: LabelOption = "",
    pairs: PairsFile = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """Tell whether two names are one, and by which rules."""
    from dataclasses import asdict
    from pathlib import Path

    from graph.compare import compare, compare_lines
    from graph.decisions import read_decisions
    from graph.registry import shipped
    from graph.rules import sentences
    from graph.workspace import Workspace

    folder = Path(workspace_path(workspace))
    own = Workspace(folder) if workspace or (folder / "format").exists() else None
    registry = own.registry() if own else shipped()
    decisions = read_decisions(own.decisions_path) if own else None
    if pairs and not names:
        lines = pair_lines(pairs)
        found = compare_lines(lines, registry=registry, decisions=decisions)
    elif names and len(names) == 2 and not pairs:
        found = iter([compare(names[0], names[1], label=label or None, registry=registry, decisions=decisions)])
    else:
        raise InputError("compare takes two names, or --pairs FILE.tsv with the columns label, a, b")
    for one in found:
        if json_:
            emit_json(asdict(one))
            continue
        emit(f"{'=' if one.same else '≠'}  {one.score:.2f}  {one.label}  {one.a}  {one.b}  {' '.join(one.rules)}")
        for rule in one.rules if not pairs else ():
            emit(f"    {rule}: {sentences().get(rule, say('graph.decided'))}")


def pair_lines(path: str) -> list[str]:
    """Return the lines of a file of pairs, ``-`` is standard input. Raises InputError."""
    import sys
    from pathlib import Path

    try:
        return (sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the pairs {path} cannot be read: {error}; a UTF-8 file with tabs is wanted") from error
