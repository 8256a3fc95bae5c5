"""Text and Markdown files, with or without YAML front matter."""

import re
from typing import Any

from graph.errors import InputError

FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<front>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
MARKS = re.compile(r"(?m)^(?:#{1,6}[ \t]+|>[ \t]?|[ \t]*[-*_]{3,}[ \t]*$)|\*\*(?=\S)|(?<=\S)\*\*|`")


def split_front(text: str) -> tuple[dict[Any, Any], str]:
    """Return the front matter and the text behind it; a block that is no YAML mapping is text."""
    match = FRONT.match(text)
    if match is None:
        return {}, text
    import yaml

    try:
        front = yaml.safe_load(match["front"])
    except yaml.YAMLError as error:
        raise InputError(f"has a front matter that is no YAML: {' '.join(str(error).split())}") from error
    return (front, text[match.end() :]) if isinstance(front, dict) else ({}, text)


def without_marks(text: str) -> str:
    """Return Markdown without the marks of headings, quotes, rules and bold; links stay for the cleaning."""
    return MARKS.sub("", text)
