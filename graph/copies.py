"""Which articles are near copies of one another: a reprint is no second source.

MinHash over shingles of five characters (Broder 1997), by one permutation in 64 bins (Li, Owen and Zhang 2012; an empty
bin borrows from the next full one: Shrivastava and Li 2014), sixteen bands of four: two texts that share half of their
shingles meet in a band with probability 0.64, two that share seven tenths with 0.99. Texts that meet are
copies where half of their signatures agree, or where nearly all of the shorter one stands in the longer one.
"""

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from graph.names import converter

SHINGLE = 5
BINS = 64
ROWS = 4
ALIKE = 0.5
WORD = re.compile(r"\w+")
LEFTOVER = re.compile(
    r"<[^<>]{1,300}>|&#?\w{2,8};|(?<=[\u3400-\u9fff])[(（][a-zü\u00e0-\u01dc]{1,7}[)）]"
)  # tags, entities, pinyin
LONGEST = 20_000
MOST_OF_A_BAND = 200


def signature(text: str) -> bytes:
    """Return the MinHash signature of a text (256 bytes), of its first 20,000 characters; empty for an empty text.

    Traditional characters count as simplified, leftover tags and pinyin in brackets not at all: a reprint may differ in
    these.
    """
    import numpy as np

    plain = LEFTOVER.sub("", text[:LONGEST]).translate(simplifying())
    body = "".join(WORD.findall(plain))
    if len(body) < SHINGLE:
        return zlib.crc32(body.encode("utf-8", "replace")).to_bytes(4, "little") * BINS if body else b""
    codes = np.frombuffer(body.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    shingles = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for i in range(SHINGLE):
        shingles = shingles * np.uint64(1_000_003) + codes[i : len(codes) - SHINGLE + 1 + i]
    values = np.unique(mix(shingles))
    bounds = np.arange(BINS, dtype=np.uint64) << np.uint64(64 - 6)
    first = np.searchsorted(values, bounds)
    # the least value at or above the lower bound of a bin; past the last one the first of all: empty bins borrow so
    borrowed = values[np.where(first < len(values), first, 0)]
    return bytes((borrowed & np.uint64(0xFFFFFFFF)).astype("<u4").tobytes())


@cache
def simplifying() -> dict[int, str]:
    """Return the simplified character of each traditional one, by itself: a hundred times as fast as by phrases."""
    found = [chr(code) for code in range(0x3400, 0xA000)]
    return {ord(a): b for a, b in zip(found, converter().convert("\n".join(found)).split("\n"), strict=True) if a != b}


def mix(values: Any) -> Any:
    """Return 64-bit values scattered evenly (the finaliser of splitmix64)."""
    import numpy as np

    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of two signatures that agrees: an estimate of their Jaccard index."""
    import numpy as np

    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def copy_groups(signatures: Mapping[str, bytes]) -> dict[str, str]:
    """Return for each source the first (by name) of the sources whose texts are near copies of its text."""
    import numpy as np

    leader = {source: source for source in signatures}

    def root(source: str) -> str:
        while leader[source] != source:
            leader[source] = leader[leader[source]]
            source = leader[source]
        return source

    signed = sorted(source for source, found in signatures.items() if found)
    table = np.frombuffer(b"".join(signatures[source] for source in signed), "<u4").reshape(-1, BINS)
    for i, j in near_pairs(table):
        a, b = sorted((root(signed[i]), root(signed[j])))
        if a != b and np.mean(table[i] == table[j]) >= ALIKE:
            leader[b] = a
    return {source: root(source) for source in signatures}


def near_pairs(table: Any) -> Iterable[tuple[int, int]]:
    """Yield pairs of rows that share a band; in a crowded band each row only with the first and with its neighbour."""
    import numpy as np

    for start in range(0, BINS, ROWS):
        low, high = np.ascontiguousarray(table[:, start : start + ROWS]).view("<u8").T
        bands = mix(low) ^ high  # one number for a band; should two bands ever share one, their rows are only compared
        order = np.argsort(bands, kind="stable")
        firsts = np.flatnonzero(np.diff(bands[order], prepend=~bands[order[:1]]))
        ends = np.append(firsts[1:], len(order))
        shared = ends - firsts > 1
        for first, end in zip(firsts[shared].tolist(), ends[shared].tolist(), strict=True):
            members = order[first:end].tolist()
            for i, member in enumerate(members):
                rivals = members[:i] if len(members) <= MOST_OF_A_BAND else (members[0], members[i - 1])[: min(i, 2)]
                yield from ((rival, member) for rival in rivals)
