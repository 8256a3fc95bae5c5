import pytest

from extract.quoted import quoted, with_quoted
from graph.model import Mention


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("它把“小禾健康管家”送进社区。", ["小禾健康管家"]),
        ("院方取名為「護理小助手」。", ["護理小助手"]),
        ("云鹊发布了“慢病管理大模型”。", ["慢病管理大模型"]),
        ("云鹊推出全国首个“儿科医生”。", ["儿科医生"]),
        ("他说，所谓“慢病管理大模型”还早。", []),  # nobody launches it
        ("他被叫作“会写程序的医生”。", []),
        ("他在“北濠GPT、云鹊医助”之间选。", []),  # two
        ("有人喊“管家”。", []),
    ],
)
def test_products_in_quotation_marks(text, names):
    assert [text[start:end] for start, end in quoted(text)] == names


def test_a_quoted_product_takes_the_place_of_names_inside_it():
    text = "云鹊的“云鹊用药助理”上线，“云鹊用药助理”很忙。"
    at = text.index("云鹊用药助理")
    inside = Mention(at, at + 2, "云鹊", "Vendor", "encoder", 0.9)
    found = with_quoted(text, [Mention(0, 2, "云鹊", "Vendor", "encoder", 0.99), inside])
    assert [(m.text, m.label) for m in found] == [("云鹊", "Vendor"), *2 * [("云鹊用药助理", "Model")]]


def test_a_name_that_reaches_over_the_quotation_stays():
    text = "北濠“云鹊医助”公司"
    name = Mention(0, len(text), text, "Vendor", "encoder", 0.9)
    assert with_quoted(text, [name]) == [name]
    whole = Mention(3, 7, "云鹊医助", "Vendor", "encoder", 0.9)
    assert with_quoted(text, [whole]) == [whole]  # what is found whole keeps its label


def test_what_is_quoted_in_a_row_with_a_model_is_one():
    text = "系统有「鹊问」、「鹊答」与「鹊护」，口号是“快”，“鹊舞”是舞蹈。"
    model = Mention(text.index("鹊答"), text.index("鹊答") + 2, "鹊答", "Model", "encoder", 0.9)
    assert [m.text for m in with_quoted(text, [model])] == ["鹊问", "鹊答", "鹊护"]
    for slogan in ("推出“鹊答”与“数据不出院”方案。", "的“鹊答”和“家庭医生”结合。", "“鹊答”与“基层医生”双轮驱动。"):
        at = slogan.index("鹊答")
        assert len(with_quoted(slogan, [Mention(at, at + 2, "鹊答", "Model", "encoder", 0.9)])) == 1
    firm = Mention(model.start, model.end, "鹊答", "Vendor", "encoder", 0.9)
    assert with_quoted(text, [firm]) == [firm]
