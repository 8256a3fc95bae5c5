import pytest

from extract.aliases import Cluster
from extract.anaphora import anaphora
from graph.model import Mention


def clusters(text, names):
    return [Cluster(label, [Mention(text.index(n), text.index(n) + len(n), n, label, "test")]) for n, label in names]


NAMES = [("云帆医智", "Vendor"), ("岚溪县人民医院", "Hospital"), ("小愈", "Model")]


@pytest.mark.parametrize(
    ("text", "word", "owners"),
    [
        ("云帆医智与岚溪县人民医院发布小愈。该院介绍", "该院", (1,)),
        ("云帆医智与岚溪县人民医院发布小愈。双方介绍", "双方", (0, 1)),
        ("云帆医智与岚溪县人民医院发布小愈，公司表示", "公司", (0,)),
        ("云帆医智与岚溪县人民医院发布小愈，该模型已上线", "该模型", (2,)),
    ],
)
def test_word_that_stands_for_a_name(text, word, owners):
    (found,) = anaphora(text, clusters(text, NAMES))
    assert (found[0].text, found[1]) == (word, owners)


@pytest.mark.parametrize(
    "text", ["云帆医智与岚溪县人民医院发布小愈，科技公司很多", "双方。云帆医智与岚溪县人民医院发布小愈"]
)
def test_no_reference(text):
    assert list(anaphora(text, clusters(text, NAMES))) == []
