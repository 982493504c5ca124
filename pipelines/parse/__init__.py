"""Raw documents to releases: bytes in, one canonical text with its evidence of dates out.

A reader for each media (header_text.py, html.py, xml.py, record.py, office.py) finds the parts of a
release; release.py joins them. Dates are only found here, and read in normalize/.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.parse.header_text import parse_text
from pipelines.parse.parts import NotParsed, Parts
from pipelines.parse.release import build_release, content_sha256_of, release_id_of
from pipelines.records import RawDocument, Refused, Release

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.reference.source import Source


def parse_document(document: RawDocument, source: Source) -> Release | Refused:
    """Return the release that a document holds, or why it holds none.

    Where the source names no encoding, that of the server's answer is the last to be tried.
    """
    if document.charset and not source.encoding:
        source = replace(source, encoding=document.charset)
    try:
        parts = _reader(document.media)(document.content, source)
        return build_release(parts, document, source)
    except NotParsed as error:
        return Refused(
            source_id=document.source_id,
            address=document.address,
            stage="parse",
            reason=error.reason,
            detail=f"{error.detail} ({document.file})",
            release_id=release_id_of(document.source_id, document.address),
            content_sha256=content_sha256_of(document.content),
        )


def _reader(media: str) -> Callable[[bytes, Source], Parts]:
    # Each is imported with the first document of its kind: a pasted text needs no lxml.
    if media == "html":
        from pipelines.parse.html import parse_html  # noqa: PLC0415

        return parse_html
    if media == "xml":
        from pipelines.parse.xml import parse_xml  # noqa: PLC0415

        return parse_xml
    if media == "record":
        from pipelines.parse.record import parse_record  # noqa: PLC0415

        return parse_record
    if media in {"pdf", "docx"}:
        from pipelines.parse import office  # noqa: PLC0415

        return office.parse_pdf if media == "pdf" else office.parse_docx
    return parse_text
