"""When two names are written alike: folding, pinyin, and the parts that names of one label are made of."""

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

PARTS = re.compile(r"[\u3007\u3400-\u9fff]+|[a-z0-9]+")
LONGEST_PHRASE = 6
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


def is_edition(name: str, of: str) -> bool:
    """Tell whether a name is another's with a version behind it (DeepSeek-R1, 文心4.0)."""
    whole, bare = fold(name), fold(of)
    return whole.startswith(bare) and re.match(r"[rv]?\d", whole[len(bare) :]) is not None


def pinyin(name: str) -> str:
    """Return a name in pinyin without tones and blanks, Latin parts in lower case: 瑞金医院 → ruijinyiyuan."""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """Return the first letters of the pinyin, Latin parts whole: 瑞金医院 → rjyy."""
    return "".join(s if latin else s[:1] for s, latin in spelled(name))


def syllables(name: str) -> list[str]:
    """Return the syllables and Latin words of a name, lower case."""
    return [s for s, _ in spelled(name)]


@lru_cache(maxsize=1 << 17)
def spelled(name: str) -> tuple[tuple[str, bool], ...]:
    """Return syllables (False) and other words (True) of a name in turn.

    Phrases of the pypinyin dictionary are read as they stand there, the longest first (重庆, 长沙), other characters by
    their first reading; pypinyin itself would do the same at thirty times the cost.
    """
    found: list[tuple[str, bool]] = []
    text = unicodedata.normalize("NFKC", simplified(name)).lower()
    for part in PARTS.findall(text):
        found += [(s, False) for s in readings(part)] if part > "z" else [(part, True)]
    return tuple(found)


def readings(text: str) -> list[str]:
    """Return the syllables of Chinese characters, without tones."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    found: list[str] = []
    i = 0
    while i < len(text):
        for length in range(min(LONGEST_PHRASE, len(text) - i), 1, -1):
            phrase = PHRASES_DICT.get(text[i : i + length])
            if phrase is not None and len(phrase) == length:
                found += [toneless(syllable[0]) for syllable in phrase]
                i += length
                break
        else:
            found += [toneless(PINYIN_DICT[ord(text[i])].split(",")[0])] if ord(text[i]) in PINYIN_DICT else []
            i += 1
    return found


@cache
def toneless(syllable: str) -> str:
    """Return a syllable without its tone, ü as v."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ǖ", "v").replace("ǘ", "v"))
    parts = parts.replace("u\u0308", "v")
    return "".join(c for c in parts if "a" <= c <= "z")


def hashed(*parts: str) -> str:
    """Return twelve hex digits that stand for these parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters alone."""
    return bool(LATIN.search(name)) and not HAN.search(name)
