"""The file of a graph: gzipped JSON lines in chunks, so that a change rewrites the chunks that it touches alone.

A cell is a node's line and the lines of the edges that leave it, by type and tail. Cells stand in the order of their ids;
a chunk ends behind every id whose checksum says so, some thirty cells in all, so that the same graph has the same chunks
however it came about. Every chunk is a gzip member of its own (RFC 1952 allows several in a file: ``gzip -d`` and
``zcat`` read it); its header says how long it is and which id ends it.
"""

import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 2
CELLS = 32
HEAD = b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\xff"
MARK = b"YM"
EdgeKey = tuple[str, str, str]
Record = dict[str, Any]
Cell = tuple[str, Record | None, dict[tuple[str, str], Record]]
"""Id, the node, and its edges by (type, tail)."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What a graph gains, changes and loses: nodes by id, edges by (head, type, tail)."""

    nodes: Mapping[str, Record] = field(default_factory=dict)
    edges: Mapping[EdgeKey, Record] = field(default_factory=dict)
    gone_nodes: frozenset[str] = frozenset()
    gone_edges: frozenset[EdgeKey] = frozenset()

    @property
    def heads(self) -> set[str]:
        """Return the ids of the cells that change."""
        return {*self.nodes, *self.gone_nodes, *(e[0] for e in self.edges), *(e[0] for e in self.gone_edges)}


def member(text: str, last: str) -> bytes:
    """Return a text as a gzip member that says its size and the id that ends it."""
    raw = text.encode("utf-8", "surrogatepass")
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(raw) + deflate.flush()
    name = last.encode("utf-8", "surrogatepass")
    size = len(HEAD) + 2 + 4 + 4 + len(name) + len(body) + 8
    extra = MARK + struct.pack("<HI", 4 + len(name), size) + name
    return HEAD + struct.pack("<H", len(extra)) + extra + body + struct.pack("<II", zlib.crc32(raw), len(raw))


def members(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a file with the ids that end them. Raises ValueError where it is broken."""
    while head := file.read(len(HEAD) + 2):
        if head[: len(HEAD)] != HEAD:
            raise ValueError("no chunk of a graph")
        (length,) = struct.unpack("<H", head[len(HEAD) :])
        extra = file.read(length)
        (size,) = struct.unpack("<I", extra[4:8])
        rest = file.read(size - len(head) - length)
        if len(rest) != size - len(head) - length:
            raise ValueError("the file is cut off")
        yield extra[8:].decode("utf-8", "surrogatepass"), head + extra + rest


def text_of(packed: bytes) -> str:
    """Return the text of a member. Raises ValueError where it is broken."""
    try:
        return zlib.decompress(packed, wbits=31).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(str(error)) from error


def ends(key: str) -> bool:
    """Tell whether a chunk ends behind this id."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % CELLS == 0


def line(record: Record) -> str:
    """Return a record as a line."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def lines_of(cell: Cell) -> Iterator[str]:
    """Yield the lines of a cell."""
    key, node, edges = cell
    if node is not None:
        yield line({"id": key, **node})
    for type_, tail in sorted(edges):
        yield line({"source": key, "target": tail, "key": type_, **edges[type_, tail]})


def packed(cells: Iterable[Cell]) -> Iterator[bytes]:
    """Yield a header and the members of cells, which come in order."""
    yield header()
    yield from chunks(cells)


def header() -> bytes:
    """Return the member that says what the file is."""
    return member(line({"format": FORMAT, "directed": True, "multigraph": True}), "")


def chunks(cells: Iterable[Cell]) -> Iterator[bytes]:
    """Yield the members of cells, which come in order."""
    waiting: list[str] = []
    key = ""
    for cell in cells:
        key = cell[0]
        waiting += lines_of(cell)
        if ends(key):
            yield member("".join(waiting), key)
            waiting.clear()
    if waiting:
        yield member("".join(waiting), key)


def cells_of(text: str) -> dict[str, Cell]:
    """Return the cells of the text of a chunk."""
    found: dict[str, Cell] = {}
    for row in text.split("\n")[:-1]:
        record = json.loads(row)
        if "id" in record:
            key = record.pop("id")
            found[key] = (key, record, {})
        else:
            key, tail, type_ = (record.pop(name) for name in ("source", "target", "key"))
            found[key][2][type_, tail] = record
    return found


Edges = Mapping[str, Mapping[tuple[str, str], Record | None]]
"""By head, then by type and tail: what an edge becomes, None where it goes."""


def edges_by_head(delta: Delta) -> Edges:
    """Return the edges of a delta by their heads."""
    found: dict[str, dict[tuple[str, str], Record | None]] = {}
    for head, type_, tail in delta.gone_edges:
        found.setdefault(head, {})[type_, tail] = None
    for (head, type_, tail), record in delta.edges.items():
        found.setdefault(head, {})[type_, tail] = record
    return found


def changed(cells: dict[str, Cell], keys: Iterable[str], delta: Delta, edges: Edges, counts: Counter[str]) -> None:
    """Bring the cells of these ids up to date, and the counts of labels and types."""
    for key in keys:
        was = cells.pop(key, (key, None, {}))
        own = {**was[2], **edges.get(key, {})}
        counts.subtract(kinds(was))
        node = None if key in delta.gone_nodes else delta.nodes.get(key, was[1])
        if node is not None:
            cells[key] = (key, node, {pair: r for pair, r in own.items() if r is not None})
            counts.update(kinds(cells[key]))


def kinds(cell: Cell) -> list[str]:
    """Return the label and the types of a cell."""
    return [*([cell[1]["label"]] if cell[1] else []), *(type_ for type_, _ in cell[2])]


def patch(old: Path, new: Path, delta: Delta) -> Counter[str]:
    """Write the graph of ``old`` with its changes to ``new``: what ``packed`` would write.

    Returns how many nodes of each label and edges of each type there are more. Raises ValueError, OSError.
    """
    counts: Counter[str] = Counter()
    keys, edges = sorted(delta.heads), edges_by_head(delta)
    with old.open("rb") as source, new.open("wb") as target:
        found = members(source)
        target.write(next(found)[1])
        waiting: dict[str, Cell] = {}
        for raw, own in sorted_out(found, keys):
            if not own and not waiting:
                target.write(raw)
                continue
            waiting |= cells_of(text_of(raw)) if raw else {}
            changed(waiting, own, delta, edges, counts)
            waiting = closed(waiting, target)
        for rest in chunks(waiting[key] for key in sorted(waiting)):
            target.write(rest)
    return counts


def sorted_out(found: Iterable[tuple[str, bytes]], keys: list[str]) -> Iterator[tuple[bytes, list[str]]]:
    """Yield each member with the keys that belong into it; keys behind the last one come with nothing.

    A last member whose id ends no chunk is open: it goes on with the keys behind it.
    """
    place = 0
    for last, raw in found:
        start = place
        while place < len(keys) and (keys[place] <= last or not ends(last)):
            place += 1
        yield raw, keys[start:place]
    if place < len(keys):
        yield b"", keys[place:]


def closed(cells: dict[str, Cell], target: BinaryIO) -> dict[str, Cell]:
    """Write the chunks that are whole; return the cells behind them."""
    rest: list[Cell] = []
    for key in sorted(cells):
        rest.append(cells[key])
        if ends(key):
            for chunk in chunks(rest):
                target.write(chunk)
            rest = []
    return {cell[0]: cell for cell in rest}
