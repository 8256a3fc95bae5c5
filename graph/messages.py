"""What commands say, in Chinese or English. Each room keeps its texts in its own ``messages.toml``."""

import locale
import os
import tomllib
from functools import cache
from importlib.resources import files

from graph.errors import InputError
from graph.settings import settings

LANGUAGES = ("zh", "en")


def say(key: str, /, **values: object) -> str:
    """Return the text ``room.name`` in the user's language with ``values`` filled in."""
    room, name = key.split(".", 1)
    return texts(room)[name][language()].format(**values)


@cache
def texts(room: str) -> dict[str, dict[str, str]]:
    """Return the texts of a room: name → {zh, en}."""
    return tomllib.loads(files(room).joinpath("messages.toml").read_text(encoding="utf-8"))


def language() -> str:
    """Return ``zh`` or ``en``: what ``YIMAI_LANG`` or ``yimai.toml`` says, else the locale. Raises InputError."""
    wanted = os.environ.get("YIMAI_LANG") or settings().lang
    if wanted in LANGUAGES:
        return wanted
    if wanted != "auto":
        raise InputError(f"lang = {wanted!r} is no language of yimai; it may be zh, en or auto")
    return "zh" if local_name().lower().startswith(("zh", "chinese")) else "en"


def local_name() -> str:
    """Return the name of the user's locale, as zh_CN or Chinese (Simplified)_China."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""
