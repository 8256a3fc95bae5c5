import pytest

from benchmarks.peers import gazetteer, joined, together, typed, with_grammar
from benchmarks.suffixes import found, label_of, outermost
from benchmarks.tagging import spans


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("桃江县中医医院", "Hospital"),
        ("花桥镇卫生院", "Hospital"),
        ("国家卫生健康委员会", "Institution"),
        ("浙江大学", "Institution"),
        ("溪岸智能科技有限公司", "Vendor"),
        ("医渡科技", "Vendor"),
        ("灵医大模型", "Model"),
        ("百川", "Vendor"),
    ],
)
def test_the_end_of_a_name_tells_its_label(name: str, label: str) -> None:
    assert label_of(name) == label


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("昨日，桃江县中医医院与溪岸科技签约。", ["桃江县中医医院", "溪岸科技"]),
        ("在医院，公司说", []),
        ("由浙江省生物医学工程学会支持", ["浙江省生物医学工程学会"]),
    ],
)
def test_the_grammar_finds_names_by_their_ends(text: str, names: list[str]) -> None:
    assert [text[s:e] for s, e, _ in outermost(list(found(text)))] == names


def test_outermost_keeps_the_longest() -> None:
    assert outermost([(2, 4, "A"), (0, 5, "B"), (5, 7, "C")]) == [(0, 5, "B"), (5, 7, "C")]


def test_bio_tags_become_names() -> None:
    words, tags = ["李明", "在", "桃江", "医院", "中医", "院"], ["B-PER", "O", "I-ORG", "I-ORG", "B-ORG", "I-LOC"]
    assert spans(words, tags) == [("李明", "PER"), ("桃江医院", "ORG"), ("中医", "ORG"), ("院", "LOC")]


def test_taggers_labels_become_ours() -> None:
    assert typed([("李明", "PER"), ("北京", "LOC"), ("桃江县中医医院", "ORG"), ("讯飞医疗", "ORG"), ("院", "ORG")]) == [
        ("李明", "Person"),
        ("桃江县中医医院", "Hospital"),
        ("讯飞医疗", "Vendor"),
    ]


def test_short_forms_join_the_longer_name_of_their_label() -> None:
    got = joined([("瑞金医院", "Hospital"), ("上海瑞金医院", "Hospital"), ("瑞金", "Vendor"), ("瑞金", "Vendor")])
    assert [(e["name"], e["aliases"]) for e in got] == [("上海瑞金医院", ["瑞金医院"]), ("瑞金", [])]


def test_names_in_one_sentence_are_related_by_their_labels() -> None:
    text = "甲公司与乙医院签约。丙模型上线。李明任乙医院院长。甲公司推出丙模型。"
    names = joined([("甲公司", "Vendor"), ("乙医院", "Hospital"), ("丙模型", "Model"), ("李明", "Person")])
    by_id = {e["id"]: e["name"] for e in names}
    assert {(by_id[r["head"]], r["type"], by_id[r["tail"]]) for r in together(text, names)} == {
        ("甲公司", "PARTNERS_WITH", "乙医院"),
        ("李明", "AFFILIATED_WITH", "乙医院"),
        ("甲公司", "DEVELOPED", "丙模型"),
    }


def test_the_grammar_adds_to_the_registry() -> None:
    text = "华为与桐岭县中医医院签约"
    assert gazetteer(text) == [("华为", "Vendor")]
    assert with_grammar(text) == [("华为", "Vendor"), ("桐岭县中医医院", "Hospital")]
