"""What is remembered of feeds between runs: their headers, and what they listed."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pipelines.ingest.window import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipelines.ingest.answers import Answer


class Lists:
    """The lists of one source, by address; notes: what a person should look at."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Begin with what `to_json` gave after the last whole run."""
        self._kept: dict[str, Any] = dict(kept or {})
        self.n_without_link = 0
        self.notes: list[str] = []

    def headers_of(self, address: str) -> Mapping[str, str]:
        """Return the headers to ask with, empty for a list not seen yet."""
        return dict(self._kept.get(address, {}).get("headers", {}))

    def is_same(self, answer: Answer) -> bool:
        """Tell whether the server says that a list is as it was."""
        return answer.status == HTTPStatus.NOT_MODIFIED and answer.address in self._kept

    def entries_of(self, address: str) -> Iterator[Entry]:
        """Yield what a list had when it was read last."""
        for link, day, changed in self._kept[address]["entries"]:
            yield Entry(
                link,
                date.fromisoformat(day) if day else None,
                datetime.fromisoformat(changed) if changed else None,
            )

    def keep(self, answer: Answer, entries: Sequence[Entry], *, n_without_link: int) -> None:
        """Remember a list that was read."""
        self._kept[answer.address] = {"headers": dict(answer.headers), "entries": _rows(entries)}
        self.n_without_link += n_without_link

    def to_json(self) -> dict[str, Any]:
        """Return all lists as plain values."""
        return self._kept


def _rows(entries: Iterable[Entry]) -> list[list[str | None]]:
    return [
        [
            entry.address,
            entry.day.isoformat() if entry.day else None,
            entry.changed.isoformat() if entry.changed else None,
        ]
        for entry in entries
    ]
