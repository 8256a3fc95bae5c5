"""The command ``schema``: labels and relationship types with their properties."""

from graph.messages import say
from graph.terminal import JsonOption, emit, emit_json


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
