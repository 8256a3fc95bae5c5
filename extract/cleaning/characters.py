"""Character classes of Chinese text, and passes on single characters: invisible ones, widths, punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from extract.cleaning.aligned import Edit

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
WIDE_MARKS = "，。、；：？！“”‘’「」『』《》〈〉（）【】〔〕…—·％％"
CHINESE = re.compile(f"[{HAN}{WIDE_MARKS}]")
HAN_CHARACTER = re.compile(f"[{HAN}]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]+"
)
SURROGATE = re.compile("[\ud800-\udfff]+")
NEWLINE = re.compile("\r\n?|[\x85\u2028\u2029]")
BLANKS = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " ")
BLANKS |= dict.fromkeys(map(ord, "\u202f\u205f\u3000\t"), " ")
NARROW = dict(zip(",;:!?", "，；：！？", strict=True))
QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
NEXT_TO = 3  # blanks that may stand between a narrow mark and the Chinese character beside it


def invisible(text: str) -> Iterator[Edit]:
    """Drop characters that nobody sees; every end of line becomes a newline, half a surrogate pair a sign of loss."""
    for match in SURROGATE.finditer(text):
        yield Edit(match.start(), match.end(), "\ufffd" * len(match[0]))
    for match in INVISIBLE.finditer(text):
        yield Edit(match.start(), match.end(), "")
    for match in NEWLINE.finditer(text):
        yield Edit(match.start(), match.end(), "\n")


@cache
def plain_form(character: str) -> str:
    """Return the plain form of a compatibility character, else the character: Ａ → A, ⼀ → 一, 𝐀 → A."""
    kind = unicodedata.category(character)
    if kind not in ("Lu", "Ll", "Lo", "So", "Nd") or unicodedata.decomposition(character).startswith(
        ("<circle", "<sup")
    ):
        return character
    new = unicodedata.normalize("NFKC", character)
    return new if len(new) == 1 else character


def widths(text: str) -> str:
    """Make full-width letters and digits narrow, blanks a space, compatibility ideographs plain; length is kept."""
    odd = {c for c in set(text) if ord(c) > 0x7F}
    table: dict[int, str] = {ord(c): n for c in odd if (n := plain_form(c)) != c}
    return text.translate(table | BLANKS).translate(QUOTES)


def beside(text: str, at: int, step: int) -> str:
    """Return the next character in a direction that is no blank; at most ``NEXT_TO`` blanks are passed."""
    for place in range(at + step, at + step * (NEXT_TO + 2), step):
        if not 0 <= place < len(text) or text[place] == "\n":
            return ""
        if text[place] != " ":
            return text[place]
    return ""


def chinese(character: str) -> bool:
    """Tell whether a character is Chinese, a mark included."""
    return bool(character) and CHINESE.match(character) is not None


def narrow_marks(text: str) -> Iterator[Edit]:
    """Widen scraped narrow marks beside Chinese characters: ``,`` → ``，``."""
    for match in re.finditer("[,;:!?]", text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if (before.isdigit() and after.isdigit()) or (match[0] == ":" and after == "/"):
            continue
        if chinese(beside(text, at, -1)) or chinese(beside(text, at, 1)):
            yield Edit(at, at + 1, NARROW[match[0]])


def brackets(text: str) -> Iterator[Edit]:
    """Widen a pair of narrow brackets that has a Chinese character at its edge, inside or outside."""
    stack: list[int] = []
    for match in re.finditer(r"[()（）\n]", text):
        at, mark = match.start(), match[0]
        if mark == "\n":
            stack.clear()
        elif mark in "(（":
            stack = [*stack[-9:], at]
        elif stack:
            start = stack.pop()
            edges = (beside(text, p, s) for p, s in ((start, -1), (start, 1), (at, -1), (at, 1)))
            half = (text[start] == "（") != (mark == "）")
            if half or (mark == ")" and any(chinese(e) for e in edges)):
                yield Edit(start, start + 1, "（")
                yield Edit(at, at + 1, "）")


def straight_quotes(text: str) -> Iterator[Edit]:
    """Make straight quotes of a Chinese line curly, opening and closing in turn, where they come in pairs."""
    for quote, pair in (('"', "“”"), ("'", "‘’")):
        if quote not in text:
            continue
        for line in re.finditer(f"[^\n]*{quote}[^\n]*", text):
            places = [line.start() + m.start() for m in re.finditer(quote, line[0])]
            places = [p for p in places if quote == '"' or not (text[p - 1 : p] + text[p + 1 : p + 2]).isascii()]
            if len(places) % 2 == 0 and HAN_CHARACTER.search(line[0]):
                yield from (Edit(p, p + 1, pair[i % 2]) for i, p in enumerate(places))


def punctuation(text: str) -> Iterator[Edit]:
    """Widen narrow punctuation of Chinese text, quotes included."""
    yield from narrow_marks(text)
    yield from brackets(text)
    yield from straight_quotes(text)
