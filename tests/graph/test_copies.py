import random

from graph.copies import copy_groups, likeness, signature

WORDS = (
    "医院 模型 数据 发布 合作 临床 影像 病理 专家 平台 系统 患者 诊断 北京 上海 企业 研究 应用 智能 中心 技术".split()
)


def article(seed: int, length: int = 300) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(WORDS) + chance.choice("，。的了在和") for _ in range(length))


def test_a_signature_is_the_same_everywhere() -> None:
    assert (
        signature("瑞金医院与华为联合发布病理大模型。").hex()[:16]
        == signature("瑞金医院 与华为联合发布病理大模型").hex()[:16]
    )
    assert len(signature(article(1))) == 256
    assert signature("") == b""


def test_likeness_estimates_the_share_of_text() -> None:
    text = article(1)
    assert likeness(signature(text), signature(text)) == 1.0
    assert likeness(signature(text), signature(text[:1000] + article(2)[1000:])) > 0.3
    assert likeness(signature(text), signature(article(2))) < 0.1
    assert likeness(b"", b"") == 0.0


def test_reprints_are_found_and_news_on_one_subject_is_not() -> None:
    text = article(1)
    texts = {
        "d": text,
        "b": "来源：转载。" + text,
        "c": text[:-60] + "责任编辑：某某",
        "e": article(5),
        "f": text[:300] + article(6),
        "g": "",
        "h": "",
    }
    groups = copy_groups({source: signature(t) for source, t in texts.items()})
    assert groups == {"d": "b", "b": "b", "c": "b", "e": "e", "f": "f", "g": "g", "h": "h"}


def test_a_reprint_in_other_characters_with_traces_of_scraping_is_a_reprint() -> None:
    told = "瑞金医院与华为联合发布病理大模型，覆盖常见癌种，医生可与它问答，并将向更多医院开放。院长表示，数字切片是训练的基础。"
    again = "<p>瑞金醫(yī)院與華為聯合發布病理大模型,覆蓋常見癌種,醫生可與它問答,並將向更多醫院開放。</p>&nbsp;院長表示,數字切片是訓練的基礎。"
    assert likeness(signature(told), signature(again)) > 0.8
