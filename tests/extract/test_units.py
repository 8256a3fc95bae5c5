"""What stands directly behind a name: units that belong to it, and goods that do not."""

import pytest

from extract.units import founded, with_unit, without_goods
from graph.model import Mention
from tests.extract.test_bounds import m


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("榕杏X射线事业部总裁", "榕杏", "Vendor", "榕杏X射线事业部"),
        ("榕杏集团原大健康事业部总裁", "榕杏集团", "Vendor", "榕杏集团"),
        ("榕杏宣布成立医疗事业部", "榕杏", "Vendor", "榕杏"),
        ("海陵大学计算机学院的专家", "海陵大学", "Institution", "海陵大学计算机学院"),
        ("海陵大学与榕杏学院签约", "海陵大学", "Institution", "海陵大学"),
        ("海陵大学联合榕杏医科大学研究院", "海陵大学", "Institution", "海陵大学"),
        ("海陵大学附属医院研究中心", "海陵大学", "Institution", "海陵大学"),
    ],
)
def test_a_unit_directly_behind_a_name_is_part_of_it(text, name, label, expected):
    assert with_unit(m(name, label), text).text == expected


def test_units_that_are_set_up_are_names():
    text = "榕杏宣布成立“医疗健康事业部”，并撤掉一个事业部，榕杏智能事业群照旧"
    assert [u.text for u in founded(text, [])] == ["医疗健康事业部"]
    assert founded(text, [m("医疗健康事业部", "Vendor", start=text.index("医疗"))]) == []


def test_goods_behind_a_firm_are_no_model():
    def model(text):
        return Mention(10, 10 + len(text), text, "Model", "encoder", 0.9)

    firm = Mention(0, 4, "云鹊科技", "Vendor", "encoder", 0.9)
    given = [firm, model("云鹊科技医疗平台"), model("云鹊科技大模型"), model("北濠医疗平台"), model("云鹊科技平台一号")]
    found = without_goods(given)
    assert [(m.text, m.label) for m in found[1:]] == [
        ("云鹊科技", "Vendor"),
        ("云鹊科技大模型", "Model"),
        ("北濠医疗平台", "Model"),
        ("云鹊科技平台一号", "Model"),
    ]
    assert (found[1].start, found[1].end) == (10, 14)
