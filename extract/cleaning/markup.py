"""Markup that a scrape left in the text: HTML tags and entities (also inside a name), Markdown links and pictures."""

import re
from collections.abc import Iterator
from html import unescape

from extract.cleaning.aligned import Edit
from extract.cleaning.characters import HAN_CHARACTER

INLINE = "a abbr acronym b big center cite code del em font i img ins kbd label mark nobr o:p q s samp small span strike strong sub sup tt u wbr"
BLOCK = (
    "address article aside audio blockquote body br button canvas caption col colgroup dd details div dl dt embed "
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe input legend "
    "li link main map meta nav noscript object ol optgroup option p param picture pre script section select source "
    "style summary svg table tbody td textarea tfoot th thead time title tr track ul video"
)
NAMES = "|".join(sorted((INLINE + " " + BLOCK).split(), key=len, reverse=True))
BLOCKS = frozenset(BLOCK.split())
HIDDEN = r"<!--.{0,5000}?-->|<(script|style)\b[^<>]{0,500}>.{0,20000}?</\1\s*>|<!doctype[^<>\n]{0,200}>"
TAG = rf"</?(?P<name>{NAMES})(?:\s[^<>\n]{{0,500}})?\s*/?>"
BROKEN = rf"(?:(?<=[\s。！？!?”」])|(?<=^))/(?:{NAMES})>"
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp\b")
MARKDOWN = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,100})\]\([^()\s]{0,500}\)|(?<!!)\[(?P<text>[^\[\]\n]{1,200})\]\((?:https?://|/)[^()\s]{0,500}\)"
)
ANY_TAG = re.compile(f"{HIDDEN}|{TAG}|{BROKEN}", re.IGNORECASE | re.DOTALL)


def tags(text: str) -> Iterator[Edit]:
    """Drop tags; one that ends a block leaves a newline where none stands."""
    if "<" not in text and ">" not in text:
        return
    for match in ANY_TAG.finditer(text):
        start, end = match.span()
        block = (match["name"] or "").lower() in BLOCKS
        alone = "\n" in text[start - 1 : start] + text[end : end + 1] or start == 0 or end == len(text)
        yield Edit(start, end, "\n" if block and not alone else "")


def between_han(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch stands between two Chinese characters."""
    return bool(HAN_CHARACTER.match(text[start - 1 : start]) and HAN_CHARACTER.match(text[end : end + 1]))


def entities(text: str) -> Iterator[Edit]:
    """Replace entities by what they stand for; a blank between two Chinese characters goes."""
    for match in ENTITY.finditer(text):
        new = unescape(match[0] if match[0].endswith(";") else match[0] + ";")
        if new == match[0]:
            continue
        if new.isspace() and between_han(text, *match.span()):
            new = ""
        yield Edit(match.start(), match.end(), new)


def markdown(text: str) -> Iterator[Edit]:
    """Drop Markdown pictures; of a link its text stays."""
    for match in MARKDOWN.finditer(text):
        if match["text"] is None:
            yield Edit(match.start(), match.end(), "")
        else:
            yield Edit(match.start(), match.start("text"), "")
            yield Edit(match.end("text"), match.end(), "")
