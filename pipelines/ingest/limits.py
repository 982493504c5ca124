"""What one document may be, so that no input can fill the memory, and what is no text at all."""

from __future__ import annotations

import codecs

MAX_DOCUMENT_BYTES = 5_000_000  # the longest release seen has 180,000; a long book 2,000,000

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ARCHIVES = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b")
# What no text contains; tab, breaks, the old end-of-file mark and escape are not among them.
_CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 26, 27})


def find_unreadable(content: bytes) -> str | None:
    """Return "empty" or "binary" for bytes that cannot be a text, else None."""
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        return "empty"
    if content.startswith(_WIDE_MARKS):
        return None
    if b"\0" in content or content.startswith(_ARCHIVES):
        return "binary"
    n_controls = len(content) - len(content.translate(None, _CONTROLS))
    return "binary" if n_controls * 100 > len(content) else None
