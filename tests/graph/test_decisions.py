"""What a line of the decisions may say; what it may not say is refused with its line."""

import pytest

from graph.decisions import contradictions, parse_decisions
from graph.errors import InputError


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("label | Vendor | 商汤医疗 | Article", "'Article' is none of"),
        ("label | Partnership | 某合作 | Vendor", "'Partnership' is none of"),
        ("fix | 华为 | DEVELOPED | RuiPath | type=AFFILIATED_WITH", "no DEVELOPED can be AFFILIATED_WITH"),
        ("fix | 华为 | DEVELOPED | RuiPath | type=MENTIONS", "no DEVELOPED can be MENTIONS"),
        ("fix | 华为 | DEVELOPED | RuiPath | reversed=true", "no DEVELOPED turned round"),
        ("fix | 华为 | DEVELOPED | RuiPath | reversed=maybe", "reversed 'maybe'"),
        ("fix | 华为 | DEVELOPED | RuiPath | date=2025-13", "in no calendar"),
        ("fix | 华为 | DEVELOPED | RuiPath | date=2025-02-31", "in no calendar"),
    ],
)
def test_what_would_break_or_delete_is_refused_with_its_line(line: str, said: str) -> None:
    with pytest.raises(InputError, match=f"decisions, line 2: .*{said}"):
        parse_decisions(f"# by hand\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "fix | 华为 | DEVELOPED | RuiPath | type=USES | date=2025-02 | status=active",
        "fix | 鹿鸣 | PART_OF | 青禾 | reversed=true",
        "fix | 鹿鸣 | INVESTED_IN | 青禾 | type=ACQUIRED | reversed=true",
        "fix | 云浦县医院 | SOLD | 云浦数据集 | type=BOUGHT",
        "label | Institution | 推想医疗 | Vendor",
    ],
)
def test_what_can_be_corrected_is_taken(line: str) -> None:
    found = parse_decisions(line)
    assert found.fixes or found.labels


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["same | Vendor | 甲 | 乙", "different | Vendor | 乙 | 甲"], [(1, 2)]),
        (["same | Vendor | 甲 | 乙", "# so", "same | Vendor | 乙 | 甲"], []),
        (["name | Vendor | 甲 | 乙", "label | Vendor | 甲 | Institution", "name | Vendor | 甲 | 丙"], [(1, 3)]),
        (["wrong | 甲 | USES | 丙", "fix | 甲 | USES | 丙 | date=2025"], [(1, 2)]),
        (["wrong | 甲 | PARTNERS_WITH | 乙", "wrong | 乙 | PARTNERS_WITH | 甲"], []),
        (["fix | 甲 | USES | 丙 | date=2024", "fix | 甲 | USES | 丙 | date=2025"], [(1, 2)]),
    ],
)
def test_lines_that_contradict_each_other_are_found(lines: list[str], found: list[tuple[int, int]]) -> None:
    assert contradictions("\n".join(lines)) == found
