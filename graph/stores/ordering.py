"""``WITH … ORDER BY …`` as Neo4j reads it → as LadybugDB keeps it: the order holds for what is collected behind it.

LadybugDB (0.22) forgets ``ORDER BY`` where only WITH and RETURN stand between it and an aggregation, ``LIMIT`` not: of
``WITH n ORDER BY n.sources DESC LIMIT 3 RETURN collect(n.name)`` it answers any three. An ``UNWIND`` of one value in between
makes it keep both. ORDER BY without SKIP or LIMIT it refuses: ``SKIP 0`` is added.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.errors import QueryError
from graph.stores.cypher import Token, top_level

CLAUSES = frozenset("MATCH OPTIONAL UNWIND WITH RETURN CALL UNION".split())
PROJECTIONS = ("WITH", "RETURN")
CUTS = ("SKIP", "OFFSET", "LIMIT")
AGGREGATES = frozenset(
    "AVG COLLECT COUNT MAX MIN PERCENTILECONT PERCENTILEDISC STDEV STDEVP SUM".split()
    + "STDDEV VARIANCE".split()  # LadybugDB's own
)
ONE = "yimai_one"
"""The variable of the UNWIND; no text of a user's may use it."""
Clause = list[Token]


def in_order(found: Sequence[Token]) -> list[Token]:
    """Return the tokens of a statement so that LadybugDB keeps its orders. Raises QueryError where ``*`` hides a name."""
    parts, out = list(clauses(found)), list[Token]()
    for i, part in enumerate(parts):
        out += part
        if part[0].upper == "WITH" and (order := top_level(part, "ORDER")):
            if not any(top_level(part, word) for word in CUTS):
                behind = top_level(part, "WHERE")
                place = len(out) - len(part) + (behind[0] if behind and behind[0] > order[0] else len(part))
                out[place:place] = words("SKIP 0", part[-1].line)
            if aggregated(parts[i + 1 :]):
                out += words(f"UNWIND [ 0 ] AS {ONE}", part[-1].line)
                parts[i + 1] = named(parts[i + 1], part[: order[0]])
    return out


def clauses(found: Sequence[Token]) -> Iterator[Clause]:
    """Yield a statement in pieces, each beginning with the word of its clause."""
    starts = sorted({0, *(i for word in CLAUSES for i in top_level(found, word) if begins(found, i))})
    for start, end in pairwise([*starts, len(found)]):
        yield list(found[start:end])


def begins(found: Sequence[Token], i: int) -> bool:
    """Return whether the word at ``i`` begins a clause: it is no name, and no part of STARTS WITH, OPTIONAL MATCH."""
    before = found[i - 1] if i else None
    if before is None:
        return True
    if before.text in (".", ":", "|") or before.upper == "AS" or before.upper == "OPTIONAL":
        return False
    return not (before.upper in ("STARTS", "ENDS") and found[i - 2].text != ".")


def aggregated(rest: Sequence[Clause]) -> bool:
    """Return whether an aggregation stands in the clauses before the first one that is neither WITH nor RETURN."""
    for part in rest:
        if part[0].upper not in PROJECTIONS:
            return False
        if any(one.upper in AGGREGATES and two.text == "(" for one, two in pairwise(part)):
            return True
    return False


def named(part: Clause, before: Clause) -> Clause:
    """Return a projection with the names of the one before in place of its ``*``. Raises QueryError where they are unknown."""
    place = 2 if part[1].upper == "DISTINCT" else 1
    if part[place].text != "*":
        return part
    commas = [0, *top_level(before, ","), len(before)]
    names = [before[end - 1] for end in commas[1:]]
    if any(name.text == "*" for name in names):
        raise QueryError(
            f"line {part[0].line}: {part[0].text} * after WITH * … ORDER BY loses the order before an aggregation on the "
            f"embedded store; name the variables in one of them, for example WITH v, h ORDER BY v.name LIMIT 5"
        )
    listed = [token for name in names for token in (Token("symbol", ",", part[0].line), name)]
    return [*part[:place], *listed[1:], *part[place + 1 :]]


def words(text: str, line: int) -> list[Token]:
    """Return words of our own as tokens."""
    return [Token("symbol" if word in "[]" else "word", word, line, gap=True) for word in text.split()]
