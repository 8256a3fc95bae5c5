"""Data sets that are told to be traded."""

import pytest

from extract.traded import traded, with_last_word
from graph.model import Mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("岚溪县医院的新生儿黄疸数据产品上架。", ["新生儿黄疸数据产品"]),
        ("医院的百余例颅脑MRI影像数据成交。", ["颅脑MRI影像数据"]),
        ("“岚溪骨科影像数据集”已在岚溪大数据交易所挂牌。", ["岚溪骨科影像数据集"]),
        ("医院的数据产品上架。", []),  # a kind of thing
        ("医院的患者就诊数据登记在册。", []),
        ("全省首例的卫生健康数据产品登记完成。", ["卫生健康数据产品"]),
        ("条例规定公共数据登记由省里办。", []),
        ("医院的健康医疗数据上架下架都要审批。", []),
        ("医院的病历数据不得出院。", []),
        ("岚溪县医院数据登记处开门。", []),
    ],
)
def test_data_sets_that_are_told_to_be_traded(text, names):
    found = traded(text, [])
    assert [m.text for m in found] == names and all(text[m.start : m.end] == m.text for m in found)


def test_a_name_that_was_found_stays():
    text = "医院的颅脑影像数据成交。"
    assert traded(text, [Mention(5, 9, "影像数据", "Dataset", "encoder", 0.9)]) == []


@pytest.mark.parametrize(("label", "name"), [("Dataset", "乳腺癌大数据分析报告"), ("Model", "乳腺癌大数据分析")])
def test_the_word_for_its_kind_belongs_to_a_data_set(label, name):
    text = "成交的是乳腺癌大数据分析报告，"
    assert with_last_word(Mention(4, 12, "乳腺癌大数据分析", label, "encoder", 0.9), text).text == name
