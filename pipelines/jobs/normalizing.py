"""Normalises single texts that come in as JSON lines, a batch of lines at a time."""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipelines.normalized import Phrase, make_phrase, normalize_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.reference import Reference

BATCH = 2_000
ORDERS = ("DMY", "MDY", "YMD")
FIELDS = frozenset({"id", "text", "published", "order", "language", "publisher"})


class WrongLine(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """A line that is no text to be normalised; the message says which, and why."""


def normalize_lines(lines: Iterable[str], reference: Reference) -> Iterator[str]:
    """Yield a JSON line for each line that is not blank, in their order.

    A line has "id" and "text" and may have "published" (YYYY-MM-DD), "order" of all-digit dates,
    "language" (else "en") and "publisher" (a side's code). Raises WrongLine at the first other.
    """
    codes = frozenset(state.code for state in reference.states)
    read = (
        _read_line(number, line, codes)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    while batch := list(islice(read, BATCH)):
        found = normalize_phrases([phrase for _, phrase in batch], reference)
        for (line_id, _), row in zip(batch, found, strict=True):
            yield json.dumps({"id": line_id} | row, ensure_ascii=False)


def _read_line(number: int, line: str, codes: frozenset[str]) -> tuple[Any, Phrase]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise WrongLine(f"line {number} is no JSON: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("text"), str):
        raise WrongLine(f'line {number}: give an object with a "text"')
    if unknown := sorted(told.keys() - FIELDS):
        raise WrongLine(f"line {number}: unknown {', '.join(unknown)}; there are {_listed(FIELDS)}")
    publisher = told.get("publisher") or ""
    if publisher and publisher not in codes:
        raise WrongLine(f"line {number}: publisher '{publisher}' is no code of a side")
    order = told.get("order") or "DMY"
    if order not in ORDERS:
        raise WrongLine(f"line {number}: order '{order}' is none of {', '.join(ORDERS)}")
    published = _read_day(number, told.get("published"))
    language = told.get("language") or "en"
    phrase = make_phrase(
        told["text"], published=published, order=order, language=language, publisher=publisher
    )
    return told.get("id"), phrase


def _read_day(number: int, text: object) -> date | None:
    if text in {None, ""}:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise WrongLine(f"line {number}: published '{text}' is no day as YYYY-MM-DD") from error


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
