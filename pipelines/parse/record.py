"""One row of a table: its fields by the names of columns."""

from __future__ import annotations

import fnmatch
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipelines.parse.html_text import html_or_text
from pipelines.parse.page_notes import without_cards, without_links
from pipelines.parse.parts import NotParsed, Parts
from pipelines.parse.stamps import local_stamp

if TYPE_CHECKING:
    from pipelines.reference.source import Source

    Row = dict[str, str]

_TIME = re.compile(r"\d{1,2}:\d\d\b")  # matches "14:55"; not "Article 14"
_NUMBER = re.compile(r"\d+")
# Matches "they met. Then" and "they met."; not "45.9 kB".
_SENTENCE_END = re.compile(r"[.!?…>](?:\s|$)")


def parse_record(content: bytes, source: Source) -> Parts:
    """Return the parts of a row of a table, which was written as JSON."""
    row = _read_row(content, source)
    fields = source.fields
    bodies = [_join_columns(row, pattern) for pattern in fields.body]
    if bodies:
        bodies[0] = _without_head(bodies[0], row, source)
        listed = _after(bodies[-1], source.cards_from)
        bodies[-1] = _without_tail(bodies[-1], source)
        bodies = [_without_notes(body, row, source, listed) for body in bodies]
    summary = row.get(fields.summary or "", "")
    if bodies and bodies[0].startswith(summary):
        summary = ""
    people = [row[name] for pattern in fields.participants for name in _columns(row, pattern)]
    paragraphs = [html_or_text(part, source.body_format) for part in (summary, *bodies)]
    if not any(paragraphs):
        # The names of those present are no text without one.
        raise NotParsed("no body", f"nothing in {', '.join(fields.body)}")
    date = row.get(fields.date or "", "")
    return Parts(
        title=html_or_text(row.get(fields.title or "", ""), source.body_format),
        paragraphs=tuple(part for part in paragraphs if part),
        people=tuple(people),
        dates=(("metadata", local_stamp(date, source)),) if date else (),
        place=row.get(fields.place or "") or None,
    )


def _read_row(content: bytes, source: Source) -> Row:
    loaded: dict[str, Any] = json.loads(content)
    row = {key: _as_text(value) for key, value in loaded.items()}
    return {key: text for key, text in row.items() if text and text not in source.missing_values}


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return "\n\n".join(map(str, value))
    # A long text may be cut anywhere into columns: its blanks at the edges are part of it.
    return value if isinstance(value, str) and value.strip() else str(value).strip()


def _columns(row: Row, pattern: str) -> list[str]:
    return _matching(tuple(row), pattern)


# The rows of a table have the same columns.
@lru_cache(maxsize=1024)
def _matching(names: tuple[str, ...], pattern: str) -> list[str]:
    found = fnmatch.filter(names, pattern)
    return sorted(found, key=lambda name: [int(n) for n in _NUMBER.findall(name)])


def _join_columns(row: Row, pattern: str) -> str:
    return "".join(row[name] for name in _columns(row, pattern))


def _without_head(body: str, row: Row, source: Source) -> str:
    """Return a body without the head of its page: words of the site, then other fields again."""
    chrome = [word for word in source.chrome if body.startswith(word)]
    if not chrome:
        return body
    whole = {name for pattern in source.fields.body for name in _columns(row, pattern)}
    repeated = [*source.chrome, *(text for name, text in row.items() if name not in whole)]
    longest_first = sorted(repeated, key=len, reverse=True)
    while True:
        found = next((text for text in longest_first if body.startswith(text)), None)
        time = None if found else _TIME.match(body)
        if not (found or time):
            return body
        body = body[len(found) if found else time.end() if time else 0 :].lstrip()


def _without_notes(body: str, row: Row, source: Source, listed: str) -> str:
    """Return a body without what the site sets into its middle."""
    day = row.get(source.fields.written_date or "", "")
    return without_cards(without_links(body, source.links, day), listed)


def _after(body: str, marker: str | None) -> str:
    """Return what follows the last marker in a body, "" without one."""
    return body.rpartition(marker)[2] if marker and marker in body else ""


def _without_tail(body: str, source: Source) -> str:
    """Return a body without what the site sets under it: from a marker on, with no sentence."""
    for marker in source.cut_from:
        start = body.rfind(marker)
        if start >= 0 and not _SENTENCE_END.search(body, start):
            body = body[:start].rstrip()
    return body
