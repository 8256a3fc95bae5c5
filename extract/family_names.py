"""Family names before given ones that were found alone."""

from dataclasses import replace

from extract.lexicon import words
from graph.model import Mention

# family names that are words as well: alone before a given name they prove nothing
COMMON = frozenset("和于任向从时由长员为对会师生院家成方万都全计当来关解单应占双强冷古文史华安连经周高江金苏宁海阳林龙")


def with_family_name(mention: Mention, text: str) -> Mention:
    """Return a given name of two characters with the family name before it, where that is no word of the sentence."""
    given, start = mention.text, mention.start
    if len(given) != 2 or given.isascii() or start == 0:
        return mention
    if given[0] in words("surname") and given[0] not in COMMON:
        return mention  # 副院长|孙颖, 该公司|马明
    if given[0] not in words("surname") and text[start - 1] + given[0] in words("double_surname"):
        start -= 1
    elif text[start - 2 : start] in words("double_surname"):
        start -= 2
    elif family(text[start - 1]):
        start -= 1
    return replace(mention, start=start, text=text[start : mention.end])


def family(character: str) -> bool:
    """Tell whether a character is a family name and no word."""
    return character in words("surname") and character not in COMMON
