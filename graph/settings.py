"""Settings: ``YIMAI_*`` in the environment over ``yimai.toml`` in the current folder over the defaults."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from graph.errors import InputError

FILE = "yimai.toml"
PREFIX = "YIMAI_"
TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set; ``YIMAI_MIN_CONFIDENCE`` in the environment is ``min_confidence`` here and in the file."""

    workspace: str = "yimai-workspace"
    lang: str = "auto"  # zh, en, or auto: as the locale says
    store: str = ""  # the URL of a store; empty is the embedded one of the workspace
    min_confidence: float = 0.0
    fast: bool = False  # the small network reads
    limit_bytes: int = 5_000_000  # larger files, and longer lines of JSON lines, are skipped with a message
    workers: int = 0  # processes that read; 0 is as many as it pays
    threads: int = 0  # threads of the network in one process; 0 is all


def settings(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that hold here and now. Raises InputError for an unknown key or a value of another type."""
    env = os.environ if environment is None else environment
    file = (folder or Path()) / FILE
    given: dict[str, object] = {**from_file(file)}
    sources = dict.fromkeys(given, str(file))
    for field in fields(Settings):
        name = PREFIX + field.name.upper()
        if env.get(name):
            given[field.name], sources[field.name] = env[name], name
    defaults = Settings()
    return Settings(**{k: typed(k, v, getattr(defaults, k), sources[k]) for k, v in given.items()})  # type: ignore[arg-type]


def from_file(file: Path) -> dict[str, object]:
    """Return what the file sets, empty where there is none. Raises InputError."""
    if not file.is_file():
        return {}
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{file} cannot be read: {error}") from error
    known = [f.name for f in fields(Settings)]
    if unknown := sorted(given.keys() - set(known)):
        raise InputError(f"{file} sets {', '.join(unknown)}, which nothing reads; it may set {', '.join(known)}")
    return given


def typed(name: str, value: object, default: object, source: str) -> object:
    """Return a value in the type of its default. Raises InputError."""
    kind = type(default)
    if kind is bool:
        if str(value).lower() in TRUTHS:
            return TRUTHS[str(value).lower()]
        raise InputError(f"{source}: {name} = {value!r} is not true or false")
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        return kind(value)  # type: ignore[call-arg]
    except ValueError:
        wanted = {str: "a text", float: "a number", int: "a whole number"}[kind]
        raise InputError(f"{source}: {name} = {value!r} is not {wanted}") from None
