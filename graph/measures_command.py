"""``yimai network paths|brokers|communities|similar``: what needs an algorithm rather than a question in Cypher."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.export.commands import StoreOption, given_graph
from graph.messages import say
from graph.terminal import JsonOption, LabelOption, WorkspaceOption, emit, emit_json, emit_table, tell

if TYPE_CHECKING:
    from graph.measures import Path
    from graph.property_graph import Edge, Graph

One = Annotated[str, typer.Argument(metavar="ENTITY", help=say("graph.entity"), show_default=False)]
Other = Annotated[str, typer.Argument(metavar="ENTITY", help=say("graph.entity"), show_default=False)]
Many = Annotated[int, typer.Option("--paths", "-k", min=1, help=say("graph.network_many"))]
Types = Annotated[list[str] | None, typer.Option("--type", "-t", help=say("graph.network_types"), show_default=False)]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help=say("graph.limit"))]
Members = Annotated[int, typer.Option("--members", "-m", min=1, help=say("graph.network_members"))]
SENTENCES = 1  # of a fact on a path that are printed; --json has all


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    group = typer.Typer(no_args_is_help=True, help=say("graph.network_help"))
    group.command("paths", help=say("graph.network_paths_help"))(paths_command)
    group.command("brokers", help=say("graph.network_brokers_help"))(brokers_command)
    group.command("communities", help=say("graph.network_communities_help"))(communities_command)
    group.command("similar", help=say("graph.network_similar_help"))(similar_command)
    app.add_typer(group, name="network")


def checked(types: list[str] | None) -> list[str] | None:
    """Return types of facts as they are given, all where none is. Raises VocabularyError, InputError."""
    from graph.errors import InputError
    from graph.net import fact_types
    from graph.ontology import check_type

    names = [check_type(name).name for name in types or ()]
    if wrong := [name for name in names if name not in fact_types()]:
        allowed = ", ".join(sorted(fact_types()))
        raise InputError(f"{', '.join(wrong)} does not join two named entities; --type may be {allowed}")
    return names or None


def named(graph: "Graph", text: str) -> str:
    """Return the id of the named entity that a person means. Raises NotFoundError where it is an event or an article."""
    from graph.errors import NotFoundError
    from graph.ontology import ontology

    node = graph.entity(text)
    if node.label not in ontology().named:
        raise NotFoundError(
            f"{text!r} answers to the {node.label} {node.name!r}; paths join {', '.join(ontology().named)}"
        )
    return node.id


def paths_command(
    one: One,
    other: Other,
    k: Many = 3,
    type_: Types = None,
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """Find the shortest ways between two entities, with the facts and a sentence of each hop."""
    from graph.measures import paths

    wanted, graph = checked(type_), given_graph(store, workspace)
    found = paths(graph, named(graph, one), named(graph, other), k=k, types=wanted)
    if json_:
        emit_json([path_record(path) for path in found])
    for number, path in enumerate(found if not json_ else (), 1):
        emit(f"{number}. " + " – ".join(node.name for node in path.nodes))
        for hop in path.hops:
            for edge in hop:
                emit("   " + hop_line(graph, edge))


def hop_line(graph: "Graph", edge: "Edge") -> str:
    """Return a fact of a path in one line, with its first sentence."""
    from graph.messages import language
    from graph.ontology import ontology

    kind = ontology().types[edge.type]
    caption = kind.zh if language() == "zh" else kind.en
    fact = f"{graph.node(edge.head).name} {caption} {graph.node(edge.tail).name}"
    return fact + "".join(f"  “{text}”" for text in edge.properties.get("readables", [])[:SENTENCES])


def path_record(path: "Path") -> dict[str, Any]:
    """Return a path as plain values: its nodes, and for each hop its facts with all sentences."""
    return {
        "nodes": [{"id": n.id, "label": n.label, "name": n.name} for n in path.nodes],
        "hops": [
            [
                {
                    "head": e.head,
                    "type": e.type,
                    "tail": e.tail,
                    "confidence": e.properties.get("confidence"),
                    "articles": e.properties.get("articles", []),
                    "sentences": e.properties.get("readables", []),
                }
                for e in hop
            ]
            for hop in path.hops
        ],
    }


def brokers_command(
    label: LabelOption = "",
    limit: Limit = 20,
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """List who stands between others: by the share of shortest paths that lead through."""
    from graph.measures import measured
    from graph.ontology import check_label

    wanted = check_label(label).name if label else None
    graph = given_graph(store, workspace)
    known = measured(graph)
    nodes = [node for node in graph.nodes(wanted) if known.get(node.id, {}).get("degree")]
    nodes.sort(key=lambda n: (-known[n.id]["betweenness"], -known[n.id]["brokered"], n.name, n.id))
    rows = [{"id": n.id, "label": n.label, "name": n.name, **known[n.id]} for n in nodes[:limit]]
    if json_:
        emit_json(rows)
        return
    shown = ("name", "label", "betweenness", "brokered", "partners", "degree")
    heads = [say(f"graph.network_{name}") for name in shown]
    emit_table(heads, [[f"{row[n]:.4f}" if n == "betweenness" else str(row[n]) for n in shown] for row in rows])


def communities_command(
    limit: Limit = 20,
    members: Members = 8,
    type_: Types = None,
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """List groups of entities that are densely joined, the largest first, in each those with most neighbours first."""
    from graph.measures import communities, degrees

    wanted, graph = checked(type_), given_graph(store, workspace)
    degree = degrees(graph, wanted)
    groups = [sorted(keys, key=lambda key: (-degree[key], key)) for keys in communities(graph, wanted)]
    if json_:
        named = ([{"id": key, "name": graph.node(key).name} for key in keys] for keys in groups[:limit])
        emit_json([{"community": i, "size": len(keys), "members": keys} for i, keys in enumerate(named, 1)])
        return
    heads = [say(f"graph.network_{name}") for name in ("community", "size", "members_head")]
    rows = [
        [str(i), str(len(keys)), "；".join(graph.node(key).name for key in keys[:members])]
        for i, keys in enumerate(groups[:limit], 1)
    ]
    emit_table(heads, rows)


def similar_command(
    hospital: One,
    limit: Limit = 10,
    store: StoreOption = "",
    workspace: WorkspaceOption = "",
    json_: JsonOption = False,
) -> None:
    """List the hospitals most like one by the vendors and models they work with, the rare ones counting more."""
    from graph.measures import similar_hospitals

    graph = given_graph(store, workspace)
    node = graph.entity(hospital, label="Hospital")
    found = similar_hospitals(graph, node.id, limit=limit)
    if not found:
        tell("graph.network_none_similar", name=node.name)
    if json_:
        emit_json(
            [
                {"id": s.node.id, "name": s.node.name, "score": s.score, "shared": [n.name for n in s.shared]}
                for s in found
            ]
        )
    elif found:
        heads = [say(f"graph.network_{name}") for name in ("name", "score", "shared")]
        emit_table(heads, [[s.node.name, f"{s.score:.2f}", "；".join(n.name for n in s.shared)] for s in found])
