import numpy
import pytest

from extract.decode import names, viterbi
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
        ([{0: 0.9}, {1: 0.9}, {2: 0.9}], [0, 1, 2]),
        ([{0: 0.9}, {2: 0.6, 1: 0.3}, {2: 0.9}], [0, 1, 2]),  # an inner tag needs its first
        ([{1: 0.9}, {4: 0.5, 2: 0.4}], [1, 2]),  # and goes on with the same label
        ([{0: 0.9}], [0]),
    ],
)
def test_viterbi(rows, tags):
    assert viterbi(chances(rows)) == tags


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
