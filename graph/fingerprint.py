"""Which files say how graphs and stores are made of readings, and a hash of them."""

import hashlib

MAKERS = """
asked.py brief.py build.py change.py chunks.py communities.py context.py copies.py decisions.py digest.py
entity_nodes.py event_nodes.py events.py gazetteer.py grow.py identity.py joining.py ledger.py lexicon.py
linking.py measures.py merge.py model.py name_words.py names.py net.py ontology.py ontology.toml parts.py
property_graph.py records.py registry/__init__.py regrouping.py relation_edges.py remade.py resolution_state.py
resolve.py rules/__init__.py rules/articles.py rules/candidate.py rules/difference.py rules/seats.py
rules/writing.py shelf.py site.py units.py stores/ladybug_.py stores/ladybug_compile_.py
stores/ladybug_patch_.py stores/values.py
""".split()
"""The files that say how graphs and stores are made of readings."""


def code_fingerprint() -> str:
    """Return a hash of the modules that make graphs, so that a new yimai builds anew."""
    from importlib.resources import files

    folder = files("graph")
    digest = hashlib.sha256()
    for name in MAKERS:
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
