"""An explanation as one HTML page that needs no network: for reading, printing and passing on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from pipelines.explain import wording
from pipelines.explain.layout import lay_out
from pipelines.explain.page_frame import FRAME
from pipelines.explain.page_style import STYLE
from pipelines.explain.records import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from pipelines.explain.layout import Piece
    from pipelines.explain.records import Explanation, Reading, ToldContact

_LINKED = ("http://", "https://")


def write_page(explanation: Explanation, path: Path) -> None:
    """Write an explanation as an HTML page of one file."""
    path.write_text(format_page(explanation), encoding="utf-8")


def format_page(explanation: Explanation) -> str:
    """Return an explanation as an HTML page; all text of releases is escaped."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["words"] = _words
    environment.filters["tag"] = _tag_of
    environment.filters["cues"] = _cues_of
    # Comes before the style, which is ours and holds nothing to escape.
    template = environment.from_string(FRAME.replace("/* style */", STYLE))
    address = explanation.origin.address
    page = template.render(
        told=explanation,
        origin=explanation.origin,
        release=explanation.release,
        publication=explanation.publication,
        paragraphs=lay_out(explanation),
        kinds=KINDS,
        link=address if address.startswith(_LINKED) else None,
        say=wording,
    )
    return f"{page}\n"


def _words(name: str) -> str:
    """Return an identifier as words: "head_of_state" as "head of state"."""
    return name.replace("_", " ")


def _tag_of(piece: Piece) -> str:
    """Return what stands in small letters behind a marked piece."""
    mark = piece.mark
    if mark is None or mark.kind in {"word", "dateline"}:
        return ""
    if mark.kind == "cue":
        return ", ".join(map(str, mark.contacts))
    return "" if mark.label == piece.text else mark.label


def _cues_of(contact: ToldContact, explanation: Explanation) -> list[Reading]:
    """Return the readings that tell of a contact, in the order of the text."""
    return [
        reading
        for sentence in explanation.sentences
        for reading in sentence.readings
        if contact.number in reading.contacts
    ]
