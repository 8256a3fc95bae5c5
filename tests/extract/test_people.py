import pytest

from extract.relations.people import former, title


def places(text, person, home):
    return (text.index(person), text.index(person) + len(person)), (text.index(home), text.index(home) + len(home))


@pytest.mark.parametrize(
    ("text", "person", "home", "expected"),
    [
        ("北数所副总经理潘冲表示", "潘冲", "北数所", "副总经理"),
        ("百川智能创始人兼CEO王小川", "王小川", "百川智能", "创始人兼CEO"),
        ("医联集团副总裁、B端商业化负责人朱琳说", "朱琳", "医联集团", "副总裁、B端商业化负责人"),
        ("西安某医院网络信息部的副部长蔡宏说", "蔡宏", "西安某医院", "网络信息部的副部长"),
        ("张三，云帆医智首席科学家，认为", "张三", "云帆医智", "首席科学家"),
        ("云帆医智与张三", "张三", "云帆医智", None),
    ],
)
def test_title(text, person, home, expected):
    assert title(text, *places(text, person, home)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("云帆医智原总裁张三", True), ("原云帆医智总裁张三", True), ("云帆医智总裁张三", False)]
)
def test_former(text, expected):
    assert former(text, *places(text, "张三", "云帆医智")) is expected


def test_a_title_ends_where_another_name_begins():
    text = "中国工程院院士、云帆医院院长宁某"
    person, academy = places(text, "宁某", "中国工程院")
    assert title(text, person, academy, [text.index("云帆医院")]) == "院士"
    assert title(text, *places(text, "宁某", "云帆医院")) == "院长"
