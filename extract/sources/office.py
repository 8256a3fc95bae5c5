"""Word documents (python-docx) and PDF files (pypdf); the only file that knows these libraries."""

import io
import logging
import re
import zipfile
from typing import Any

from graph.errors import InputError

ENDS = re.compile(r"[。！？：；…”」』）)!?:;]$")
MOST_UNPACKED = 20  # times the limit that a Word document may unpack to


def read_docx(data: bytes, *, limit_bytes: int) -> tuple[dict[str, Any], str]:
    """Return the fields and the text of a Word document, tables as lines. Raises InputError where it is none."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED * limit_bytes:
                raise InputError("unpacks to more than the limit allows")
        opened = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise InputError(f"is no Word document that can be opened ({error})") from error
    rows: list[str] = []
    for block in opened.iter_inner_content():
        if isinstance(block, Table):
            rows += ["|".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            rows.append(block.text)
    return {}, "\n".join(rows)


def joined(page: str) -> str:
    """Return the text of a page with lines that were broken in the middle of a sentence joined again."""
    lines = [line.strip() for line in page.splitlines()]
    longest = max((len(n) for n in lines), default=0)
    out = ""
    for line in lines:
        out += line
        broken = len(line) >= 0.8 * longest and longest >= 15 and not ENDS.search(line)
        out += "" if broken and not line[-1:].isascii() else " " if broken else "\n"
    return out


def read_pdf(data: bytes) -> tuple[dict[str, Any], str]:
    """Return the fields and the text of a PDF file. Raises InputError where it is none, locked, or pictures only."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told with the file's name
    try:
        opened = PdfReader(io.BytesIO(data))
        if opened.is_encrypted and not opened.decrypt(""):
            raise InputError("is a PDF file locked with a password")
        text = "\n".join(joined(page.extract_text() or "") for page in opened.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NotImplementedError) as error:
        raise InputError(f"is no PDF file that can be opened ({error})") from error
    if not text.strip():
        raise InputError("is a PDF file without text (pictures of pages need OCR first)")
    return {}, text
