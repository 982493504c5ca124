"""PDF and Word files: their text, then read as a text file is; the extra `docs` reads them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipelines.parse.header_text import take_title, without_chrome
from pipelines.parse.paragraphs import split_paragraphs
from pipelines.parse.parts import NotParsed, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from pypdfium2 import PdfTextPage

    from pipelines.reference.source import Source

MAX_PAGES = 300  # a release has a few; a scanned book would take minutes
# A gap that is so much wider than the usual one, or than a line is high, parts paragraphs.
_WIDE_GAP = 1.35
MAX_UNPACKED_BYTES = 100_000_000  # of a .docx, which is a .zip


def parse_pdf(content: bytes, source: Source) -> Parts:
    """Return the parts of a PDF; one of images alone has no text, and is refused."""
    # An extra: other sources start without it.
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MAX_PAGES:
                raise NotParsed("too large", f"{len(document)} pages; a release has {MAX_PAGES}")
            pages = [_read_page(page.get_textpage()) for page in document]
    except pypdfium2.PdfiumError as error:
        raise NotParsed("not well-formed", f"no PDF that can be read: {error}") from error
    # A paragraph that goes on over the page is one.
    text = "\n".join(pages)
    if not text.strip():
        raise NotParsed("no body", "the PDF has no text; perhaps it holds images of its pages")
    return _parts(split_paragraphs([text]), source)


def _read_page(page: PdfTextPage) -> str:
    """Return the lines of a page, a blank line where the gap between two is a wide one."""
    boxes = [page.get_rect(n) for n in range(page.count_rects())]
    lines: list[tuple[float, float, float, float]] = []
    for left, bottom, right, top in boxes:
        if lines and bottom < (lines[-1][1] + lines[-1][3]) / 2 < top:  # goes on on the same line
            last = lines.pop()
            left, bottom = min(left, last[0]), min(bottom, last[1])  # noqa: PLW2901 - one line
            right, top = max(right, last[2]), max(top, last[3])  # noqa: PLW2901 - as above
        lines.append((left, bottom, right, top))
    gaps = [max(0.0, upper[1] - lower[3]) for upper, lower in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    text = ""
    for line, gap in zip(lines, [0.0, *gaps], strict=False):
        is_wide = gap > _WIDE_GAP * min(usual, line[3] - line[1])
        between = ("\n\n" if is_wide else "\n") if text else ""
        text += between + page.get_text_bounded(*line).replace("\r\n", " ").replace("\ufffe", "")
    return text


def parse_docx(content: bytes, source: Source) -> Parts:
    """Return the parts of a Word file: paragraphs and cells of tables, in their order."""
    import docx  # noqa: PLC0415 - an extra, as above
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - as above
    from lxml import etree  # noqa: PLC0415 - as above

    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            size = sum(member.file_size for member in packed.infolist())
        if size > MAX_UNPACKED_BYTES:
            raise NotParsed("too large", f"{size} bytes unpacked, more than {MAX_UNPACKED_BYTES}")
        paragraphs = list(_find_texts(docx.Document(BytesIO(content))))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        if isinstance(error, NotParsed):
            raise
        raise NotParsed("not well-formed", f"no DOCX that can be read: {error}") from error
    return _parts(split_paragraphs(paragraphs), source)


def _find_texts(document: Document) -> Iterator[str]:
    from docx.table import Table  # noqa: PLC0415 - as above

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield block.text


def _parts(paragraphs: list[str], source: Source) -> Parts:
    title, body = take_title(without_chrome(paragraphs, source))
    return Parts(title, tuple(body))
