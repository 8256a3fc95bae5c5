"""Where articles come from: files, folders, globs, ``-`` and JSON lines → a stream of Documents.

``.txt .md .html .docx .pdf .jsonl``; one file a format. What cannot be read becomes a ``Skipped`` with its reason,
and the others go on.
"""

from extract.sources.stream import LIMIT_BYTES, Skipped, documents

__all__ = ["LIMIT_BYTES", "Skipped", "documents"]
