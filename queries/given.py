"""Parameters of a saved question as the command line gives them: by name, or in their order."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from queries.catalogue import Question


def given_parameters(pairs: list[str] | None) -> dict[str, str]:
    """Return NAME=VALUE pairs as a dict. Raises InputError."""
    found = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise InputError(f"--param {pair!r} is not NAME=VALUE, for example --param organisation=华为")
        found[name.strip()] = value
    return found


def placed(asked: "Question", values: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return values without a name as the parameters not named, the required ones first. Raises InputError."""
    free = [p.name for p in sorted(asked.parameters, key=lambda p: not p.required) if p.name not in named]
    if len(values) > len(free):
        takes = ", ".join(p.name for p in asked.parameters) or "no parameters"
        raise InputError(f"{values[len(free)]!r} is one value too many: {asked.name} takes {takes}")
    return dict(zip(free, values, strict=False))


def worded(asked: "Question", words: Sequence[str]) -> dict[str, str]:
    """Return parameters that stand by name and in order in one line. Raises InputError."""
    named = given_parameters([word for word in words if "=" in word])
    return {**placed(asked, [word for word in words if "=" not in word], named), **named}
