"""What stands in the folder of a build: the graph and its embedded store, written whole or by patching an earlier build."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from graph.build_folders import GRAPH, STORE, Build
from graph.chunks import Delta, patch
from graph.property_graph import Graph, load, save

Compile = Callable[[Graph, Path], object]
Patch = Callable[[Path, Path, Delta], object]


def write_whole(graph: Graph, compile_store: Compile | None, part: Path) -> dict[str, int]:
    """Write a graph and its store into the folder of a build; return what they hold."""
    save(graph, part / GRAPH)
    if made := compile_store or default_compile():
        made(graph, part / STORE)
    return counted(graph)


def write_patched(base: Build, delta: Delta, compile_store: Compile | None, part: Path) -> dict[str, int]:
    """Write the graph and the store of an earlier build with what changes; return what they hold."""
    more = patch(base.path / GRAPH, part / GRAPH, delta)
    patch_store = None if compile_store else default_patch()
    if patch_store and (base.path / STORE).is_file():
        patch_store(base.path / STORE, part / STORE, delta)
    elif made := compile_store or default_compile():
        made(load(part / GRAPH), part / STORE)
    found = Counter(base.counts)
    found.update(more)
    return {name: count for name, count in sorted(found.items()) if count}


def default_compile() -> Compile | None:
    """Return what compiles the embedded store, None where it is not installed."""
    try:
        from graph.stores.ladybug_compile_ import compile_store
    except ImportError:
        return None
    return compile_store


def default_patch() -> Patch | None:
    """Return what brings the embedded store up to date, None where it is not installed."""
    try:
        from graph.stores.ladybug_patch_ import patch_store
    except ImportError:
        return None
    return patch_store


def counted(graph: Graph) -> dict[str, int]:
    """Return how many nodes of each label and edges of each type a graph has."""
    counts: dict[str, int] = {}
    for name in [n.label for n in graph.nodes()] + [e.type for e in graph.edges()]:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
