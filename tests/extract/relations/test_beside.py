import pytest

from extract.relations.beside import beside
from extract.relations.pairs import Place


def places(text, *names):
    return [Place(text.index(n), text.index(n) + len(n), k, label) for k, (n, label) in enumerate(names)]


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("青灯、白鹿和“赤羽”都用它", "VVV", {0: [1, 2], 1: [0, 2], 2: [0, 1]}),
        ("青灯、白鹿和赤羽都用它", "VVH", {}),
        ("青灯与白鹿签约，后来赤羽也来了", "VVV", {}),
    ],
)
def test_names_in_a_row_are_listed_beside_one_another(text, labels, expected):
    names = ("青灯", "白鹿", "赤羽")
    label = {"V": "Vendor", "H": "Hospital"}
    assert beside(text, places(text, *((n, label[x]) for n, x in zip(names, labels, strict=True)))) == expected


def test_a_long_list_asks_few_of_each():
    text = "、".join(f"第{n:03}医院" for n in range(90))
    found = beside(text, [Place(7 * n, 7 * n + 6, n, "Hospital") for n in range(90)])
    assert len(found) == 90 and max(map(len, found.values())) == 12
