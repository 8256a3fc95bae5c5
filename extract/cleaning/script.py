"""Traditional to simplified characters, on the whole text, length kept."""

import re
from functools import cache
from operator import ne
from typing import Any

HONG_KONG = frozenset("衞説綫户裏着麪啓衆羣牀")
TAIWAN = frozenset("裡著群床眾啟線峰")
SHARED = 0.04  # share of characters that change from which on a text counts as traditional; simplified ones had < 0.01
ONLY_IN_CONTEXT = frozenset(
    "乾著瞭於餘夥徵覆藉摺甦睪麼"
)  # also simplified characters or surnames: stay in simplified text
LEFT = str.maketrans("妳牠衞説祂箇姪閤", "你它卫说他个侄合")
STAYS = "名作称稱者述书書录錄有论論重"  # 著 + these
BEFORE = frozenset("显顯卓土昭专專原编編论論译譯遗遺拙合巨名共新所旧舊撰执執史")  # these + 著
HAN = re.compile("[一-鿿]")
ZHE = re.compile(f"(?<=(.))著(?!([{STAYS}]))")


@cache
def converter(variant: str) -> Any:
    """Return OpenCC's converter: t2s, tw2s or hk2s."""
    from opencc import OpenCC

    return OpenCC(variant)


def variant_of(text: str) -> str:
    """Return which of OpenCC's tables a traditional text wants: tw2s, hk2s or t2s."""
    hong_kong = sum(text.count(c) for c in HONG_KONG)
    taiwan = sum(text.count(c) for c in TAIWAN)
    if hong_kong > taiwan:
        return "hk2s"
    return "tw2s" if taiwan else "t2s"


def rest(text: str) -> str:
    """Convert what OpenCC leaves: 關注著 → 关注着 (著名 stays), 妳, 説, 甚麼."""
    text = text.translate(LEFT).replace("甚么", "什么")
    return ZHE.sub(lambda m: "著" if m[1] in BEFORE or m[1] == "\n" else "着", text)


def convert(text: str, variant: str) -> str:
    """Convert traditional text; where the table changed the length, the text stays as it was."""
    new = rest(converter(variant).convert(text))
    return new if len(new) == len(text) else text


def simplified(text: str) -> str:
    """Return the text in simplified characters; in simplified text only single unambiguous ones change."""
    plain = converter("t2s").convert(text)
    if plain == text:
        return text
    if len(plain) != len(text):
        return text
    kept = "".join(a if a in ONLY_IN_CONTEXT else b for a, b in zip(text, plain, strict=True))
    changed = sum(map(ne, text, kept))
    if changed >= SHARED * len(HAN.findall(text)):
        return convert(text, variant_of(text))
    return kept
