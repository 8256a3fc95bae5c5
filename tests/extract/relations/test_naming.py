import pytest

from extract.relations.naming import by_makers_name, by_name
from extract.relations.pairs import Place


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("海陵大学附属榕杏医院", "Hospital"), ("海陵大学", "Institution")], True),
        ([("海陵医科大学宣平医院", "Hospital"), ("海陵医科大学", "Institution")], True),
        ([("榕杏大健康事业群", "Vendor"), ("榕杏", "Vendor")], True),
        ([("海陵大学精准医学研究院", "Institution"), ("海陵大学", "Institution")], True),
        ([("海陵大学—榕杏联合实验室", "Institution"), ("海陵大学", "Institution")], False),
        ([("海陵大学x榕杏实验室", "Institution"), ("海陵大学", "Institution")], False),
        ([("Luxmed研究院", "Institution"), ("Luxmed", "Vendor")], True),
        ([("海陵医院", "Hospital"), ("海陵大学", "Institution")], False),
        ([("海陵医院南湖院区", "Hospital"), ("海陵医院", "Hospital")], True),
        ([("海陵医院南湖分院", "Hospital"), ("海陵医院", "Hospital")], True),
        ([("榕杏产品线", "Vendor"), ("榕杏", "Vendor")], True),
        ([("榕杏海陵分公司", "Vendor"), ("榕杏", "Vendor")], True),
        ([("海陵大学计算机系", "Institution"), ("海陵大学", "Institution")], True),
        ([("海陵省卫健委医政司", "Institution"), ("海陵省卫健委", "Institution")], True),
        ([("榕杏公司", "Vendor"), ("榕杏", "Vendor")], False),
        ([("海陵医院研究院", "Institution"), ("海陵医院", "Hospital")], False),
        ([("榕杏健康", "Vendor"), ("榕杏", "Vendor")], False),
        ([("榕杏研究院", "Model"), ("榕杏", "Vendor")], False),
    ],
)
def test_what_bears_the_name_of_a_whole_is_part_of_it(names, expected):
    text = "会上，" + "代表出席。".join(n for n, _ in names) + "致辞。"
    # the whole stands by itself behind its part
    starts = [text.index(names[0][0]), text.rindex(names[1][0])]
    places = [Place(s, s + len(n), k, label) for k, (s, (n, label)) in enumerate(zip(starts, names, strict=True))]
    found = [(part, whole) for part, whole, _ in by_name(text, places, [label for _, label in names])]
    assert found == [(0, 1)] * expected


@pytest.mark.parametrize(
    ("model", "firm", "label", "expected"),
    [
        ("榕杏医疗大模型", "榕杏", "Vendor", True),
        ("榕杏", "榕杏", "Vendor", False),
        ("医疗大模型榕杏", "榕杏", "Vendor", False),
        ("榕杏医疗大模型", "榕杏", "Institution", False),
        ("Lux-R1", "Lux", "Vendor", False),
    ],
)
def test_a_model_that_bears_a_firms_name_is_made_by_it(model, firm, label, expected):
    text = f"{model}上线，{firm}的人来了。"
    at = text.rindex(firm)
    places = [Place(0, len(model), 0, "Model"), Place(at, at + len(firm), 1, label)]
    assert [(maker, made) for maker, made, _ in by_makers_name(text, places, ["Model", label])] == [(1, 0)] * expected


@pytest.mark.parametrize(
    ("text", "firms", "makers"),
    [
        ("联榕与联榕智能都来了，联榕智能大模型发布。", ["联榕", "联榕智能"], [1]),
        ("网传榕杏将推出榕杏大模型，榕杏否认。", ["榕杏"], []),
    ],
)
def test_the_longest_firm_makes_a_model_unless_it_is_a_rumour(text, firms, makers):
    model = text[text.index("大模型") - (4 if len(firms) > 1 else 2) : text.index("大模型") + 3]
    at = text.index(model)
    places = [Place(text.index(f), text.index(f) + len(f), n, "Vendor") for n, f in enumerate(firms)]
    places.append(Place(at, at + len(model), len(firms), "Model"))
    found = by_makers_name(text, places, ["Vendor"] * len(firms) + ["Model"])
    assert [maker for maker, _, _ in found] == makers
