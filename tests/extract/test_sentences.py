import pytest

from extract.sentences import sentences, windows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("标题\n\n正文一。", ["标题", "正文一。"]),
        ("3.5亿元，2.0版。", ["3.5亿元，2.0版。"]),
        ("  ", []),
    ],
)
def test_sentences(text, expected):
    assert [text[s:e] for s, e in sentences(text)] == expected


def test_windows_hold_everything_and_keep_their_size():
    text = "甲乙丙丁，" * 300 + "。" + "短句。" * 50
    found = windows(text, 100)
    assert all(e - s <= 100 for s, e in found)
    assert "".join(text[s:e] for s, e in found) == text
