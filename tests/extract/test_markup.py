import pytest

from extract.training.markup import MarkupError, parse

GOOD = """=== p1 | press | 2025-03-02
{V1:华为技术有限公司}与{H1:瑞金医院}发布{M1:RuiPath}。{=V1+H1:双方}称。
> DEVELOPED V1 M1 status=completed
> TX seller=H1 records=2550 stage=completed
"""


def test_marks_become_offsets(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    (passage,) = parse(path)
    assert [(passage.text[s:e], ids, name) for s, e, ids, name in passage.mentions] == [
        ("华为技术有限公司", ("V1",), True),
        ("瑞金医院", ("H1",), True),
        ("RuiPath", ("M1",), True),
        ("双方", ("V1", "H1"), False),
    ]
    assert passage.relations == [{"head": "V1", "type": "DEVELOPED", "tail": "M1", "status": "completed"}]
    assert passage.transactions[0]["records"] == 2550


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("> DEVELOPED M1 V1", "cannot have"),
        ("> LIKES V1 M1", "none of"),
        ("> DEVELOPED V1 M9", "two ids"),
        ("> DEVELOPED V1 M1 date=yesterday", "YYYY"),
        ("> DEVELOPED V1 M1 status=done", "status"),
    ],
)
def test_what_breaks_the_rules_is_refused(tmp_path, line, message):
    path = tmp_path / "a.txt"
    path.write_text(GOOD + line + "\n", encoding="utf-8")
    with pytest.raises(MarkupError, match=message):
        list(parse(path))
