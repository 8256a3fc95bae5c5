"""The registry made ready for comparing names, and the blocks in which names meet."""

from collections import defaultdict
from collections.abc import Iterator

from graph.context import Reader
from graph.names import fold, is_latin, pinyin
from graph.parts import Grammar, Parts
from graph.registry import Registry, Row
from graph.rules.candidate import Candidate
from graph.rules.writing import unmarked

CROWD = 24
"""A block of more names than this is compared with neighbours alone: its key says little."""
Block = tuple[str, str, str]
"""(label, kind, key): names that share one are compared."""


class Lexicon:
    """The registry made ready for comparing: rows by folded form, by block, and the forms that are ambiguous."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.grammar = Grammar(registry)
        self.reader = Reader(registry)
        self.rows: dict[tuple[str, str], Row] = {}
        self.by_block: dict[Block, list[tuple[str, Row]]] = defaultdict(list)
        for row in registry.rows:
            self.rows.setdefault((row.label, row.name), row)
            for form in dict.fromkeys((row.name, *row.forms)):
                for block in blocks(self.grammar.parts(row.label, form)):
                    self.by_block[row.label, *block].append((form, row))

    def near(self, candidate: Candidate) -> list[tuple[str, Row]]:
        """Return the forms of rows that share a block with a name, or are one of its other forms."""
        keys = [*blocks(candidate.parts), *(("name", alias) for alias in sorted(candidate.aliases))]
        found = (entry for block in keys for entry in self.by_block.get((candidate.parts.label, *block), ())[:CROWD])
        sure = (e for e in found if not self.reader.doubtful(candidate.parts.label, fold(e[0])))
        return list({(form, row.name): (form, row) for form, row in sure}.values())

    def candidate(self, label: str, name: str, row: Row | None = None) -> Candidate:
        """Return a name as a candidate, with its registry row where the form means one row alone."""
        parts = self.grammar.parts(label, name)
        found = row or self.reader.row(label, parts.folded)
        return Candidate(parts, row=found, ambiguous=found is None and self.reader.doubtful(label, parts.folded))

    def is_loose(self, label: str, name: str) -> bool:
        """Tell whether a name means something only within its article."""
        parts = self.grammar.parts(label, name)
        bare = parts.generic and not parts.place and not parts.university
        return bare or self.reader.doubtful(label, parts.folded)


LEXICONS: dict[int, tuple[Registry, Lexicon]] = {}


def lexicon_of(registry: Registry) -> Lexicon:
    """Return the lexicon of a registry, the last one made again where it is the same."""
    known = LEXICONS.get(id(registry))
    if known is None or known[0] is not registry:
        LEXICONS.clear()
        LEXICONS[id(registry)] = known = (registry, Lexicon(registry))
    return known[1]


def blocks(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the blocks in which a name meets others: (kind, key)."""
    yield "name", parts.folded
    yield "stem", parts.stem
    if parts.label == "Vendor" and parts.legal:
        yield from (("stem", parts.stem[:length]) for length in range(3, len(parts.stem)))
    if parts.label in ("Hospital", "Institution"):
        yield "mark", unmarked(parts.folded)
    if parts.label == "Hospital":
        yield "core", (f"{parts.place}{parts.university}" if parts.generic else "") + parts.core
        if parts.place and parts.number:
            yield "number", parts.place + parts.number
    elif parts.label in ("Vendor", "Model") and not is_latin(parts.core):
        yield "core", parts.core
        yield "sound", pinyin(parts.core)
    elif parts.label == "Institution" and parts.generic:
        yield "core", parts.place + parts.core
    if parts.label == "Model":
        latin = "".join(c for c in parts.stem if c.isascii())
        if len(latin) > 2:
            yield "latin", latin


def blocks_of(candidate: Candidate) -> set[Block]:
    """Return all blocks of a name: by its parts, and by the other forms that articles give it."""
    label = candidate.parts.label
    kinds = {
        *blocks(candidate.parts),
        *(("name", a) for a in candidate.aliases),
        *(("stem", a) for a in candidate.aliases),
    }
    return {(label, kind, key) for kind, key in kinds if key}
