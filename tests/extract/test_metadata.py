"""Dates, fields under many names, and what a text says of itself."""

import pytest

from extract.metadata import document, from_text, known_fields, parse_date

BODY = "\n市人民医院宣布，门诊病历系统正式上线。系统由禾川科技研发，医生可以用语音录入病历。\n下一步将推广到全院。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025年07月01日 23:16", "2025-07-01"),
        ("2025/7/1", "2025-07-01"),
        ("2025-07-01T08:00:00+08:00", "2025-07-01"),
        ("20250701", "2025-07-01"),
        ("民國114年10月23日", "2025-10-23"),
        ("二〇二五年三月二日", "2025-03-02"),
        ("2025年7月", "2025-07"),
        ("2025", "2025"),
        ("2025年2月30日", "2025-02"),
        ("昨天", None),
        ("12345678901", None),
    ],
)
def test_dates(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("2025年07月01日 23:16 来源: 科创某报", {"date": "2025-07-01", "publisher": "科创某报"}),
        (
            "来源：某某观察　作者：陆以宁　2024-08-29 09:40",
            {"date": "2024-08-29", "publisher": "某某观察", "author": "陆以宁"},
        ),
        ("發佈時間：2025/09/22　來源：粵港某某", {"date": "2025-09-22", "publisher": "粤港某某"}),
        ("（羊城某报 2023年3月4日讯）", {"date": "2023-03-04", "publisher": "羊城某报"}),
        ("发布日期:民國114年10月23日 記者:林可", {"date": "2025-10-23", "author": "林可"}),
        ("文 | 某某财经 张三", {"author": "某某财经 张三"}),
        ("2025/03/12 15:45 网某社", {"date": "2025-03-12", "publisher": "网某社"}),
        (
            "記者 高子晴／綜合外電 2022-11-09 10:20 來源：島科某報",
            {"date": "2022-11-09", "publisher": "岛科某报", "author": "高子晴"},
        ),
    ],
)
def test_the_head_of_a_text(head: str, expected: dict[str, str]) -> None:
    found = from_text(f"市人民医院上线病历系统\n{head}{BODY}")
    assert found == {"title": "市人民医院上线病历系统", **expected}


def test_the_foot_gives_an_author_and_the_body_gives_no_date() -> None:
    found = from_text(
        f"市人民医院上线病历系统{BODY}\n2024年5月6日，系统验收，各方都到场，会上还签署了协议。\n（作者丨张三 编辑丨李四）"
    )
    assert found == {"title": "市人民医院上线病历系统", "author": "张三"}


def test_fields_under_many_names() -> None:
    raw = {
        "headline": "甲",
        "site_name": "乙",
        "byline": ["丙", "丁"],
        "publish_time": "2025/1/2 08:00",
        "link": "https://a.org",
        "x": 1,
    }
    assert known_fields(raw) == {
        "title": "甲",
        "publisher": "乙",
        "author": "丙、丁",
        "date": "2025-01-02",
        "url": "https://a.org",
    }
    assert known_fields({"source": "https://a.org/1", "author": {"name": "甲"}}) == {
        "url": "https://a.org/1",
        "author": "甲",
    }


def test_a_title_that_came_apart_is_the_first_line_and_the_id_is_of_content() -> None:
    one = document("正文。", "a.txt", {"title": "标题在此"})
    assert one.text == "标题在此\n正文。"
    assert one.id == document("正文。", "b.txt", {"title": "标题在此"}).id
    assert one.id != document("正文。", "a.txt", {"title": "标题在此", "date": "2025"}).id
    assert document("正\ud800文。", "a.txt", {}).text == "正\ufffd文。"
