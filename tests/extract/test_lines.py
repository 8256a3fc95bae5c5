"""Names that run over a line's end."""

import pytest

from extract.lines import by_line
from graph.model import Mention

BODY = "上午在岚溪举行启动仪式，来自各地的专家学者和企业代表出席，双方将在未来三年内一起推进这项工作。"


@pytest.mark.parametrize(
    ("heading", "name", "expected"),
    [
        ("岚溪速递", "速递\n榕杏集团", ["榕杏集团"]),
        ("岚大新闻中心", "岚大新闻中心\n岚大", ["岚大新闻中心", "岚大"]),
        ("首次结合Luxmed", "Luxmed\n 岚溪大学", ["Luxmed", "岚溪大学"]),
        ("本公司董事会及全体董事保证公告内容真实准确完整，并出席岚溪", "岚溪\n大学", ["岚溪\n大学"]),  # broken by width
    ],
)
def test_a_heading_ends_a_name(heading, name, expected):
    body = BODY if len(heading) < 20 else BODY[:25] + "\n" + BODY[25:]
    text = f"{heading}\n{name.partition(chr(10))[2]}{body}"
    start = text.index(name)
    found = list(by_line(Mention(start, start + len(name), name, "Institution", "encoder", 0.9), text))
    assert [m.text for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)


def test_a_name_on_one_line_stays():
    one = Mention(0, 2, "岚大", "Institution", "encoder", 0.9)
    assert list(by_line(one, "岚大" + BODY)) == [one]
