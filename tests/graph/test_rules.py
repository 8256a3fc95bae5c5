import pytest

from graph.compare import compare
from graph.rules import RULES, sentences
from tests.graph.pairs import APART, SAME, pairs


@pytest.mark.parametrize(("label", "a", "b"), pairs(SAME))
def test_one(label: str, a: str, b: str) -> None:
    found = compare(a, b, label=label)
    assert found.same, found
    assert compare(b, a, label=label).same


@pytest.mark.parametrize(("label", "a", "b"), pairs(APART))
def test_two(label: str, a: str, b: str) -> None:
    found = compare(a, b, label=label)
    assert not found.same, found
    assert not compare(b, a, label=label).same


def test_every_rule_has_a_sentence_and_a_name_of_its_own() -> None:
    assert len(sentences()) == len(RULES)
    assert all(text.endswith(".") and len(text) > 15 for text in sentences().values())


def test_a_rule_is_symmetric() -> None:
    for label, a, b in pairs(SAME) + pairs(APART):
        one, other = compare(a, b, label=label), compare(b, a, label=label)
        assert (one.score, sorted(one.rules)) == (other.score, sorted(other.rules))
