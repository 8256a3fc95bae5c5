"""Annotations apart from their text: forms become mentions, and another text is refused."""

import json
import lzma

import pytest

from extract.training.markup import MarkupError
from extract.training.standoff import BRIEFS, annotated, load, rows

TEXT = "云鹊医疗（Yunque）与鹿鸣科技签约。公司此前投资过鹿鸣。打开云鹊看看，YunqueX不算。"
COMPACT = """=== 0
V1 云鹊医疗|云鹊|Yunque
V2 鹿鸣科技|鹿鸣
=V1 [公司]此前
!V1 打开[云鹊]看看
> PARTNERS_WITH V1 V2 status=completed
> INVESTED_IN V1 V2
=== 1 skip
"""


@pytest.fixture
def shared(tmp_path):
    (tmp_path / BRIEFS).parent.mkdir(parents=True)
    with lzma.open(tmp_path / BRIEFS, "wt", encoding="utf-8") as file:
        for text in (TEXT, "别的。"):
            file.write(json.dumps({"title": "", "date": "2026-05-01", "text": text}, ensure_ascii=False) + "\n")
    return tmp_path


def test_every_place_of_a_form_is_a_mention(shared):
    (shared / "compact.txt").write_text(COMPACT, encoding="utf-8")
    ((row, wrong),) = rows(shared, shared / "compact.txt")
    assert not wrong
    (shared / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (found,) = load(shared / "news.jsonl", shared)
    told = [(found.text[s:e], ids, is_name) for s, e, ids, is_name in found.mentions]
    assert told == [
        ("云鹊医疗", ("V1",), True),
        ("Yunque", ("V1",), True),
        ("鹿鸣科技", ("V2",), True),
        ("公司", ("V1",), False),
        ("鹿鸣", ("V2",), True),
    ]
    assert [(r["head"], r["type"], r["tail"]) for r in found.relations] == [
        ("V1", "PARTNERS_WITH", "V2"),
        ("V1", "INVESTED_IN", "V2"),
    ]


def test_another_text_than_the_annotated_one_is_refused(shared):
    row = {"n": 1, "sum": "0" * 12, "marks": [], "facts": []}
    (shared / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(MarkupError, match="brief 1"):
        list(load(shared / "news.jsonl", shared))


@pytest.mark.parametrize("line", ["V1 不在", "=V1 云鹊", "nonsense", "V1 Yunq"])
def test_a_line_that_fits_nothing_is_an_error(line):
    with pytest.raises(MarkupError):
        annotated(TEXT, [line])
