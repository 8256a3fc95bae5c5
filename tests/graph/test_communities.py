import random
from collections.abc import Sequence
from itertools import combinations

import pytest

from graph.communities import grouped
from graph.net import Net, net_of

Pair = tuple[str, str]


def joined(pairs: Sequence[Pair]) -> Net:
    """Return the network of these pairs, each told once."""
    import pyarrow as pa

    heads, tails = ([pair[i] for pair in pairs] for i in (0, 1))
    return net_of(pa.array(heads, pa.string()), pa.array(tails, pa.string()), pa.array([1] * len(pairs), pa.int64()))


def scattered_pairs(count: int) -> list[Pair]:
    """Return pairs drawn by chance: a network without communities, the worst case."""
    rng = random.Random(3)
    return [(f"V{rng.randrange(count)}", f"H{rng.randrange(count)}") for _ in range(2 * count)]


def test_who_all_know_one_another_are_a_community() -> None:
    rings = [[f"{name}{i}" for i in range(5)] for name in "abcd"]
    pairs = [pair for ring in rings for pair in combinations(ring, 2)]
    bridges = [(one[0], other[1]) for one, other in combinations(rings, 2)]
    assert grouped(joined([*pairs, *bridges])) == rings
    assert grouped(joined([])) == []
    assert grouped(joined([("a", "a"), ("b", "c")])) == [["b", "c"], ["a"]]


def test_the_order_of_facts_changes_nothing() -> None:
    pairs = scattered_pairs(300)
    turned = [(tail, head) for head, tail in reversed(pairs)]
    assert grouped(joined(pairs)) == grouped(joined(turned))


@pytest.mark.parametrize("more", [("V1", "H2"), ("V5", "new"), ("new", "newer")])
def test_one_more_fact_leaves_most_where_they_are(more: Pair) -> None:
    pairs = scattered_pairs(3000)
    before, after = ({frozenset(g) for g in grouped(joined(p))} for p in (pairs, [*pairs, more]))
    stay = sum(map(len, before & after))
    assert stay > 0.7 * sum(map(len, before))
