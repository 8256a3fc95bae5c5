"""When two names are written alike: folding, pinyin, and the parts that names of one label are made of."""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
IGNORED = re.compile(r"[\s·•‧・\-‐–—_.,，、'’`\"“”‘《》「」『』()（）\[\]【】:：/®™]+")


@cache
def converter() -> Any:
    """Return the converter from traditional to simplified characters, made once."""
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=1 << 18)
def simplified(text: str) -> str:
    """Return the text in simplified characters."""
    return str(converter().convert(text)) if HAN.search(text) else text


@lru_cache(maxsize=1 << 18)
def fold(name: str) -> str:
    """Return the form by which names are equal: simplified, half width, lower case, without blanks and punctuation."""
    return IGNORED.sub("", simplified(unicodedata.normalize("NFKC", name)).lower())


@lru_cache(maxsize=1 << 17)
def pinyin(name: str) -> str:
    """Return a name in pinyin without tones and blanks, Latin parts in lower case: 瑞金医院 → ruijinyiyuan."""
    return "".join(syllables(name))


@lru_cache(maxsize=1 << 17)
def initials(name: str) -> str:
    """Return the first letters of the pinyin, Latin parts whole: 瑞金医院 → rjyy."""
    return "".join(s if latin else s[:1] for s, latin in spelled(name))


def syllables(name: str) -> list[str]:
    """Return the syllables and Latin words of a name, lower case."""
    return [s for s, _ in spelled(name)]


def spelled(name: str) -> list[tuple[str, bool]]:
    """Return syllables (False) and other words (True) of a name in turn."""
    from pypinyin import Style, pinyin

    found: list[tuple[str, bool]] = []
    text = unicodedata.normalize("NFKC", simplified(name)).lower()
    for part in re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", text):
        if HAN.match(part):
            found += [(s[0], False) for s in pinyin(part, style=Style.NORMAL, errors="ignore")]
        else:
            found.append((part, True))
    return found


def hashed(*parts: str) -> str:
    """Return twelve hex digits that stand for these parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters alone."""
    return bool(LATIN.search(name)) and not HAN.search(name)
