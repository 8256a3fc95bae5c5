"""JSON-LD: entities, facts as RDF statements, and with PROV which article and which words each is derived from.

Properties of our own stand in the namespace ``urn:yimai:ontology:``, nodes and statements are ``urn:yimai:ID``. Each fact is
there twice: as a plain triple (``华为 USES …``), and as an ``rdf:Statement`` that carries date, status, confidence and, for
each piece of evidence, a ``prov:Derivation`` from the article with place, sentence and rule.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.ontology import ontology
from graph.property_graph import EVIDENCE, Edge, Graph, Node
from graph.stores.values import whole

URN = "urn:yimai:"
VOCABULARY = "urn:yimai:ontology:"
CONTEXT = {
    "@vocab": VOCABULARY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "name": "rdfs:label",
    "aliases": "skos:altLabel",
    "publisher": "dcterms:publisher",
    "url": {"@id": "dcterms:source"},
}
PIECES = {
    "spans": "spans",
    "sentences": "prov:value",
    "readables": "readable",
    "confidences": "confidence",
    "rules": "rule",
}
LINKS = ("partnerships", "copy_of")
Record = dict[str, Any]


def write(graph: Graph, path: Path) -> None:
    """Write the graph as JSON-LD."""
    facts: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(graph.edges(), key=lambda e: (e.head, e.type, e.tail)):
        facts[edge.head].append(edge)
    found: list[Record] = []
    for node in sorted(graph.nodes(), key=lambda n: n.id):
        found.append(node_record(node, facts[node.id]))
        found += [statement(edge) for edge in facts[node.id] if ontology().types[edge.type].evidence]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"@context": CONTEXT, "@graph": found}, ensure_ascii=False, indent=1)
    path.write_text(whole(text) + "\n", encoding="utf-8", newline="\n")


def node_record(node: Node, edges: list[Edge]) -> Record:
    """Return a node with the plain triples that leave it."""
    kind = "prov:Activity" if ontology().labels[node.label].event else "prov:Entity"
    record: Record = {"@id": URN + node.id, "@type": [node.label, kind]}
    record |= plain(node.properties)
    if node.properties.get("articles"):
        derived(record, node.properties, "prov:wasDerivedFrom" if kind == "prov:Entity" else "prov:wasInfluencedBy")
    for edge in edges:
        record.setdefault(edge.type, []).append({"@id": URN + edge.tail})
    return record


def statement(edge: Edge) -> Record:
    """Return a fact as an RDF statement with where it comes from."""
    record: Record = {
        "@id": URN + edge.properties["yimai_id"],
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": {"@id": URN + edge.head},
        "rdf:predicate": {"@id": VOCABULARY + edge.type},
        "rdf:object": {"@id": URN + edge.tail},
    }
    record |= plain({k: v for k, v in edge.properties.items() if k != "type"})
    derived(record, edge.properties, "prov:wasDerivedFrom")
    return record


def plain(properties: Mapping[str, Any]) -> Record:
    """Return properties other than evidence; what names nodes as links."""
    found: Record = {}
    for name, value in properties.items():
        if name in EVIDENCE or name in ("yimai_id", "label") or value in ([], None):
            continue
        if name in LINKS:
            ids = value if isinstance(value, list) else [value]
            found[name] = [{"@id": URN + i} for i in ids]
        else:
            found[name] = value
    return found


def derived(record: Record, properties: Mapping[str, Any], how: str) -> None:
    """Add to a record the articles that it is derived from, and a derivation for each piece of evidence."""
    record[how] = [{"@id": URN + i} for i in dict.fromkeys(properties["articles"])]
    record["prov:qualifiedDerivation"] = list(derivations(properties))


def derivations(properties: Mapping[str, Any]) -> Iterator[Record]:
    """Yield the pieces of evidence."""
    for i, article in enumerate(properties["articles"]):
        record: Record = {"@type": "prov:Derivation", "prov:entity": {"@id": URN + article}}
        for name, key in PIECES.items():
            record[key] = properties[name][i]
        yield record
