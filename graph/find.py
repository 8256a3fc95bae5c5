"""Search by name, alias, English form, pinyin and initials."""

from graph.errors import NotFoundError
from graph.likeness import WHOLE, Match, likeness, rivals
from graph.names import fold
from graph.property_graph import Graph, Node

EVENTS = ("Partnership", "DataTransaction", "Article")


def find(graph: Graph, text: str, *, label: str | None = None, limit: int = 20) -> list[Match]:
    """Return the nodes that answer to ``text``, best first, the better connected of equals before the others."""
    wanted = fold(text)
    if not wanted:
        return []
    found = [m for node in graph.nodes(label) if (m := answer(node, wanted)) is not None]
    found.sort(
        key=lambda m: (-m.score, m.node.label in EVENTS, -graph.network.degree(m.node.id), m.node.name, m.node.id)
    )
    return found[:limit]


def answer(node: Node, wanted: str) -> Match | None:
    """Return how well a node answers: whole form 1, beginning 0.8, inside 0.6; aliases and pinyin a little less."""
    properties = node.properties
    best: Match | None = None
    forms = [(node.name, 1.0), *((a, 0.95) for a in properties.get("aliases", ()))]
    forms += [(form, 0.85) for k in ("pinyin", "initials") for form in properties.get(k, ())]
    for form, worth in forms:
        score = worth * likeness(fold(form), wanted)
        if score and (best is None or score > best.score):
            best = Match(node, form, round(score, 3))
    return best


def entity(graph: Graph, name: str, *, label: str | None = None) -> Node:
    """Return the one node that answers to ``name``. Raises NotFoundError where none or several equally good do.

    The whole alias of what as many articles name is as good as a whole name, unless it is an edition of what has the name.
    """
    if name in graph.network:
        return graph.node(name)
    found = find(graph, name, label=label)
    if not found:
        raise NotFoundError(unanswered(graph, name, label))
    best = found[0]
    meant = rivals(found)
    if len(meant) > 1:
        listed = ", ".join(f"{m.label} {m.name} ({m.node.id})" for m in meant[:5])
        raise NotFoundError(f"{name!r} names several: {listed}; say which by its id or with a label")
    return best.node


def unanswered(graph: Graph, name: str, label: str | None) -> str:
    """Return in words that nothing of this label answers to a name, and what does that has another one."""
    if label and (others := find(graph, name, limit=1)) and others[0].score >= WHOLE:
        node = others[0].node
        return f"no {label} answers to {name!r}, which is the {node.label} {node.name!r}; a {label} is wanted here"
    return f"{f'no {label}' if label else 'nothing'} answers to {name!r}; `yimai find` also takes pinyin and initials"
