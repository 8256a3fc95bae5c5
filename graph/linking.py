"""Links between names kept up to date: touched names leave their blocks and enter others, and pairs that meet anew are
judged by ``graph.rules``.

Pairs of untouched names that met before keep their link, or that they have none.
"""

from bisect import insort
from collections.abc import Sequence

from graph.joining import Link, fitted, made_candidate, meeting, pairs_in, verdict_on
from graph.lexicon import Block
from graph.resolution_state import PERSON, Desk, State, discard, include
from graph.units import Unit, UnitKey


def relinked(desk: Desk, touched: set[UnitKey]) -> set[UnitKey]:
    """Compare the touched units anew, forget those that no article names; return the units whose links may differ."""
    state = desk.state
    desk.past = past = {key for key in touched if not state.units[key].sources}
    dirty = set(touched)
    for key in sorted(touched):
        dirty |= unlink(state, key)
    before: dict[Block, list[UnitKey]] = {}
    for key in sorted(touched):
        unit = state.units[key]
        leave(state, unit, before)
        if key in past:
            del state.units[key]
            continue
        unit.fit = unit.why = ""
        candidate = made_candidate(unit, desk.lexicon)
        desk.made[key] = fitted(unit, candidate, desk.lexicon, desk.decisions)
        unit.blocks = meeting(unit, candidate, desk.said)
        state.units[key] = unit
        enter(state, unit, before)
    for block in sorted(before):
        dirty |= met(desk, block, before[block], touched)
    return dirty - past


def unlink(state: State, key: UnitKey) -> set[UnitKey]:
    """Remove all links of a unit; return the other ends."""
    others = set(state.links.pop(key, {}))
    for other in others:
        cut(state, other, key)
    return others


def cut(state: State, key: UnitKey, other: UnitKey) -> None:
    """Remove one end of a link."""
    links = dict(state.links[key])
    del links[other]
    if links:
        state.links[key] = links
    else:
        del state.links[key]


def leave(state: State, unit: Unit, before: dict[Block, list[UnitKey]]) -> None:
    """Take a unit out of its blocks, its row and its family, as it was; note what the blocks held."""
    for block in unit.blocks:
        held = state.blocks[block]
        before.setdefault(block, held)
        left = [key for key in held if key != unit.key]
        if left:
            state.blocks[block] = left
        else:
            del state.blocks[block]
    named = unit.row or unit.fit
    if named:
        discard(state.rows, (unit.key[0], named), unit.key)
    if unit.key[0] == PERSON:
        discard(state.families, unit.key[1], unit.key)


def enter(state: State, unit: Unit, before: dict[Block, list[UnitKey]]) -> None:
    """Put a unit into its blocks, its row and its family; note what the blocks held."""
    for block in unit.blocks:
        held = state.blocks.get(block, [])
        if block not in before:
            before[block] = list(held)
        insort(held, unit.key)
        state.blocks[block] = held
    named = unit.row or unit.fit
    if named:
        include(state.rows, (unit.key[0], named), unit.key)
    if unit.key[0] == PERSON:
        include(state.families, unit.key[1], unit.key)


def met(desk: Desk, block: Block, before: Sequence[UnitKey], touched: set[UnitKey]) -> set[UnitKey]:
    """Bring the links of a block up to date; return the ends of those that came or went.

    Pairs of untouched units that met before keep their link, or that they have none.
    """
    state = desk.state
    known = {p for p in pairs_in(block, before) if touched.isdisjoint(p)}
    present = set(pairs_in(block, state.blocks.get(block, ())))
    changed: set[UnitKey] = set()
    for one, other in known - present:
        link = state.links.get(one, {}).get(other)
        if link is not None:
            rest = tuple(b for b in link.blocks if b != block)
            if rest:
                tie(state, one, other, link._replace(blocks=rest))
            else:
                cut(state, one, other)
                cut(state, other, one)
                changed |= {one, other}
    for one, other in present - known:
        link = state.links.get(one, {}).get(other)
        if link is not None:
            tie(state, one, other, link._replace(blocks=tuple(sorted({*link.blocks, block}))))
            continue
        if (one, other) in desk.judged:
            continue
        verdict = verdict_on(one, other, desk.made, desk.decisions)
        if verdict.same:
            tie(state, one, other, Link(verdict.score, verdict.rules, (block,)))
            changed |= {one, other}
        else:
            desk.judged.add((one, other))
    return changed


def tie(state: State, one: UnitKey, other: UnitKey, link: Link) -> None:
    """Put a link between two units, in place of the one that they have."""
    for key, end in ((one, other), (other, one)):
        links = state.links.get(key) or {}
        links[end] = link
        state.links[key] = links
