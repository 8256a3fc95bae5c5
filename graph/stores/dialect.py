"""Cypher as Neo4j 5 reads it → Cypher as LadybugDB reads it: the named few constructs that differ.

==============================  ==============================================  ===============================
Neo4j                           LadybugDB                                       why
==============================  ==============================================  ===============================
``r.starts``                    ``r.`starts```                                  more words are reserved
``shortestPath((a)-[*1..6]-(b))``  ``(a)-[* SHORTEST 1..6]-(b)``                no function of this name
``allShortestPaths(…)``         ``(a)-[* ALL SHORTEST 1..6]-(b)``
``[x IN xs WHERE p | e]``       ``list_transform(list_filter(xs, x -> p), x -> e)``  no comprehensions
``xs[0]``, ``xs[0..3]``         ``AT``, ``xs[(0)+1:(3)]``                       counts from 1, errs when outside
``COUNT { (a)--(b) }``          ``COUNT { MATCH (a)--(b) }``                    the word is not optional
``head(xs)``, ``split(s, c)``…  ``FUNCTIONS``                                   other names, other conventions
``WITH x ORDER BY x LIMIT 3``   ``… UNWIND [0] AS one``                         forgets the order before aggregations
``WITH x ORDER BY x``           ``… SKIP 0``                                    wants a SKIP or LIMIT
==============================  ==============================================  ===============================

The last two stand in ``ordering.py``. Macros kept in the file would do for functions, but a file with a CASE or a slice in
a macro cannot be opened again (0.22). ``list_any_value`` of an empty list gives a stray value, hence the CASE.
"""

from collections.abc import Sequence

from graph.stores.cypher import Token, bare, closing, tokens, top_level
from graph.stores.ordering import in_order

FUNCTIONS = {
    "TYPE": "label({0})",
    "HEAD": "CASE WHEN size({0}) = 0 THEN NULL ELSE list_any_value({0}[1:1]) END",
    "LAST": "CASE WHEN size({0}) = 0 THEN NULL ELSE list_any_value(list_reverse({0})) END",
    "TAIL": "{0}[2:size({0})]",
    "SUBSTRING": "substring({0}, ({1}) + 1, {2})",
    "SPLIT": "string_split({0}, {1})",
    "ISEMPTY": "(size({0}) = 0)",
    "TOSTRING": "string({0})",
    "TOINTEGER": "cast({0}, 'INT64')",
    "TOFLOAT": "cast({0}, 'DOUBLE')",
    "STARTNODE": "start_node({0})",
    "ENDNODE": "end_node({0})",
    "ROUND": "round({0}, {1})",
}
OMITTED = {"ROUND": ("0",), "SUBSTRING": ("2147483647",)}
AT = "CASE WHEN {1} < size({0}) AND {1} >= 0 THEN list_any_value({0}[{1} + 1:{1} + 1]) ELSE NULL END"
SHORTEST = {"SHORTESTPATH": "SHORTEST", "ALLSHORTESTPATHS": "ALL SHORTEST"}
BEHIND = ("ORDER", "SKIP", "OFFSET", "LIMIT", "UNION")
"""What may stand behind the columns of an answer."""
OPERANDS = ("word", "name", "parameter")
NO_OPERANDS = frozenset(
    "IN RETURN WITH WHERE AND OR XOR NOT UNWIND BY WHEN THEN ELSE CONTAINS AS CASE DISTINCT ON".split()
)


def to_ladybug(text: str) -> str:
    """Return the text in LadybugDB's words. Raises QueryError where a bracket is left open."""
    return written(in_order(bare(tokens(text))))


def written(found: Sequence[Token]) -> str:
    """Return tokens, rewritten, as text."""
    out: list[str] = []
    i = 0
    while i < len(found):
        done, first = len(out), found[i]
        i = step(found, i, out)
        if first.gap and len(out) > done:
            out[done] = " " + out[done]
    return "".join(out).strip()


def step(found: Sequence[Token], i: int, out: list[str]) -> int:
    """Write the construct that begins at ``i`` to ``out`` and return where the next begins."""
    token = found[i]
    after = found[i + 1].text if i + 1 < len(found) else ""
    if token.upper in SHORTEST and after == "(":
        end = closing(found, i + 1)
        out.append(shortest(found[i + 2 : end], SHORTEST[token.upper]))
        return end + 1
    if token.upper in ("COUNT", "EXISTS") and after == "{":
        end = closing(found, i + 1)
        word = "" if found[i + 2].upper in ("MATCH", "OPTIONAL") else "MATCH "
        out.append(f"{token.text} {{ {word}{written(found[i + 2 : end])} }}")
        return end + 1
    if token.upper in FUNCTIONS and after == "(" and (not i or found[i - 1].text != "."):
        end = closing(found, i + 1)
        out.append(call(token.upper, found[i + 2 : end]))
        return end + 1
    if token.text == "[":
        return bracket(found, i, out)
    if token.kind == "word" and i and found[i - 1].text == ".":
        out[-2:] = ["".join((*out[-2:], f"`{token.text}`"))]
    else:
        out.append(token.text)
    return i + 1


