import pytest

from extract.gazetteer import Gazetteer, registry


def small():
    found = Gazetteer()
    for form, label, name in (("华为", "Vendor", "华为"), ("华为云", "Vendor", "华为云"), ("AQ", "Model", "AQ")):
        found.add(form, label, name)
    return found


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("华为云与华为", ["华为云", "华为"]),
        ("蚂蚁AQ发布，FAQ、AQI不是", ["AQ"]),
        ("aq上线", ["aq"]),
        ("", []),
        ("华", []),
    ],
)
def test_longest_match_of_whole_words(text, forms):
    assert [text[m.start : m.end] for m in small().matches(text)] == forms


def test_the_shipped_registry_knows_names_and_what_is_risky():
    found = {(m.name, m.label): m for m in registry().matches("瑞金医院接入DeepSeek，协和医院也在列")}
    assert ("上海交通大学医学院附属瑞金医院", "Hospital") in found
    assert {("DeepSeek", "Model"), ("深度求索", "Vendor")} <= set(found)  # one form, two things
    assert any(m.risky for m in found.values())
