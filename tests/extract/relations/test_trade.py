import pytest

from extract.relations.trade import values


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
