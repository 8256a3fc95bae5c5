import pytest

from extract.values import amounts, chinese_number, dates


@pytest.mark.parametrize(
    ("text", "value", "unit", "exact"),
    [
        ("成交价6.5万元", 65000, "元", True),
        ("近百万元", 1_000_000, "元", False),
        ("2550条数据", 2550, "条", True),
        ("覆盖12.6万例患者", 126_000, "例", True),
        ("超过1,200万元人民币", 12_000_000, "元", False),
        ("三百万元", 3_000_000, "元", True),
        ("十余万条", 100_000, "条", False),
        ("1.2亿元", 120_000_000, "元", True),
        ("三十八万八千元", 388_000, "元", True),
        ("五千三百名", 5300, "名", True),
        ("38万余份病历", 380_000, "份", False),
    ],
)
def test_amount(text, value, unit, exact):
    (found,) = amounts(text)
    assert (found.value, found.unit, found.exact) == (value, unit, exact)
    assert text[found.start : found.end].endswith(unit)


@pytest.mark.parametrize("text", ["亿元", "百万", "第三条路", "成交", "10 年"])
def test_no_amount_of_money(text):
    assert [a for a in amounts(text) if a.unit == "元" and a.value] == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("去年12月", "2025-02-10", "2024-12"),
        ("今年3月5日", "2025-02-10", "2025-03-05"),
        ("日前", "2025-02-10", "2025-02"),
        ("2024年12月9日", None, "2024-12-09"),
        ("12月9日签约", "2025-02-10", "2024-12-09"),
        ("2月9日签约", "2025-02-10", "2025-02-09"),
        ("昨日", "2025-03-01", "2025-02-28"),
        ("上月", "2025-01-10", "2024-12"),
        ("2023年", None, "2023"),
        ("三月三日", "2025-03-10", "2025-03-03"),
        ("去年五月", "2025-03-10", "2024-05"),
        ("十一月二十日", "2025-12-10", "2025-11-20"),
        ("自2025年2月起", None, "2025-02"),
        ("6月完成", "2025", "2025-06"),
        ("2024年初签约，6月上线", "2025-02-10", "2024"),
        ("明年", "2025", "2026"),
        ("2025-03-02", None, "2025-03-02"),
    ],
)
def test_date(text, published, value):
    assert dates(text, published)[0].value == value


@pytest.mark.parametrize("text", ["2月30日", "第3月", "去年", "日前"])
def test_no_date_without_a_year_or_such_a_day(text):
    assert dates(text, None) == []


def test_year_told_before_counts_for_a_later_month():
    assert [d.value for d in dates("2023年签约，当年6月上线", "2025-02-10")] == ["2023", "2023-06"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("三百", 300), ("二十五", 25), ("一千零一", 1001), ("十八万八千", 188_000), ("甲", None)],
)
def test_chinese_number(text, value):
    assert chinese_number(text) == value
