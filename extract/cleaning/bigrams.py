"""A model of ordinary text: how well one character follows another, from pairs counted in news.

``bigrams.xz`` is made by ``extract/training/bigrams.py``: an LZMA-packed NumPy archive with ``characters`` (code
points), ``single`` (their rarity), ``gaps`` (differences of sorted pair keys) and ``pairs`` (their rarity). A rarity is
-4·log2(p), one byte; a pair's is that of the second character after the first. Digits count as ``0``, Latin letters
as ``a``, traditional characters as their simplified form.
"""

import io
import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

SCALE = 4.0  # rarity units a bit
BACK_OFF = 12  # units (3 bits) that an unseen pair costs beside the rarity of its second character
UNKNOWN = 88  # units (22 bits) for a character that the model does not have


@dataclass(frozen=True, slots=True)
class Bigrams:
    """The model: ``index`` of characters, ``single`` by index, sorted ``keys`` (first · size + second), ``pairs``."""

    index: dict[str, int]
    single: Any
    keys: Any
    pairs: Any


def shape(character: str) -> str:
    """Return the class that digits and Latin letters share, else the character."""
    if character.isascii():
        return "0" if character.isdigit() else "a" if character.isalpha() else character
    return character


@cache
def load() -> Bigrams:
    """Return the shipped model (about 10 ms)."""
    import numpy as np

    packed = files("extract.cleaning").joinpath("bigrams.xz").read_bytes()
    with np.load(io.BytesIO(lzma.decompress(packed))) as data:
        index = {chr(c): i for i, c in enumerate(data["characters"].tolist())}
        return Bigrams(index, data["single"], np.cumsum(data["gaps"], dtype=np.int64), data["pairs"])


def codes(text: str) -> Any:
    """Return the model's index of every character of a text, -1 where it has none."""
    import numpy as np

    places = _places()
    return places[np.minimum(points(text), len(places) - 1)]


def points(text: str) -> Any:
    """Return the code point of every character of a text."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def _places() -> Any:
    """Return the model's index by code point, -1 where it has none, as for the last, which stands for all behind it."""
    import numpy as np

    index = load().index
    found = np.full(max(map(ord, index)) + 2, -1, np.int64)
    found[[ord(c) for c in index]] = list(index.values())
    found[:128] = [index.get(shape(chr(point)), -1) for point in range(128)]
    return found


def rarities(found: Any) -> Any:
    """Return how rare each character is after the one before it, in units; the first for itself."""
    import numpy as np

    model = load()
    alone = np.where(found >= 0, model.single[found].astype(np.int64), UNKNOWN)
    result = alone + BACK_OFF
    if len(found):
        result[0] = alone[0]
        keys = found[:-1] * len(model.index) + found[1:]
        places = np.minimum(np.searchsorted(model.keys, keys), len(model.keys) - 1)
        known = (model.keys[places] == keys) & (found[:-1] >= 0) & (found[1:] >= 0)
        result[1:][known] = model.pairs[places][known]
    return result


def bonds(text: str) -> Any:
    """Return how many bits of mutual information tie each character of a text to the one before it: (characters,).

    0 for the first, beside what is no Chinese character, and for pairs that ordinary text does not have.
    """
    import numpy as np

    model, found = load(), codes(text)
    result = np.zeros(len(found))
    if len(found) > 1:
        keys = found[:-1] * len(model.index) + found[1:]
        places = np.minimum(np.searchsorted(model.keys, keys), len(model.keys) - 1)
        read = points(text)
        han = (read >= ord("一")) & (read <= ord("鿿"))
        known = (model.keys[places] == keys) & han[:-1] & han[1:]
        alone = model.single[found[1:]].astype(np.int64)
        result[1:][known] = (alone - model.pairs[places])[known] / SCALE
    return result


def rarity(before: str, character: str) -> int:
    """Return how rare one character is after another, in units."""
    return int(_rarity(shape(before), shape(character)))


@cache
def _pairs() -> dict[int, int]:
    model = load()
    return dict(zip(model.keys.tolist(), model.pairs.tolist(), strict=True))


@lru_cache(1 << 18)
def _rarity(before: str, character: str) -> int:
    model = load()
    first, second = model.index.get(before, -1), model.index.get(character, -1)
    if second < 0:
        return UNKNOWN + BACK_OFF
    found = _pairs().get(first * len(model.index) + second) if first >= 0 else None
    return found if found is not None else int(model.single[second]) + BACK_OFF
