import pytest

from extract.cleaning.aligned import aligned
from extract.relations.evidence import evidence, supporting
from extract.relations.pairs import Place
from extract.sentences import sentences

TEXT = "甲公司成立了。甲公司与乙医院签约。乙医院很大。丙医院也来了。"


def at(surface, owner, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Place(start, start + len(surface), owner, "Hospital")


PLACES = [at("甲公司", 0), at("甲公司", 0, 1), at("乙医院", 1), at("乙医院", 1, 1), at("丙医院", 2)]


@pytest.mark.parametrize(("owners", "numbers"), [((0, 1), (1,)), ((1, 2), (2, 3)), ((0, 2), (1, 3))])
def test_the_shortest_support(owners, numbers):
    assert supporting(sentences(TEXT), PLACES, owners, 0, len(TEXT)) == numbers


def test_evidence_is_an_exact_slice():
    found = evidence(aligned(TEXT), sentences(TEXT), (1, 3), "a", "rule", 0.9)
    assert found.sentence == "甲公司与乙医院签约。 … 丙医院也来了。"
    assert [TEXT[s:e] for s, e in found.spans] == ["甲公司与乙医院签约。", "丙医院也来了。"]
