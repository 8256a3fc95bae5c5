"""All passes in their order: ``clean(given)``."""

from extract.cleaning.aligned import CleanText, aligned, run, same_length
from extract.cleaning.characters import invisible, punctuation, widths
from extract.cleaning.furniture import furniture
from extract.cleaning.lost_bytes import byte_repairs
from extract.cleaning.markup import entities, markdown, tags
from extract.cleaning.numbering import paragraph_numbers
from extract.cleaning.pinyin import glosses
from extract.cleaning.script import simplified
from extract.cleaning.wraps import wraps

REPAIRS = (
    invisible,
    wraps,  # before anything makes lines longer or shorter
    entities,
    tags,
    markdown,
    byte_repairs,
    tags,
    glosses,
    same_length(widths),
    glosses,  # whose letters were wide
    punctuation,
    paragraph_numbers,
    same_length(simplified),
)
PASSES = (*REPAIRS, furniture)


def clean(given: str) -> CleanText:
    """Return the text of an article cleaned, every character with its place in the article as given."""
    return run(aligned(given), PASSES)


def readable(text: CleanText, start: int, end: int) -> str:
    """Return a stretch of clean text for people: on one line, without double blanks."""
    return " ".join(text.text[start:end].split())