def call(name: str, inner: Sequence[Token]) -> str:
    """Return a call of one of FUNCTIONS with these arguments."""
    commas = top_level(inner, ",")
    starts, ends = [0, *(c + 1 for c in commas)], [*commas, len(inner)]
    given = [written(inner[a:b]) for a, b in zip(starts, ends, strict=True)]
    missing = FUNCTIONS[name].count("{") and max(int(n) for n in "012" if f"{{{n}}}" in FUNCTIONS[name]) + 1 - len(
        given
    )
    return FUNCTIONS[name].format(*given, *OMITTED.get(name, ())[:missing])


def bracket(found: Sequence[Token], i: int, out: list[str]) -> int:
    """Write what the ``[`` at ``i`` opens: an index, a slice, a comprehension, a relationship or a list."""
    end = closing(found, i)
    inner = found[i + 1 : end]
    if is_operand(found, i):
        subject = operand(out)
        dots = top_level(inner, "..")
        if dots:
            low, high = inner[: dots[0]], inner[dots[0] + 1 :]
            first = f"({written(low)})+1" if low else "1"
            out.append(f"{subject}[{first}:{f'({written(high)})' if high else f'size({subject})'}]")
        elif inner[0].text == "-" and len(inner) == 2:
            out.append(f"{subject}[-{inner[1].text}]")
        else:
            out.append(AT.format(subject, written(inner)))
    elif len(inner) > 2 and inner[0].kind in ("word", "name") and inner[1].upper == "IN":
        out.append(comprehension(inner))
    else:
        out.append(f"[{written(inner)}]")
    return end + 1


def is_operand(found: Sequence[Token], i: int) -> bool:
    """Return whether the bracket at ``i`` follows a value, so that it picks from it."""
    if not i:
        return False
    before = found[i - 1]
    if before.text in (")", "]"):
        return True
    return before.kind in OPERANDS and (before.upper not in NO_OPERANDS or (i > 1 and found[i - 2].text == "."))


def operand(out: list[str]) -> str:
    """Take the value that was written last from ``out``: a name, or a call or bracket with what stands before it."""
    parts, depth = [out.pop()], 0
    depth = parts[0].count(")") if parts[0] == ")" else 0
    while depth:
        parts.append(out.pop())
        depth += (parts[-1].strip() == ")") - (parts[-1].strip() == "(")
    if parts[0] == ")" and out and out[-1][-1:].isalnum() and out[-1].strip().upper() not in NO_OPERANDS:
        parts.append(out.pop())
    subject = "".join(reversed(parts))
    if subject[:1] == " ":
        out.append(" ")
    return subject.strip()


def comprehension(inner: Sequence[Token]) -> str:
    """Return ``x IN xs WHERE p | e`` as a filter and a transformation."""
    name, rest = inner[0].text, inner[2:]
    bars = top_level(rest, "|")
    body, result = (rest[: bars[0]], rest[bars[0] + 1 :]) if bars else (rest, ())
    wheres = top_level(body, "WHERE")
    source = written(body[: wheres[0]] if wheres else body)
    if wheres:
        source = f"list_filter({source}, {name} -> {written(body[wheres[0] + 1 :])})"
    return f"list_transform({source}, {name} -> {written(result)})" if result else source


def shortest(inner: Sequence[Token], word: str) -> str:
    """Return the pattern within shortestPath() with ``* SHORTEST`` in its relationship."""
    for i, token in enumerate(inner):
        if token.text == "*":
            return f"{plain(inner[:i])}* {word} {plain(inner[i + 1 :])}"
    return plain(inner)


def plain(found: Sequence[Token]) -> str:
    """Return tokens of a pattern as they are."""
    return "".join(" " * t.gap + t.text for t in found).strip()


def columns_of(text: str) -> list[str]:
    """Return what Neo4j calls the columns of an answer: by AS, else as they are written; empty where ``*`` hides them."""
    found = [t for t in bare(tokens(text)) if t.text != ";"]
    returns = top_level(found, "RETURN")
    if not returns or found[0].upper in ("EXPLAIN", "PROFILE"):
        return []
    rest = found[returns[0] + 1 :]
    rest = rest[1:] if rest and rest[0].upper == "DISTINCT" else rest
    rest = rest[: min((i for word in BEHIND for i in top_level(rest, word)), default=len(rest))]
    commas = top_level(rest, ",")
    items = [rest[a:b] for a, b in zip([0, *(c + 1 for c in commas)], [*commas, len(rest)], strict=True)]
    return [] if any(item and item[0].text == "*" for item in items) else [column(item) for item in items]


def column(item: Sequence[Token]) -> str:
    """Return what one column is called."""
    if len(item) > 2 and item[-2].upper == "AS":
        name = item[-1]
        return name.text[1:-1].replace("``", "`") if name.kind == "name" else name.text
    return plain(item)
