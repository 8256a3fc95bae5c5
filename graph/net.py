"""The network that measures look at: named entities and the facts between them, for igraph to count over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.ontology import ontology
from graph.property_graph import Graph


@dataclass(frozen=True, slots=True)
class Net:
    """yimai_ids in order, and an igraph graph of their places without parallel edges; ``sources`` are its weights."""

    keys: list[str]
    graph: Any


def fact_types(types: Iterable[str] | None = None) -> set[str]:
    """Return the types of facts between named entities, those of ``types`` where given."""
    named = set(ontology().named)
    found = {t.name for t in ontology().types.values() if named.issuperset((*t.sources, *t.targets))}
    return found & set(types) if types is not None else found


def net(graph: Graph, types: Iterable[str] | None = None) -> Net:
    """Return the network of a graph."""
    import pyarrow as pa

    wanted = fact_types(types)
    heads: list[str] = []
    tails: list[str] = []
    sources: list[int] = []
    for head, found in graph.network.adjacency():
        for tail, facts in found.items():
            for type_, properties in facts.items():
                if type_ in wanted:
                    heads.append(head)
                    tails.append(tail)
                    sources.append(int(properties.get("sources") or 1))
    return net_of(pa.array(heads, pa.string()), pa.array(tails, pa.string()), pa.array(sources, pa.int64()))


def net_of(heads: Any, tails: Any, sources: Any) -> Net:
    """Return the network of facts, given as three pyarrow arrays: their heads, their tails, how many articles tell them."""
    import numpy as np
    import pyarrow as pa
    from igraph import Graph as Network

    named = pa.concat_arrays([heads, tails]).dictionary_encode()
    words = named.dictionary.to_pylist()
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), dtype=np.int64)
    place[order] = np.arange(len(words))
    ends = place[named.indices.to_numpy()].reshape(2, -1)
    codes = ends.min(0) * len(words) + ends.max(0)  # a pair as one number, which sorts as its two keys do
    kept = ends[0] != ends[1]
    pairs, which = np.unique(codes[kept], return_inverse=True)
    weights = np.bincount(which, sources.to_numpy()[kept], minlength=len(pairs)).astype(np.int64)
    made = Network(n=len(words), edges=np.column_stack(np.divmod(pairs, max(1, len(words)))))
    made.es["sources"] = weights.tolist()
    return Net([words[i] for i in order], made)
