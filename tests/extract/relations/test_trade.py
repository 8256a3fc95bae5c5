from collections import Counter

import numpy
import pytest

from extract.classes import ROLES
from extract.relations.decide import Link
from extract.relations.pairs import Place, Scored
from extract.relations.scope import Layout
from extract.relations.trade import deals, near_the_data, values
from extract.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "数据集完成登记并成交，价格6.5万元，含2550条",
            {"stage": "completed", "price": 65000.0, "currency": "CNY", "records": 2550},
        ),
        ("数据集在交易所挂牌", {"stage": "listed"}),
        ("取得数据资产登记证书，收录12.6万例", {"stage": "registered", "records": 126000}),
        ("拨款300万元建设机房", {}),
        ("2016年至2023年间采集的影像在交易所挂牌", {"stage": "listed"}),
        ("2024年9月挂牌，影像为2023年以来采集", {"stage": "listed", "date": "2024-09"}),
        ("数据集挂牌，买方的算法须进入沙箱", {"stage": "listed"}),
        ("数据集挂牌后，买方为云鹊科技", {"stage": "completed"}),
    ],
)
def test_values(text, expected):
    assert values(text) == expected


def test_a_party_that_shares_a_sentence_with_the_data_goes_before_one_that_does_not():
    text = "甲医院的数据集成交。乙医院的另一数据集挂牌。北数所说。"
    frames = sentences(text)
    places = [
        Place(text.index(name), text.index(name) + len(name), n, label)
        for n, (name, label) in enumerate(
            [("甲医院", "Hospital"), ("数据集", "Dataset"), ("乙医院", "Hospital"), ("北数所", "Institution")]
        )
    ]
    roles = [("dataset", 1), ("seller", 0), ("seller", 2), ("exchange", 3)]
    assert near_the_data(roles, Counter(r for r, _ in roles), Layout(text, frames, places, [1])) == [
        ("dataset", 1),
        ("seller", 0),
        ("exchange", 3),
    ]


def test_an_exchange_of_another_deal_in_another_paragraph_is_not_this_deals():
    text = "甲所做成第一笔，卖的是影像集。\n5月，某医院上架波形集。\n6月，乙所挂出二十种。"
    names = [("影像集", "Dataset"), ("波形集", "Dataset"), ("甲所", "Institution"), ("乙所", "Institution")]
    places = [Place(text.index(n), text.index(n) + len(n), k, label) for k, (n, label) in enumerate(names)]
    roles = [("dataset", 1), ("exchange", 2), ("exchange", 3)]
    layout = Layout(text, sentences(text), places, [0, 1])
    assert near_the_data(roles, {"exchange": 2}, layout) == [("dataset", 1), ("exchange", 3)]
    alone = [("dataset", 1), ("exchange", 2)]
    assert near_the_data(alone, {"exchange": 1}, layout) == alone  # the article's only exchange
    together = text.replace("\n5月", "5月")  # in one paragraph the exchange may carry on
    places = [Place(together.index(n), together.index(n) + len(n), k, label) for k, (n, label) in enumerate(names)]
    layout = Layout(together, sentences(together), places, [0, 1])
    assert near_the_data(alone, {"exchange": 2}, layout) == alone


TWO = "3月2日，甲医院的骨折影像集在北数所登记。4日以6万元卖给云鹊，含1,200例。乙医院的心电波形集同日挂牌，标价三十八万八千元，至今无人问津。"


def told_of(text, names, published="2025-03-10"):
    """Return {data set: values} of an article whose data sets are ``names``, each with one seller."""
    labels = [label for _ in names for label in ("Hospital", "Dataset")]
    places, roles = [], []
    for n, (seller, data) in enumerate(names):
        for k, name in enumerate((seller, data)):
            places.append(Place(text.index(name), text.index(name) + len(name), 2 * n + k, labels[2 * n + k]))
        roles += [[0.9 if r == "seller" else 0 for r in ROLES], [0.0] * len(ROLES)]
    count = len(labels)
    score = Scored(0, len(text), tuple(range(count)), numpy.zeros((count, count, 1), numpy.float32), numpy.array(roles))
    links = [Link("SAME_DEAL", 2 * n, 2 * n + 1, 0.9, 0, len(text), None, None, False) for n in range(len(names))]
    found = deals(links, [score], labels, places, sentences(text), text, published)
    return {names[n][1]: deal.values for n, deal in enumerate(found)}


def test_who_is_named_only_behind_a_deal_with_other_data_sells_those_alone():
    text = "一份报告集成交。\n5月，甲医院上架波形集。"
    names = [("报告集", "Dataset"), ("波形集", "Dataset"), ("甲医院", "Hospital")]
    places = [Place(text.index(n), text.index(n) + len(n), k, label) for k, (n, label) in enumerate(names)]
    layout = Layout(text, sentences(text), places, [0, 1])
    assert near_the_data([("dataset", 0), ("seller", 2)], {"seller": 1}, layout) == [("dataset", 0)]
    said = text.replace("5月，甲医院", "这笔交易的卖方是甲医院，它")
    its = [Place(said.index(n), said.index(n) + len(n), k, label) for k, (n, label) in enumerate(names)]
    kept = [("dataset", 0), ("seller", 2)]
    assert near_the_data(kept, {"seller": 1}, Layout(said, sentences(said), its, [0, 1])) == kept
    first = Layout(
        "甲医院上架波形集。\n一份报告集成交。",
        sentences("甲医院上架波形集。\n一份报告集成交。"),
        [Place(0, 3, 2, "Hospital"), Place(5, 8, 1, "Dataset"), Place(12, 15, 0, "Dataset")],
        [0, 1],
    )
    carried = [("dataset", 0), ("seller", 2)]
    assert near_the_data(carried, {"seller": 1}, first) == carried  # the article's only seller goes on selling


def test_values_of_deals_told_one_after_the_other_are_kept_apart():
    found = told_of(TWO, [("甲医院", "骨折影像集"), ("乙医院", "心电波形集")])
    assert found["骨折影像集"] == {
        "stage": "completed",
        "price": 60000.0,
        "currency": "CNY",
        "records": 1200,
        "date": "2025-03-02",
    }
    assert found["心电波形集"] == {"stage": "listed", "price": 388000.0, "currency": "CNY", "date": "2025-03-02"}


def test_values_of_deals_told_in_one_sentence_are_kept_apart():
    text = "去年五月，甲医院的骨折影像集以6万元成交，乙医院的心电波形集以9万元成交。"
    found = told_of(text, [("甲医院", "骨折影像集"), ("乙医院", "心电波形集")])
    assert [v["price"] for v in found.values()] == [60000.0, 90000.0]
    assert [v["date"] for v in found.values()] == ["2024-05", "2024-05"]


@pytest.mark.parametrize("text", ["数据集尚未成交", "数据集拟于近期售出", "双方仍在洽谈购买事宜"])
def test_what_is_not_sold_is_not_completed(text):
    assert values(text).get("stage") != "completed"
