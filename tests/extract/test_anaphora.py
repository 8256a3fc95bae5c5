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
    ("text", "names", "word", "meant"),
    [
        # the last name is an object, the first of the sentence before carries the subject on
        (
            "岚溪县人民医院近日采购了一批设备。日前，云帆医智走访岚溪县人民医院。公司创始人表示满意",
            NAMES[:2],
            "公司",
            "云帆医智",
        ),
        # the article says itself what the word means
        (
            "云帆医智股份有限公司（以下简称“公司”）与岭川数科签约，公司将投入三千万",
            [("云帆医智股份有限公司", "Vendor"), ("岭川数科", "Vendor")],
            "公司",
            "云帆医智股份有限公司",
        ),
        (
            "岚溪大学与清渭研究院签约，学校负责数据",
            [("岚溪大学", "Institution"), ("清渭研究院", "Institution")],
            "学校",
            "岚溪大学",
        ),
    ],
)
def test_what_a_word_stands_for_is_more_than_the_nearest_name(text, names, word, meant):
    number = [n for n, _ in names].index(meant)
    found = {m.start: (m.text, owners) for m, owners in anaphora(text, clusters(text, names))}
    assert found[text.rindex(word)] == (word, (number,))


def test_one_s_own_hospital_may_be_named_later():
    text = "我院与云帆医智签约。岚溪县人民医院院长到场"
    assert [(m.text, owners) for m, owners in anaphora(text, clusters(text, NAMES[:2]))] == [("我院", (1,))]
    for visited in ("我院与云帆医智签约。我院派人赴岚溪县人民医院考察", "我院与云帆医智签约，希望向岚溪县人民医院学习"):
        assert list(anaphora(visited, clusters(visited, NAMES[:2]))) == []
    others = [*NAMES[:2], ("南湖医院", "Hospital")]
    assert list(anaphora(text + "，南湖医院列席", clusters(text + "，南湖医院列席", others))) == []  # which?


@pytest.mark.parametrize(
    "text", ["云帆医智与岚溪县人民医院发布小愈，科技公司很多", "双方。云帆医智与岚溪县人民医院发布小愈"]
)
def test_no_reference(text):
    assert list(anaphora(text, clusters(text, NAMES))) == []
