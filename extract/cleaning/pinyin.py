"""Pinyin in brackets after a character, 醫(yī)療(liáo) or 醫(yi), where it is a reading of that character."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from extract.cleaning.aligned import Edit
from extract.cleaning.characters import HAN

SYLLABLE = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɑɡêê̄"
GLOSS = re.compile(f"(?P<of>[{HAN}])(?P<gloss> ?[(（] ?(?P<said>[{SYLLABLE}]{{1,8}}) ?[)）])")
TONES = frozenset("\u0300\u0301\u0304\u030c")
LOOKALIKES = str.maketrans("ɑɡv", "agü")


def toneless(syllable: str) -> str:
    """Return a syllable without its tone mark; ü stays."""
    parts = unicodedata.normalize("NFD", syllable.translate(LOOKALIKES))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))


@cache
def readings(character: str) -> frozenset[str]:
    """Return every reading of a character, without tones."""
    from pypinyin.pinyin_dict import pinyin_dict

    return frozenset(toneless(said) for said in pinyin_dict.get(ord(character), "").split(",") if said)


def is_reading(said: str, character: str) -> bool:
    """Tell whether a syllable, with or without tone, is a reading of the character."""
    plain = toneless(said)
    return plain in readings(character) or plain.replace("u", "ü") in readings(character)


def glosses(text: str) -> Iterator[Edit]:
    """Drop bracketed pinyin that says how the character before it is read."""
    for match in GLOSS.finditer(text):
        if is_reading(match["said"], match["of"]):
            yield Edit(match.start("gloss"), match.end("gloss"), "")
