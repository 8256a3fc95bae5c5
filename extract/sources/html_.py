"""HTML pages: text and metadata by trafilatura; the only file that knows it."""

import json
import re
from typing import Any

from graph.errors import InputError

TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE)
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
    return {name: found[key] for key, name in names.items() if found.get(key)}, text
