import numpy
import pytest

from extract.decode import BOND, FIRST, FREE, INNER, OUTSIDE, bounds, names, searched, ties
from extract.tokens import LABELS, pieces

TAGS = 1 + 2 * len(LABELS)


def chances(rows):
    table = numpy.full((len(rows), TAGS), 0.01, numpy.float32)
    for n, row in enumerate(rows):
        for tag, value in row.items():
            table[n, tag] = value
    return table / table.sum(-1, keepdims=True)


@pytest.mark.parametrize(
    ("rows", "tags"),
    [
        ([{0: 0.9}, {1: 0.9}, {2: 0.9}], [OUTSIDE, FIRST, INNER]),
        ([{0: 0.9}, {2: 0.6, 1: 0.3}, {2: 0.9}], [OUTSIDE, FIRST, INNER]),  # an inner piece needs its first
        ([{1: 0.9}, {4: 0.5, 2: 0.4}], [FIRST, INNER]),  # labels that disagree still go on together
        ([{1: 0.9}, {0: 0.4, 2: 0.3, 4: 0.2}], [FIRST, INNER]),  # nor is a name cut where they share its chance
        ([{0: 0.9}], [OUTSIDE]),
    ],
)
def test_bounds(rows, tags):
    assert bounds(chances(rows), numpy.zeros(len(rows), numpy.float32)) == tags


def test_a_bound_inside_a_word_costs():
    rows = [{1: 0.9}, {0: 0.75, 2: 0.2}, {0: 0.9}]
    assert bounds(chances(rows), numpy.array([0, 0, 0], numpy.float32)) == [FIRST, OUTSIDE, OUTSIDE]
    assert bounds(chances(rows), numpy.array([0, 9, 0], numpy.float32)) == [FIRST, INNER, OUTSIDE]


def test_words_of_ordinary_text_are_tied():
    text = "招商局集团与瑞金"
    tied = ties(text, [(n, n + 1) for n in range(len(text))])
    assert tied[4] > 6 > tied[3]  # 集团 is a word, 局集 is none
    assert tied[0] == 0


def test_names_are_cut_at_characters_of_the_text():
    text = "与RuiPath合作"
    cut = pieces([text])[0]
    model = LABELS.index("Model")
    rows = [{0: 0.9}]
    seen = False
    for start, _end in cut.offsets[1:-1]:
        if 1 <= start < 8:
            rows.append({(2 if seen else 1) + 2 * model: 0.9})
            seen = True
        else:
            rows.append({0: 0.9})
    (found,) = names(text, cut, chances([*rows, {0: 0.9}]))
    assert (found.text, found.label, found.start, found.end) == ("RuiPath", "Model", 1, 8)


@pytest.mark.parametrize("dot", "·・‧")
def test_names_from_abroad_are_one_whatever_dot_they_have(dot):
    assert [p.ids for p in pieces([f"桑达尔{dot}皮蔡"])] == [p.ids for p in pieces(["桑达尔·皮蔡"])]


def test_the_search_stops_where_a_piece_is_surely_outside_and_finds_the_same():
    rng = numpy.random.default_rng(1)
    for _ in range(50):
        table = (0.9 * rng.dirichlet(numpy.full(TAGS, 0.1), 60) + 0.1 / TAGS).astype(numpy.float32)
        table[rng.random(60) < 0.5] = 0
        table[table.sum(1) == 0, 0] = 1  # half of them are surely outside
        tied = rng.uniform(0, 6, 60).astype(numpy.float32)
        three = numpy.stack([table[:, 0], table[:, 1::2].sum(1), table[:, 2::2].sum(1)], 1)
        price = -BOND * numpy.maximum(tied - FREE, 0)
        assert bounds(table, tied) == searched(numpy.log(three + 1e-9).tolist(), [*price.tolist(), 0.0])
