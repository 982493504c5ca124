"""A token before actors are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from pipelines.normalize.lexicon import Entry
    from pipelines.records import FoundDate


@quick_record
class RawToken:
    """A token before actors are put together; entry and date as found, both None for a word."""

    symbol: str
    start: int
    end: int
    entry: Entry | None = None
    date: FoundDate | None = None
