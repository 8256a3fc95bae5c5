import pytest

from extract.gazetteer import Match
from extract.mentions import agree, by_form, complete, credited, listed, of_data, refusal
from graph.model import Mention


def m(text, label="Model", score=0.9, start=0):
    return Mention(start, start + len(text), text, label, "test", score)


@pytest.mark.parametrize(
    ("text", "label", "score", "reason"),
    [
        ("大模型", "Model", 0.99, "generic"),
        ("医院", "Hospital", 0.99, "generic"),
        ("全科医疗大模型", "Model", 0.99, "generic"),
        ("大健康", "Vendor", 0.99, "generic"),
        ("初创科技公司", "Vendor", 0.99, "words of trade"),
        ("中国创新药", "Vendor", 0.99, "words of trade"),
        ("岚溪创新药", "Vendor", 0.99, ""),
        ("体外诊断", "Vendor", 0.99, "words of trade"),
        ("岚溪诊断", "Vendor", 0.99, ""),
        ("中国移动", "Vendor", 0.99, ""),
        ("国家医学中心", "Institution", 0.99, "kind of institution"),
        ("岚溪医学中心", "Institution", 0.99, ""),
        ("王", "Person", 0.99, "short"),
        ("2025年", "Model", 0.99, "number"),
        ("盛诊", "Vendor", 0.3, "not sure"),
        ("甲\n乙", "Vendor", 0.9, "line"),
        ("北京市", "Institution", 0.9, "place"),
        ("榕江市榕杏区", "Institution", 0.9, "place"),
        ("新加坡", "Institution", 0.9, "place"),
        ("榕杏院区", "Hospital", 0.9, "place"),
        ("榕江市长", "Institution", 0.9, "post"),
        ("卫计委", "Vendor", 0.9, "generic"),
        ("元宇宙医学", "Vendor", 0.9, "words of trade"),
        ("中华人民共和国民法典", "Institution", 0.9, "law"),
        ("世界人工智能大会", "Institution", 0.9, "event"),
        ("中华医学会", "Institution", 0.9, ""),
        ("头部医院", "Hospital", 0.9, "kind of hospital"),
        ("北京市公立医院", "Hospital", 0.9, "kind of hospital"),
        ("知名三甲医院", "Hospital", 0.9, "kind of hospital"),
        ("两大医院", "Hospital", 0.9, "kind of hospital"),
        ("海大医院", "Hospital", 0.9, ""),
        ("江门市中心医院", "Hospital", 0.9, ""),
        ("大连市友谊医院", "Hospital", 0.9, ""),
        ("周女士", "Person", 0.9, "address"),
        ("盛诊", "Vendor", 0.9, ""),
    ],
)
def test_refusal(text, label, score, reason):
    found = refusal(m(text, label, score))
    assert reason in found if reason else found == ""


@pytest.mark.parametrize(
    ("text", "name", "is_credit"),
    [
        ("01-18 来源：榕杏新闻网", "榕杏新闻网", True),
        ("榕杏大学供图", "榕杏大学", True),
        ("数据来源是榕杏大学", "榕杏大学", False),
        ("榕杏大学提供图像", "榕杏大学", False),
    ],
)
def test_the_credit_of_a_text_or_picture(text, name, is_credit):
    assert credited(m(name, "Institution", start=text.index(name)), text) is is_credit


@pytest.mark.parametrize(("text", "expected"), [("数据集RJ-QA上线", True), ("推出RJ-QA，数据集也", False)])
def test_what_is_called_a_data_set_is_no_model(text, expected):
    at = text.index("RJ-QA")
    assert of_data(Mention(at, at + 5, "RJ-QA", "Model", "encoder", 0.9), text) is expected


def test_one_label_for_a_name_unless_both_are_sure():
    weak = [m("小愈", "Model", 0.9), m("小愈", "Model", 0.9, 10), m("小愈", "Vendor", 0.6, 20)]
    assert [x.label for x in agree(weak)] == ["Model"] * 3
    sure = [m("DeepSeek", "Model", 0.99), m("DeepSeek", "Vendor", 0.98, 20)]
    assert [x.label for x in agree(sure)] == ["Model", "Vendor"]


