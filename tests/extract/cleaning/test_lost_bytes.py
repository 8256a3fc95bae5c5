"""Lost bytes: damaged texts are repaired, sound ones stay, noise costs little."""

import time
from pathlib import Path

import pytest

from extract.cleaning.aligned import aligned, run
from extract.cleaning.lost_bytes import DAMAGED, byte_repairs

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"


def repaired(text: str) -> str:
    return run(aligned(text), [byte_repairs]).text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("目前是脫節的?！瓜帙i對記者強調道", "目前是脫節的。」相鵬對記者強調道"),
        ("目前是脫節的?!瓜帙i對記者強調道", "目前是脫節的。」相鵬對記者強調道"),
        ("這種情況並不多見?？梢韵胂？，各地仍在觀望", "這種情況並不多見。可以想像，各地仍在觀望"),
        ("這種情況並不多見??梢韵胂?,各地仍在觀望", "這種情況並不多見。可以想像,各地仍在觀望"),
        ("下一步的方向?qū)⑹俏磥戆l(fā)展的重點", "下一步的方向將是未來發(fā)展的重點"),
        ("系統(tǒng)能夠?qū)崿F(xiàn)自動分診", "系統(tǒng)能夠實現(xiàn)自動分診"),
        ("影響超出我們的預期?，F(xiàn)在每天都有人來問", "影響超出我們的預期。現(xiàn)在每天都有人來問"),
    ],
)
def test_known_damage(given: str, expected: str) -> None:
    assert repaired(given) == expected


def with_lost_byte(text: str, before: str, sign: str) -> str:
    """Lose the first byte of what follows ``before``; the decoder leaves ``sign`` there."""
    at = text.index(before) + len(before)
    data = text[at:].encode("gbk")
    return text[:at] + sign + data[1:].decode("gbk", "replace")


@pytest.mark.parametrize("sign", ["?", "\ufffd"])
@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("医院与企业签署了战略合作协议，双方将共同研发面向基层的AI产品", "签署了"),
        ("该模型由公司与人民医院联合开发，已经在门诊投入使用，DeepSeek提供底座", "该模型由公司"),
        ("據介紹，這套系統由公司與市中心醫院共同研發，AI輔助診斷", "由公司與"),
    ],
)
def test_a_lost_byte_is_found_again(text: str, before: str, sign: str) -> None:
    assert repaired(with_lost_byte(text, before, sign)) == text


@pytest.mark.parametrize(
    "text",
    [
        "医疗大模型真能赋能机构吗?在临床一线应用时面临哪些卡点?",
        "阿依古丽·买买提(化名)问:“真的吗?”",
        "鑫淼焱垚医疗科技有限公司",
        "What? 真的?? 是的!!",
        "????????",
        "",
        "?",
        "plain ascii? yes",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert repaired(text) == text


def test_sound_examples_stay() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]
    sound = [t for t in texts if not any(sign in t for sign in ("?！", "?；", "?？", "?!", "\ufffd"))]
    assert [list(byte_repairs(t)) for t in sound] == [[]] * len(sound)


def test_what_is_gone_stays_and_is_reported() -> None:
    found = run(aligned("三方将分别\ufffd\ufffd挥群体智能的作用"), [byte_repairs])
    assert found.text == found.given
    assert [d.reason for d in found.dropped] == [DAMAGED]


@pytest.mark.parametrize(
    "noise", ["娿" * 5000, "?" * 5000, "?瓜" * 2500, "".join(chr(0x4E00 + i * 7 % 20000) for i in range(5000))]
)
def test_noise_costs_little(noise: str) -> None:
    begun = time.process_time()
    repaired(noise)
    assert time.process_time() - begun < 3
