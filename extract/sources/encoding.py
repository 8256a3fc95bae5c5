"""Bytes → text: UTF-8 and UTF-16 by their marks or strictly, GB18030 and Big5 by which reads as ordinary Chinese."""

import codecs

from graph.errors import InputError

SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"%PDF-", "a PDF file; name it .pdf"),
    (b"PK\x03\x04", "a ZIP or Office file; name it .docx if it is one"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc); save it as .docx"),
    (b"\x1f\x8b", "a gzip file; unpack it"),
    (b"7z\xbc\xaf", "a 7z file; unpack it"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"ID3", "a sound file"),
    (b"SQLite format 3", "an SQLite database"),
)
CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
SAMPLE = 20_000
FEW_CONTROLS = 0.01  # of a scrape with stray marks; of compressed data it is a tenth
BROKEN = 0.02  # share of characters that may be lost where a text is read all the same


def binary(data: bytes) -> str:
    """Return what kind of binary file the bytes are, or nothing where they may be text."""
    for mark, kind in SIGNATURES:
        if data.startswith(mark) and (len(mark) > 2 or b"\x00" in data[:64]):
            return kind
    head = data[:SAMPLE]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    controls = sum(byte in CONTROLS for byte in head)
    return "binary data" if controls > FEW_CONTROLS * len(head) + 1 and not wide(head) else ""


def wide(data: bytes) -> str:
    """Return the byte order of UTF-16 text without a mark, or nothing: line ends and blanks have a zero half."""
    for name, space in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if data.count(space) >= 1 and b"\x00\x00" not in data and data.count(b"\x00") < len(data) * 0.6:
            try:
                text = data[: len(data) // 2 * 2].decode(name)
            except UnicodeDecodeError:
                continue
            if sum("\u4e00" <= c <= "\u9fff" or c.isascii() for c in text) > 0.8 * len(text):
                return name
    return ""


def strictly(data: bytes, encoding: str) -> str | None:
    """Return the text, or nothing where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def oddness(text: str) -> float:
    """Return the mean rarity of a text's characters, one after another; ordinary Chinese has 25 to 45."""
    from extract.cleaning.bigrams import codes, rarities
    from extract.cleaning.script import converter

    sample = text[:4000]
    private = sum("\ue000" <= c <= "\uf8ff" for c in sample)
    found = rarities(codes(converter("t2s").convert(sample)))
    return float(found.mean()) + 100 * private / max(1, len(sample)) if len(found) else 0.0


def decode(data: bytes) -> str:
    """Return the text of a file. Raises InputError where the bytes are no text in a known encoding."""
    if kind := binary(data):
        raise InputError(f"is no text but {kind}")
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    text = strictly(data, "utf-8")
    if text is None and (name := wide(data)):
        text = strictly(data, name)
    if text is None:
        tried = [t for n in ("gb18030", "big5hkscs", "cp950") if (t := strictly(data, n)) is not None]
        text = min(tried, key=oddness) if tried else broken(data)
    return text.removeprefix("\ufeff")


def broken(data: bytes) -> str:
    """Return the text of bytes that fit no encoding wholly: the one that loses least, else what a detector says."""
    tried = [(t.count("\ufffd"), t) for n in ("utf-8", "gb18030", "big5hkscs") for t in (data.decode(n, "replace"),)]
    fair = [t for lost, t in tried if lost <= BROKEN * len(t) + 1]
    if fair:
        return min(fair, key=oddness)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    text = data.decode(best.encoding, "replace") if best else ""
    if not text or text.count("\ufffd") > BROKEN * len(text):
        raise InputError(
            "is no text in a known encoding (UTF-8, UTF-16, GB18030 and Big5 are read); convert it to UTF-8"
        )
    return text
