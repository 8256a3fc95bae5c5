import time

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
        ("海陵医学会主任委员张三", "张三", "海陵医学会", "主任委员"),
        ("云帆医智（688000.SH）董事长张三", "张三", "云帆医智", "董事长"),
        ("云帆医智那边有董事长张三到场", "张三", "云帆医智", "董事长"),
        ("海陵大学副校长（研究）张三", "张三", "海陵大学", "副校长（研究）"),
        ("云帆医智另一位副总裁张三也在", "张三", "云帆医智", "副总裁"),
        ("张三是云帆医智的前技术副总裁", "张三", "云帆医智", "技术副总裁"),
        ("张三加入云帆医智，任集团总裁兼首席运营官。", "张三", "云帆医智", "集团总裁兼首席运营官"),
        ("云帆医智成立于2018年，张三任董事长。", "张三", "云帆医智", "董事长"),
        ("云帆医智的张三院长说", "张三", "云帆医智", "院长"),
        ("云帆医智的变化很快。创始人张三说", "张三", "云帆医智", "创始人"),
        ("云帆医智换了总裁，张三不评论", "张三", "云帆医智", None),
    ],
)
def test_title(text, person, home, expected):
    assert title(text, *places(text, person, home)) == expected


@pytest.mark.parametrize("between", ["兼主任" * 15 + "某", "和院长、主任及" * 3000, ")" * 5000, "（" * 3000])
def test_what_no_title_looks_like_is_none_and_takes_no_time(between):
    text = f"云帆医院{between}张三"
    begun = time.perf_counter()
    assert title(text, (len(text) - 2, len(text)), (0, 4)) is None
    assert time.perf_counter() - begun < 1


def test_each_of_several_persons_has_the_title_before_the_name():
    text = "云帆医院院长张三教授、副院长李四和信息科主任王五到场"
    names = [(text.index(n), text.index(n) + 2, True) for n in ("张三", "李四", "王五")]
    told = [title(text, (s, e), (0, 4), names) for s, e, _ in names]
    assert told == ["院长", "副院长", "信息科主任"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三卸任云帆医智总裁", True),
        ("云帆医智原总裁张三", True),
        ("原云帆医智总裁张三", True),
        ("云帆医智总裁张三", False),
    ],
)
def test_former(text, expected):
    assert former(text, *places(text, "张三", "云帆医智")) is expected


def test_a_title_ends_where_another_name_begins():
    text = "中国工程院院士、云帆医院院长宁某"
    person, academy = places(text, "宁某", "中国工程院")
    hospital = text.index("云帆医院")
    assert title(text, person, academy, [(hospital, hospital + 4, False)]) == "院士"
    assert title(text, *places(text, "宁某", "云帆医院")) == "院长"
