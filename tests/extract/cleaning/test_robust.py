"""Damage of every kind is undone, mutants do not crash, time grows with the length."""

import time
from pathlib import Path

import pytest

from extract.cleaning import clean
from extract.cleaning.injectors import DAMAGES, damaged, mutated

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"
TEXT = (
    "云湖市人民医院上线门诊病历系统\n"
    "3月2日，云湖市人民医院宣布，门诊病历系统“禾语”正式上线。系统由禾川科技研发，以DeepSeek为底座，医生可以用语音录入病历。\n"
    "信息科主任陆以宁表示，系统先在内科试用，三个月后推广到全院。医院还将与禾川科技共建联合实验室，双方签署了三年的合作协议。\n"
    "禾川科技创始人程砚秋介绍，公司已经服务二十家医院。下一步，公司计划与东陵大学合作，推出面向乡镇卫生院的版本。"
)
NAMES = ("云湖市人民医院", "禾语", "禾川科技", "DeepSeek", "陆以宁", "程砚秋", "东陵大学")


@pytest.mark.parametrize("kind", [k for k in DAMAGES if k != "lost bytes"])
@pytest.mark.parametrize("seed", range(3))
def test_names_come_back_whole(kind: str, seed: int) -> None:
    sound, found = clean(TEXT).text, clean(damaged(TEXT, kind, seed=seed)).text
    assert [found.count(name) for name in NAMES] == [sound.count(name) for name in NAMES]


def test_most_lost_bytes_are_found() -> None:
    kept = [name in clean(damaged(TEXT, "lost bytes", seed=seed)).text for seed in range(20) for name in NAMES]
    assert sum(kept) >= 0.95 * len(kept)


def test_the_same_seed_does_the_same_damage() -> None:
    assert damaged(TEXT, seed=7) == damaged(TEXT, seed=7) != damaged(TEXT, seed=8)


def test_mutants_do_not_crash_and_keep_their_places() -> None:
    for seed in range(500):
        text = mutated(TEXT[seed % 40 : 70 + seed % 90], seed)
        found = clean(text)
        assert len(found.text) == len(found.starts) == len(found.ends)
        assert all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
        found.text.encode("utf-8")


def test_time_grows_with_the_length() -> None:
    clean(TEXT)
    spent = []
    for times in (200, 800):
        begun = time.process_time()
        clean("\n".join(TEXT for _ in range(times)))
        spent.append(time.process_time() - begun)
    assert spent[1] < 8 * spent[0] + 1
    assert spent[1] < 8
