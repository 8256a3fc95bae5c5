"""``documents``: paths → Documents, and Skipped for what cannot be read."""

import glob
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from extract.metadata import document, known_fields, text_field
from extract.sources.encoding import decode
from extract.sources.html_ import declared, read_html
from extract.sources.office import read_docx, read_pdf
from extract.sources.plain import split_front, without_marks
from graph.errors import InputError
from graph.model import Document

LIMIT_BYTES = 5_000_000
STDIN = "-"
JSON_LINES = (".jsonl", ".ndjson")
HTML = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
SUFFIXES = (".txt", ".text", *MARKDOWN, *HTML, ".docx", ".pdf", *JSON_LINES)
MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read: the article's source, and why, for people."""

    source: str
    reason: str


Item = Document | Skipped


def slashes(path: str | Path) -> str:
    """Return a path as given, with forward slashes."""
    return str(path).replace("\\", "/") if os.sep == "\\" else str(path)


def inside(folder: Path) -> Iterator[Path]:
    """Yield the articles of a folder and its folders in sorted order, hidden ones left out.

    A folder with the name of an article is yielded too, so that somebody hears of it.
    """
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        named = path.suffix.lower() in SUFFIXES
        if path.name.startswith("."):
            continue
        if path.is_dir() and not named:
            if not path.is_symlink():
                yield from inside(path)
        elif named:
            yield path


def expanded(given: str | Path) -> list[Path | Skipped]:
    """Return the files that one path, folder or glob stands for. Raises InputError where there is nothing."""
    path = Path(given)
    if path.is_dir():
        return list(folder_files(path))
    if os.path.lexists(path):
        return [path]
    if MAGIC & set(str(given)):
        found = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if found:
            return [
                p for name in found for p in ([Path(name)] if not Path(name).is_dir() else folder_files(Path(name)))
            ]
        raise InputError(f"nothing matches {slashes(given)!r}; give files, folders, globs or - for standard input")
    raise InputError(
        f"there is no file or folder {slashes(given)!r}; give files, folders, globs or - for standard input"
    )


def folder_files(folder: Path) -> Iterator[Path | Skipped]:
    """Yield the articles of a folder, or why there are none."""
    try:
        found = list(inside(folder))
    except OSError as error:
        yield Skipped(slashes(folder), f"cannot be read: {error.strerror or error}")
        return
    yield from found
    if not found:
        yield Skipped(slashes(folder), f"is a folder without articles ({' '.join(SUFFIXES)})")


def megabytes(size: int) -> str:
    """Return a size for people."""
    return f"{size / 1e6:.1f} MB"


def too_large(size: int, limit: int) -> str:
    """Return the reason for leaving out something large."""
    return f"has more than {megabytes(size)}, the limit is {megabytes(limit)}; raise limit_bytes to read it"


