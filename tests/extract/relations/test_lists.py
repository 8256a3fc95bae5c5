import pytest

from extract.relations.lists import rows_of_allies, rows_of_backers, rows_of_founders
from extract.relations.neighbours import Named


def pairs(rule, text, names):
    """Return {(member, the one shared)} of a text whose names are given as {name: letter}."""
    found = sorted(
        (
            Named(at, at + len(name), k, letter)
            for k, (name, letter) in enumerate(names.items())
            if (at := text.find(name)) >= 0
        ),
        key=lambda n: n.start,
    )
    return {(text[m.start : m.end], text[one.start : one.end]) for m, one in rule(text, found)}


NAMES = {"云鹊科技": "V", "甲资本": "I", "乙创投": "I", "丙药业": "V", "丁基金": "I"}
BOTH = {("甲资本", "云鹊科技"), ("乙创投", "云鹊科技")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云鹊科技完成B轮融资，投资方包括甲资本、乙创投。", BOTH),
        ("云鹊科技的股东里早有熟面孔。投资方排了一长串：甲资本（领投）、乙创投。", BOTH),
        ("云鹊科技完成B轮融资，由甲资本与乙创投联合领投，丁基金跟投。", BOTH),
        ("云鹊科技（投资方：甲资本、乙创投）与丙药业都来了。", BOTH),
        ("甲资本、乙创投等多家机构共同出资设立云鹊科技。", BOTH),
        ("甲资本、乙创投投资云鹊科技。", BOTH),
        ("甲资本、乙创投与云鹊科技同台。", set()),
        ("甲资本、乙创投共同出资5亿元设立合资公司。", set()),  # whose name is not told
        ("云鹊科技否认投资方包括甲资本、乙创投。", set()),
        ("云鹊科技发布新品。\n投资方包括甲资本、乙创投。", set()),  # another paragraph
        ("云鹊科技完成B轮融资，投资方为甲资本。", set()),  # no row
    ],
)
def test_rows_of_backers(text, expected):
    assert pairs(rows_of_backers, text, NAMES) == expected


ALLIES = {"云鹊科技": "V", "北濠医院": "H", "岭海大学": "I", "丙药业": "V", "路远报": "I"}
ALL = {("北濠医院", "云鹊科技"), ("岭海大学", "云鹊科技")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云鹊科技的合作伙伴包括北濠医院、岭海大学。", ALL),
        ("云鹊科技今日当场签约。合作单位有：\n- 北濠医院\n- 岭海大学", ALL),
        ("北濠医院、岭海大学等，也都与云鹊科技谈成了合作。", ALL),
        ("北濠医院、岭海大学也都与云鹊科技无关。", set()),
        ("云鹊科技董事会宣布，未来三年将与北濠医院、岭海大学签约。", ALL),
        ("云鹊科技与包括北濠医院、岭海大学在内的多家单位达成合作。", ALL),
        ("云鹊科技近日先后与北濠医院、南湖医院、岭海大学达成合作。", ALL),  # 南湖医院 was not found
        ("云鹊科技近日先后与北濠医院、南湖周边几个县的医院、岭海大学达成合作。", set()),  # no list of names
        ("丙药业退场之后，云鹊科技分别与北濠医院、岭海大学签署协议。", ALL),
        ("路远报援引知情人士的话说，云鹊科技近来在各地都与北濠医院、岭海大学合作。", ALL),
        ("云鹊科技与丙药业多年来交集不少，公司近日分别与北濠医院、岭海大学签约。", set()),  # which of the two?
        ("云鹊科技与北濠医院、岭海大学签署投资协议。", set()),
        ("云鹊科技一口气与十五家单位签约，北濠医院、岭海大学都在其列。", ALL),
        ("云鹊科技一口气与十五家单位签约，北濠医院、岭海大学未到场。", set()),
        ("云鹊科技先后与北濠医院等三家医院，以及岭海大学达成合作。", ALL),
        ("云鹊科技先后与北濠医院、新加坡岭海大学达成合作。", ALL),
        ("北濠医院、岭海大学等，也都与云鹊科技结为战略伙伴。", ALL),
        ("云鹊科技举行典礼，丙药业到场，当天签下多份备忘录。\n伙伴有：\n- 北濠医院\n- 岭海大学", ALL),
        ("云鹊科技签下多份备忘录。\n各界伙伴：\n- 丙药业\n学界伙伴：\n- 北濠医院\n- 岭海大学", ALL),
        ("云鹊科技举行典礼。" + "众人到场。" * 90 + "\n伙伴有：\n- 北濠医院\n- 岭海大学", set()),
    ],
)
def test_rows_of_allies(text, expected):
    assert pairs(rows_of_allies, text, ALLIES) == expected


EACH = {("云鹊科技", "北濠医院"), ("云鹊科技", "岭海大学"), ("北濠医院", "岭海大学")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联盟在海陵成立，发起方有三个：云鹊科技、北濠医院、岭海大学。", EACH),
        ("联盟由云鹊科技、北濠医院和岭海大学共同发起成立。", EACH),
        ("联合发起的有12家国内顶尖机构，云鹊科技、北濠医院、岭海大学都在其中。", EACH),
        ("主要发起单位云鹊科技、北濠医院、岭海大学都来了。", EACH),
        ("联合创始人提到同行：“云鹊科技、北濠医院都很了不起。”", set()),
        ("主办方有云鹊科技、北濠医院和岭海大学。", set()),
        ("云鹊科技、北濠医院、岭海大学都来了。", set()),
        ("并非由云鹊科技、北濠医院、岭海大学共同发起。", set()),
    ],
)
def test_rows_of_founders(text, expected):
    assert pairs(rows_of_founders, text, ALLIES) == expected
