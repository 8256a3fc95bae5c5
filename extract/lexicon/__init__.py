"""Word lists as data, by group: ``words("legal")``."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Return all groups, longest words first."""
    raw = tomllib.loads(files("extract").joinpath("lexicon/words.toml").read_text(encoding="utf-8"))
    return {name: tuple(sorted(words, key=lambda w: (-len(w), w))) for name, words in raw.items()}


def words(group: str) -> tuple[str, ...]:
    """Return the words of one group, longest first."""
    return groups()[group]