def test_a_sure_name_is_found_wherever_it_stands_but_not_inside_another():
    text = "盛诊医疗签约。盛诊医疗集团到场，盛诊医疗说。MedNova，MedNovaX"
    found = complete(
        text, [m("盛诊医疗", "Vendor", 0.95), m("盛诊医疗集团", "Vendor", 0.95, 7), m("MedNova", "Model", 0.95, 23)]
    )
    assert [(x.start, x.text) for x in found] == [
        (0, "盛诊医疗"),
        (7, "盛诊医疗集团"),
        (16, "盛诊医疗"),
        (23, "MedNova"),
    ]


def known(text, surface, label, risky=False):
    start = text.index(surface)
    return Match(start, start + len(surface), label, surface, risky)


def test_the_registry_votes_on_a_label():
    text = "瑞金"
    out = agree([m(text, "Vendor", 0.5)], [known(text, "瑞金", "Hospital")])
    assert [x.label for x in out] == ["Hospital"]


@pytest.mark.parametrize(
    ("text", "names", "labels"),
    [
        ("与瑞金、华西、西京等医院合作", ["瑞金", "华西", "西京"], ["Hospital"] * 3),
        ("华为、腾讯、圣湘等十余家企业", ["华为", "腾讯", "圣湘"], ["Vendor"] * 3),
        ("瑞金、华西、西京等合作", ["瑞金", "华西", "西京"], ["Vendor"] * 3),  # nothing told
        ("走访瑞金医院", ["瑞金"], ["Vendor"]),  # no list
    ],
)
def test_the_word_behind_a_list_tells_what_its_members_are(text, names, labels):
    found = [m(n, "Vendor", 0.8, text.index(n)) for n in names]
    assert [x.label for x in listed(found, text)] == labels


def test_a_sure_name_keeps_its_label_in_a_list():
    text = "瑞金、腾讯等医院"
    found = [m("瑞金", "Vendor", 0.8, 0), m("腾讯", "Vendor", 0.99, 3)]
    assert [x.label for x in listed(found, text)] == ["Hospital", "Vendor"]


@pytest.mark.parametrize(
    ("text", "label", "score", "expected"),
    [
        ("云鹊数字医疗事业部", "Model", 0.5, "Vendor"),  # a unit is its firm's, however unsure the encoder is
        ("云鹊研究院", "Hospital", 0.99, "Institution"),
        ("岚溪医院南湖分院", "Institution", 0.99, "Hospital"),
        ("岚溪科学院南湖分院", "Institution", 0.99, "Institution"),
        ("云鹊健康公司", "Institution", 0.7, "Vendor"),
        ("云鹊健康公司", "Institution", 0.95, "Institution"),
        ("云鹊投资公司", "Institution", 0.7, "Institution"),
        ("岚溪银行股份有限公司", "Vendor", 0.99, "Institution"),
        ("岚溪大数据交易所", "Vendor", 0.99, "Institution"),
        ("岚溪资本", "Vendor", 0.99, "Vendor"),
        ("腾讯", "Institution", 0.9, "Vendor"),  # the registry knows it
        ("腾讯", "Institution", 0.99, "Institution"),
        ("腾讯", "Person", 0.9, "Person"),
        ("TFDA", "Model", 0.9, "Institution"),
        ("岚溪信通院华东分院", "Institution", 0.99, "Institution"),
        ("岚溪开放大学南湖分院", "Institution", 0.99, "Institution"),
        ("人民检察院岚溪分院", "Institution", 0.99, "Institution"),
        ("岚溪医学院南湖分院", "Institution", 0.99, "Institution"),
        ("岚溪大学附属医院南湖院区", "Institution", 0.99, "Hospital"),
    ],
)
def test_the_form_of_a_name_tells_its_label(text, label, score, expected):
    found = by_form(m(text, label, score))
    assert found.label == expected
    assert not refusal(found)
