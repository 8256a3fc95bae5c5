import re

import pytest

from extract.relations.pairs import Place
from extract.relations.parts import Part, parts
from extract.relations.trade import as_said

NAMES = {"北濠医院": "Hospital", "云鹊科技": "Vendor", "申浦律所": "Institution", "海陵数据交易所": "Institution"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("卖方北濠医院，买方为云鹊科技。", [("seller", "北濠医院"), ("buyer", "云鹊科技")]),
        ("北濠医院将数据集卖给云鹊科技。", [("seller", "北濠医院"), ("buyer", "云鹊科技")]),
        ("数据集由云鹊科技买下。", [("buyer", "云鹊科技")]),
        ("申浦律所出具了法律意见书。", [("facilitator", "申浦律所")]),
        ("合规审查由申浦律所完成。", [("facilitator", "申浦律所")]),
        ("由云鹊科技居间撮合。", [("facilitator", "云鹊科技")]),
        ("由海陵数据交易所出具评估报告。", []),  # an exchange is no broker
        ("云鹊科技从北濠医院购得数据集。", [("buyer", "云鹊科技")]),
        ("买方云鹊科技终止了交易。", []),
        ("网传数据集由云鹊科技买下，系谣言。", []),
        ("云鹊科技与北濠医院到场。", []),
        ("北濠医院提供高质量数据集。", []),
        ("买方为人工智能服务商云鹊科技。", [("buyer", "云鹊科技")]),
        ("数据由北濠医院清洗脱敏。", []),
        ("北濠医院去年采购了一台CT。", []),
    ],
)
def test_words_beside_a_name_say_its_part(text, expected):
    found = [(m.start(), m.end(), m[0]) for m in re.finditer("|".join(NAMES), text)]
    order = list(dict.fromkeys(name for _, _, name in found))
    places = [Place(s, e, order.index(name), NAMES[name]) for s, e, name in found]
    said = parts(text, places, [NAMES[name] for name in order])
    assert [(p.role, order[p.entity]) for p in said] == expected


def test_nobody_else_sells_where_the_article_says_who_does():
    roles = [("dataset", 0), ("seller", 1), ("seller", 2), ("exchange", 3)]
    assert as_said(roles, [Part("seller", 2, 0)]) == [("dataset", 0), ("seller", 2), ("exchange", 3)]
    assert as_said(roles, [Part("buyer", 1, 0)]) == [("dataset", 0), ("seller", 2), ("buyer", 1), ("exchange", 3)]
    assert as_said(roles, []) == roles
    assert as_said(roles, [Part("facilitator", 1, 0)]) == roles  # who sells is no helper
