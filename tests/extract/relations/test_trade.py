import pytest

from extract.relations.pairs import Place
from extract.relations.trade import near_the_data, values
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
    assert near_the_data(roles, places, frames) == [("dataset", 1), ("seller", 0), ("exchange", 3)]
