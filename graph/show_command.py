"""The command ``show``: all that is known of an entity, with the sentences."""

from typing import Annotated, Any

import typer

from graph.messages import language, say
from graph.terminal import JsonOption, LabelOption, WorkspaceOption, emit_json, workspace_path

Name = Annotated[str, typer.Argument(metavar="ENTITY", help=say("graph.entity"), show_default=False)]
All = Annotated[bool, typer.Option("--all", "-a", help=say("graph.all"))]
SHOWN = 2  # pieces of evidence that ``show`` prints of a fact, unless all are asked for
FORMS = 8


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
