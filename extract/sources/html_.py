"""HTML pages: text and metadata by trafilatura; the only file that knows it."""

import json
import re
from html import unescape
from typing import Any

from extract.metadata import known_fields
from graph.errors import InputError

TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
META = re.compile(r"<meta\s[^<>]{1,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-zA-Z:-]{2,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)


def declared(data: bytes) -> str | None:
    """Return the encoding that a page declares in its first 4 kB, where Python knows it."""
    import codecs

    match = CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def meta_fields(page: str) -> dict[str, str]:
    """Return what the meta tags of a page say, by name or property; of several with one name the first counts."""
    found: dict[str, str] = {}
    for tag in META.finditer(page[:200_000]):
        values = {m[1].lower(): unescape(m[2] or m[3] or "") for m in ATTRIBUTE.finditer(tag[0])}
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        if name and values.get("content"):
            found.setdefault(name.lower(), values["content"])
    return found


def read_html(page: str) -> tuple[dict[str, Any], str]:
    """Return the fields and the text of a page. Raises InputError where it holds no text."""
    try:
        import trafilatura
    except ImportError as error:  # pragma: no cover
        raise InputError("is HTML, and trafilatura is not installed") from error
    packed = trafilatura.extract(
        page, include_comments=False, with_metadata=True, output_format="json", favor_recall=True
    )
    found: dict[str, Any] = json.loads(packed) if packed else {}
    text = found.get("text") or found.get("raw_text") or ""
    if not text.strip():
        text = "\n".join(line for row in TAGS.sub("\n", page).splitlines() if (line := row.strip()))
    if not text.strip():
        raise InputError("is a page without text")
    names = {"title": "title", "author": "author", "date": "date", "source": "url", "source-hostname": "publisher"}
    extracted = {name: found[key] for key, name in names.items() if found.get(key)}
    said = known_fields({k: v for k, v in meta_fields(page).items() if k != "og:title"})
    return {**extracted, **said}, text
