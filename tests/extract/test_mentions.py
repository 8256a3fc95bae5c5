import pytest

from extract.gazetteer import Match
from extract.mentions import agree, complete, listed, refusal, snap, trim
from graph.model import Mention


def m(text, label="Model", score=0.9, start=0):
    return Mention(start, start + len(text), text, label, "test", score)


@pytest.mark.parametrize(
    ("given", "text", "start"),
    [
        ("“小愈”", "小愈", 1),
        ("RuiPath(瑞智)", "RuiPath(瑞智)", 0),
        ("RuiPath(", "RuiPath", 0),
        ("树兰（杭州）医院", "树兰（杭州）医院", 0),
        (" 盛诊医疗，", "盛诊医疗", 1),
        ("医疗云《", "医疗云", 0),
        ("切片训练 瑞金医院", "瑞金医院", 5),
    ],
)
def test_trim(given, text, start):
    found = trim(m(given))
    assert (found.text, found.start, found.end) == (text, start, start + len(text))


@pytest.mark.parametrize(
    ("text", "label", "score", "reason"),
    [
        ("大模型", "Model", 0.99, "generic"),
        ("医院", "Hospital", 0.99, "generic"),
        ("王", "Person", 0.99, "short"),
        ("2025年", "Model", 0.99, "number"),
        ("盛诊", "Vendor", 0.3, "not sure"),
        ("甲\n乙", "Vendor", 0.9, "line"),
        ("北京市", "Institution", 0.9, "place"),
        ("中华人民共和国民法典", "Institution", 0.9, "law"),
        ("世界人工智能大会", "Institution", 0.9, "event"),
        ("中华医学会", "Institution", 0.9, ""),
        ("头部医院", "Hospital", 0.9, "kind of hospital"),
        ("北京市公立医院", "Hospital", 0.9, "kind of hospital"),
        ("江门市中心医院", "Hospital", 0.9, ""),
        ("大连市友谊医院", "Hospital", 0.9, ""),
        ("周女士", "Person", 0.9, "address"),
        ("盛诊", "Vendor", 0.9, ""),
    ],
)
def test_refusal(text, label, score, reason):
    found = refusal(m(text, label, score))
    assert reason in found if reason else found == ""


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


def test_names_are_cut_at_the_bounds_of_known_ones():
    text = "百度健康灵医大模型"
    found = [m("百度健", "Vendor", 0.9), m("康灵医大模型", "Model", 0.9, 3)]
    out = snap(found, [known(text, "百度健康", "Vendor")], text)
    assert sorted((x.start, x.text, x.label) for x in out) == [(0, "百度健康", "Vendor"), (4, "灵医大模型", "Model")]


def test_a_longer_name_than_the_known_one_stays():
    text = "首都医科大学宣武医院"
    out = snap([m(text, "Hospital")], [known(text, "宣武医院", "Hospital")], text)
    assert [x.text for x in out] == [text]


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
    ("text", "name", "label", "whole"),
    [
        ("云鹊大健康事业群总裁", "云鹊大健康", "Vendor", "云鹊大健康事业群"),
        ("云鹊医疗军团签约", "云鹊医疗", "Vendor", "云鹊医疗军团"),
        ("云鹊大健康总裁", "云鹊大健康", "Vendor", "云鹊大健康"),
        ("云鹊大学事业部", "云鹊大学", "Institution", "云鹊大学"),
    ],
)
def test_the_word_that_makes_a_unit_belongs_to_its_name(text, name, label, whole):
    assert [x.text for x in snap([m(name, label)], [], text)] == [whole]


@pytest.mark.parametrize(("found", "name"), [("顾亦也", "顾亦"), ("顾亦帆", "顾亦帆"), ("欧阳亦也", "欧阳亦也")])
def test_an_adverb_is_no_part_of_a_name_of_two_characters(found, name):
    assert trim(m(found, "Person")).text == name