def from_bytes(data: bytes, source: str, suffix: str, *, limit_bytes: int, defaults: Mapping[str, str]) -> Document:
    """Return the document of a file's bytes. Raises InputError where they are no article."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise InputError("is empty")
    raw: dict[Any, Any] = {}
    if suffix == ".docx":
        raw, text = read_docx(data, limit_bytes=limit_bytes)
    elif suffix == ".pdf":
        raw, text = read_pdf(data)
    elif suffix in HTML:
        name = declared(data)
        try:
            page = data.decode(name) if name else decode(data)
        except UnicodeDecodeError:
            page = decode(data)
        raw, text = read_html(page)
    else:
        raw, text = split_front(decode(data))
        text = without_marks(text) if suffix in MARKDOWN else text
    if not text.strip():
        raise InputError("is empty")
    return document(text, source, known_fields(raw), defaults=defaults)


def from_row(row: Any, source: str, *, defaults: Mapping[str, str]) -> Document:
    """Return the document of one JSON object. Raises InputError where it has no text."""
    if not isinstance(row, dict):
        raise InputError("is no JSON object; each line is one, with a field text")
    text = text_field(row)
    if text is None or not text.strip():
        raise InputError(
            f"has no text: a field text (or content, body) is needed, there are {sorted(map(str, row))[:8]}"
        )
    name = next((str(row[k]) for k in ("doc", "id") if row.get(k)), source)
    return document(text, name, known_fields(row), defaults=defaults)


def json_lines(stream: IO[bytes], source: str, *, limit_bytes: int, defaults: Mapping[str, str]) -> Iterator[Item]:
    """Yield the documents of a stream of JSON lines; a broken line is skipped with its number."""
    number = 0
    while line := stream.readline(limit_bytes + 1):
        number += 1
        place = f"{source}:{number}"
        if len(line) > limit_bytes and not line.endswith(b"\n"):
            yield Skipped(place, too_large(len(line), limit_bytes))
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            continue
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            yield from_row(json.loads(decode(line)), place, defaults=defaults)
        except json.JSONDecodeError as error:
            yield Skipped(place, f"is no JSON: {error.msg} at character {error.pos}")
        except RecursionError:
            yield Skipped(place, "is no JSON: nested too deeply")
        except InputError as error:
            yield Skipped(place, str(error))


def from_path(path: Path, *, limit_bytes: int, defaults: Mapping[str, str]) -> Iterator[Item]:
    """Yield what one file holds."""
    source = slashes(path)
    try:
        if path.is_dir():
            yield Skipped(source, "is a folder with the name of a file")
            return
        with path.open("rb") as stream:
            if path.suffix.lower() in JSON_LINES:
                yield from json_lines(stream, source, limit_bytes=limit_bytes, defaults=defaults)
                return
            data = stream.read(limit_bytes + 1)
        if len(data) > limit_bytes:
            yield Skipped(source, too_large(limit_bytes, limit_bytes))
            return
        yield from_bytes(data, source, path.suffix.lower(), limit_bytes=limit_bytes, defaults=defaults)
    except OSError as error:
        yield Skipped(source, f"cannot be read: {error.strerror or error}")
    except InputError as error:
        yield Skipped(source, str(error))


def from_stdin(stream: IO[bytes], *, limit_bytes: int, defaults: Mapping[str, str]) -> Iterator[Item]:
    """Yield what standard input holds: JSON lines where it begins with an object, else one article."""
    head = stream.readline(limit_bytes + 1)
    if head.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from json_lines(
            cast(IO[bytes], Chained(head, stream)), "stdin", limit_bytes=limit_bytes, defaults=defaults
        )
        return
    data = head + stream.read(max(0, limit_bytes + 1 - len(head)))
    if len(data) > limit_bytes:
        yield Skipped("stdin", too_large(limit_bytes, limit_bytes))
        return
    try:
        yield from_bytes(data, "stdin", ".txt", limit_bytes=limit_bytes, defaults=defaults)
    except InputError as error:
        yield Skipped("stdin", str(error))


class Chained(io.RawIOBase):
    """A stream whose first line was read already and is given out again."""

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self.first, self.rest = first, rest

    def readline(self, size: int | None = -1, /) -> bytes:
        """Return the first line once, then those of the stream."""
        if self.first:
            line, self.first = self.first, b""
            return line
        return self.rest.readline(-1 if size is None else size)


def documents(
    paths: Iterable[str | Path],
    *,
    limit_bytes: int = LIMIT_BYTES,
    metadata: Mapping[str, str] | None = None,
    stdin: IO[bytes] | None = None,
) -> Iterator[Item]:
    """Return the articles of files, folders (recursive, sorted), globs and ``-`` (standard input), one by one.

    ``limit_bytes`` is the most that one article (a file, or a line of JSON lines) may have; ``metadata`` gives fields
    (title, publisher, author, date, url) for articles that say nothing of them. What cannot be read is a Skipped, and
    so is a second article of a source that was read already. Raises InputError, before anything is read, where a path
    does not exist.
    """
    if isinstance(paths, str | Path):
        paths = [paths]
    plan = [p for given in paths for p in ([STDIN] if str(given) == STDIN else expanded(given))]
    if not plan:
        raise InputError("nothing to read; give files, folders, globs or - for standard input")
    return once(stream(plan, limit_bytes, metadata or {}, stdin))


def stream(
    plan: Iterable[str | Path | Skipped], limit: int, defaults: Mapping[str, str], stdin: IO[bytes] | None
) -> Iterator[Item]:
    """Yield what the files of a plan hold."""
    for item in plan:
        if isinstance(item, Skipped):
            yield item
        elif isinstance(item, Path):
            yield from from_path(item, limit_bytes=limit, defaults=defaults)
        else:
            yield from from_stdin(stdin or sys.stdin.buffer, limit_bytes=limit, defaults=defaults)


def once(items: Iterator[Item]) -> Iterator[Item]:
    """Yield each source once; what comes under a source that was read is skipped."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Document):
            if item.source in seen:
                item = Skipped(item.source, "is there twice; the first one was read")
            else:
                seen.add(item.source)
        yield item
