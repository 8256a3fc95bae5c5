import itertools

import pytest

from extract.anaphora import standing_words
from extract.introduced import with_introduced
from graph.model import Mention


def named(text, *names):
    return [Mention(text.index(n), text.index(n) + len(n), n, label, "encoder", 0.9) for n, label in names]


@pytest.mark.parametrize(
    ("text", "names", "form", "label", "times"),
    [
        (
            "岚溪大学附属医院（以下简称“岚大附院”）上线，岚大附院称",
            [("岚溪大学附属医院", "Hospital")],
            "岚大附院",
            "Hospital",
            2,
        ),
        (
            "岚溪机器人创新中心（RICX）成立，RICX随后发布",
            [("岚溪机器人创新中心", "Institution")],
            "RICX",
            "Institution",
            2,
        ),
        # the encoder took it for a firm and cut it
        (
            "岚溪荣民总医院（下称“岚荣总”）签约，岚荣总说",
            [("岚溪荣民总医院", "Hospital"), ("荣总", "Vendor")],
            "岚荣总",
            "Hospital",
            2,
        ),
    ],
)
def test_an_introduced_form_is_a_name(text, names, form, label, times):
    found = with_introduced(text, named(text, *names), standing_words())
    assert [(m.label, text[m.start : m.end]) for m in found if m.text == form] == [(label, form)] * times
    assert not any(a.end > b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("岚溪医智股份有限公司（以下简称“公司”）", [("岚溪医智股份有限公司", "Vendor")]),
        ("岚溪机器人创新中心（AI）", [("岚溪机器人创新中心", "Institution")]),
        ("岚溪医智（LXYZ）", [("岚溪医智", "Vendor")]),  # a ticker as often as a name
    ],
)
def test_what_is_no_name_is_left(text, names):
    assert with_introduced(text, named(text, *names), standing_words()) == named(text, *names)
