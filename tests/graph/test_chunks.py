"""The file of a graph: the same bytes however it came about; a change rewrites what it touches."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.chunks import Cell, Delta, ends, members, packed, patch

IDS = [f"V{i:012x}" for i in range(0, 4000, 7)]


def cells(nodes: dict[str, dict[str, Any]], edges: dict[tuple[str, str, str], dict[str, Any]]) -> list[Cell]:
    own: dict[str, dict[tuple[str, str], dict[str, Any]]] = {key: {} for key in nodes}
    for (head, type_, tail), record in edges.items():
        own[head][type_, tail] = record
    return [(key, nodes[key], own[key]) for key in sorted(nodes)]


def written(path: Path, nodes: dict[str, Any], edges: dict[tuple[str, str, str], Any]) -> bytes:
    path.write_bytes(b"".join(packed(cells(nodes, edges))))
    return path.read_bytes()


GRAPHS = st.tuples(
    st.dictionaries(st.sampled_from(IDS), st.integers(0, 3), max_size=200), st.randoms(use_true_random=False)
)


def graph(found: tuple[dict[str, int], Any]) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    numbers, random = found
    nodes = {key: {"name": f"某\u2028{n}", "label": "Vendor"} for key, n in numbers.items()}
    keys = sorted(nodes)
    pairs = [(random.choice(keys), random.choice(["USES", "PART_OF"]), random.choice(keys)) for _ in keys]
    return nodes, {pair: {"count": random.randint(0, 2)} for pair in pairs}


@settings(max_examples=60, deadline=None)
@given(GRAPHS, GRAPHS)
def test_a_patched_file_is_the_file_of_the_new_graph(
    tmp_path_factory: pytest.TempPathFactory, one: tuple[dict[str, int], Any], other: tuple[dict[str, int], Any]
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    (nodes, edges), (new_nodes, new_edges) = graph(one), graph(other)
    written(folder / "old", nodes, edges)
    delta = Delta(
        {k: v for k, v in new_nodes.items() if nodes.get(k) != v},
        {k: v for k, v in new_edges.items() if edges.get(k) != v or k[0] not in nodes},
        frozenset(nodes.keys() - new_nodes.keys()),
        frozenset(edges.keys() - new_edges.keys()),
    )
    patch(folder / "old", folder / "new", delta)
    assert (folder / "new").read_bytes() == written(folder / "whole", new_nodes, new_edges)


CLOSING = [key for key in IDS if ends(key)]
OPEN = [key for key in IDS if not ends(key)]
SETS = st.sets(st.sampled_from([*IDS[:12], *CLOSING[:3], *IDS[-6:], *CLOSING[-2:]]), max_size=20)


def repatched(folder: Path, old: set[str], new: set[str], renamed: set[str]) -> tuple[bytes, bytes]:
    """Return a file patched from the nodes of ``old`` to those of ``new``, and that file made at once."""
    written(folder / "old", {key: {"name": "a", "label": "Vendor"} for key in old}, {})
    wanted = {key: {"name": "b" if key in renamed else "a", "label": "Vendor"} for key in new}
    touched = {key: wanted[key] for key in new if key not in old or key in renamed}
    lost = frozenset((key, "USES", IDS[0]) for key in old ^ new)
    patch(folder / "old", folder / "new", Delta(touched, {}, frozenset(old - new), lost))
    return (folder / "new").read_bytes(), written(folder / "whole", wanted, {})


@settings(max_examples=100, deadline=None)
@given(SETS, SETS, SETS)
def test_few_cells_that_come_and_go(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], changes: set[str], renamed: set[str]
) -> None:
    patched, whole = repatched(tmp_path_factory.mktemp("graph"), old, old ^ changes, renamed)
    assert patched == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OPEN[:1], OPEN[:2], id="behind a last chunk that is open"),
        pytest.param(OPEN[:2], OPEN[:1], id="its last goes"),
        pytest.param(CLOSING[:1], [CLOSING[0], IDS[-1]], id="behind a last chunk that is closed"),
        pytest.param([OPEN[0], CLOSING[0], IDS[-1]], [OPEN[0], IDS[-1]], id="what closes a chunk goes"),
        pytest.param([OPEN[0], IDS[-1]], [OPEN[0], CLOSING[0], IDS[-1]], id="what closes a chunk comes"),
        pytest.param([], OPEN[:1], id="into nothing"),
        pytest.param(OPEN[:1], [], id="to nothing"),
    ],
)
def test_where_chunks_end(tmp_path: Path, old: list[str], new: list[str]) -> None:
    patched, whole = repatched(tmp_path, set(old), set(new), set())
    assert patched == whole


def test_an_edge_that_goes_from_where_nothing_is_leaves_nothing(tmp_path: Path) -> None:
    whole = written(tmp_path / "old", {OPEN[0]: {"name": "a", "label": "Vendor"}}, {})
    for head in (CLOSING[0], OPEN[1]):
        counts = patch(tmp_path / "old", tmp_path / "new", Delta(gone_edges=frozenset({(head, "USES", OPEN[0])})))
        assert (tmp_path / "new").read_bytes() == whole
        assert not +counts


def test_untouched_chunks_are_copied_and_the_whole_is_gzip(tmp_path: Path) -> None:
    nodes = {key: {"name": key, "label": "Vendor"} for key in IDS}
    written(tmp_path / "old", nodes, {})
    patch(tmp_path / "old", tmp_path / "new", Delta({IDS[3]: {"name": "另一个", "label": "Vendor"}}))
    with (tmp_path / "old").open("rb") as a, (tmp_path / "new").open("rb") as b:
        old, new = dict(members(a)), dict(members(b))
    assert len(old) > 8
    assert sum(old[key] != new[key] for key in old) == 1
    assert gzip.decompress((tmp_path / "new").read_bytes()).decode().count("\n") == len(IDS) + 1


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "old", {IDS[0]: {"name": "a", "label": "Vendor"}}, {})
    for broken in (whole[:-5], b"{}", whole.replace(b"YM", b"XX")[:40] + b"?"):
        (tmp_path / "old").write_bytes(broken)
        with pytest.raises(ValueError, match=r"chunk|cut off"):
            patch(tmp_path / "old", tmp_path / "new", Delta({IDS[0]: {"name": "b", "label": "Vendor"}}))
