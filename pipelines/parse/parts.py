"""What the readers of the single media hand on: the parts of a release as the document has them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one release, before they are joined to a canonical text.

    title: "" where the document has none. paragraphs: summary first, then the body's.
    people: who is listed under the text, with their offices; put behind it.
    dates: (basis, text as written), in the order in which they stand.
    """

    title: str
    paragraphs: tuple[str, ...]
    dates: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    people: tuple[str, ...] = ()


class NotParsed(ValueError):  # noqa: N818 - it names a state of the document, as Refused does
    """A document that gives no release; reason is one of the closed list, detail says more."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
