"""Lists whose number is told beside them."""

import itertools

import pytest

from extract.relations.counted import rows_of_counted
from tests.extract.relations.test_lists import pairs

NAMES = {"云鹊科技": "V", "北濠医院": "H", "岭海大学": "I", "丁基金": "I"}
THREE = set(itertools.combinations(("云鹊科技", "北濠医院", "岭海大学"), 2))


@pytest.mark.parametrize(
    "text",
    [
        "云鹊科技与北濠医院、岭海大学签署三方协议。",
        "云鹊科技、北濠医院、岭海大学三方在岭海启动共建计划。",
        "云鹊科技、北濠医院和岭海大学在岭海签了字，三方将联合研制模型。",
        "云鹊科技、北濠医院与岭海大学三家共建的实验室揭牌。",
        "8月1日，三方在岭海签字：云鹊科技、北濠医院、岭海大学。",
        "协议三方分别为云鹊科技、北濠医院和岭海大学。",
        "做它的有三家：云鹊科技、北濠医院和岭海大学。",
        "课题由三家单位合办：云鹊科技、北濠医院、岭海大学。",
        "云鹊科技、北濠医院、岭海大学三方代表出席签约仪式。",
    ],
)
def test_as_many_as_are_told_agree(text):
    assert {tuple(sorted(p)) for p in pairs(rows_of_counted, text, NAMES)} == {tuple(sorted(p)) for p in THREE}


@pytest.mark.parametrize(
    "text",
    [
        "云鹊科技、北濠医院、岭海大学签署四方协议。",  # one is missing
        "云鹊科技、北濠医院签署两方协议。",
        "云鹊科技、北濠医院、岭海大学三方否认签过协议。",
        "云鹊科技、北濠医院、岭海大学三方都没有签协议。",
        "云鹊科技、北濠医院、岭海大学三方尚未签约。",
        "云鹊科技、北濠医院、岭海大学三方各自推出模型，并无合作。",
        "云鹊科技、北濠医院、岭海大学三方代表参加了论坛，谈到合作前景。",
        "云鹊科技、北濠医院、岭海大学三方竞标，最后丁基金签约。",
        "云鹊科技、北濠医院、岭海大学委托第三方检测，签了协议。",
        "云鹊科技与北濠医院、岭海大学签署募集资金三方监管协议。",
        "云鹊科技与北濠医院、岭海大学签订三方股权转让协议。",
        "云鹊科技、北濠医院、岭海大学三方联合投资了一家新公司。",
        "云鹊科技、北濠医院、岭海大学三家各自共建了实验室。",
        "云鹊科技、北濠医院、岭海大学三家单位一同亮相。",
        "首批合作伙伴共三家：云鹊科技、北濠医院、岭海大学。",
        "三家放在一起看：云鹊科技、北濠医院、岭海大学。",
        "网传云鹊科技、北濠医院、岭海大学三方签署协议。",
        "是否由云鹊科技、北濠医院、岭海大学三方共建，尚未确定。",
    ],
)
def test_others_do_not(text):
    assert pairs(rows_of_counted, text, NAMES) == set()
