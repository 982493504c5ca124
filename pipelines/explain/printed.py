"""An explanation for reading in a terminal: coloured marks there, marks in brackets elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from pipelines.explain.layout import lay_out
from pipelines.explain.records import KINDS
from pipelines.explain.wording import (
    tell_claim,
    tell_date,
    tell_other_evidence,
    tell_publication,
    tell_reading,
    tell_refusal,
    tell_summary,
    tell_who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from pipelines.explain.layout import Paragraph, Piece
    from pipelines.explain.records import Explanation, ReadSentence, ToldContact

_STYLES = {
    "cue": "bold magenta",
    "official": "bold cyan",
    "side": "cyan",
    "place": "green",
    "date": "yellow",
    "word": "bold red",
    "dateline": "italic yellow",
}
_LABELLED = frozenset({"official", "side", "place", "date"})
_INDENT = 2
_Line = tuple[int, Text]  # depth of the line, and its text


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Write an explanation: what was coded, then the text with each cue's reading below it."""
    in_colour = console.color_system is not None and not console.no_color
    for depth, line in _lines(explanation, in_colour=in_colour):
        if console.is_terminal:
            console.print(Padding(line, (0, 0, 0, depth * _INDENT)))
        else:
            console.print(Text(" " * (depth * _INDENT)) + line, soft_wrap=True)


def _lines(explanation: Explanation, *, in_colour: bool) -> Iterator[_Line]:
    yield from _head(explanation)
    for contact in explanation.contacts:
        yield 0, Text()
        yield from _contact(contact)
    for number, claim in enumerate(explanation.claims, start=1):
        yield 0, Text()
        yield 0, Text.assemble((f"claim {number}", "bold"), "  ", tell_claim(claim))
        yield 1, Text(f'"{claim.quote}"', style="italic")
    for refused in explanation.refusals:
        yield 0, Text()
        yield 0, Text.assemble(("quarantined", "bold red"), "  ", tell_refusal(refused))
        if refused.quote and refused.quote not in refused.detail:
            yield 1, Text(f'"{refused.quote}"', style="italic")
    if explanation.release is None:
        return
    yield 0, Text()
    yield 0, _legend(in_colour=in_colour)
    for paragraph in lay_out(explanation):
        yield 0, Text()
        yield from _paragraph(paragraph, in_colour=in_colour)


def _head(explanation: Explanation) -> Iterator[_Line]:
    origin, release = explanation.origin, explanation.release
    yield 0, Text(release.title if release and release.title else origin.address, style="bold")
    yield 1, Text(f"{origin.source_name} ({origin.source_id})")
    file = f", file {origin.file}" if origin.file not in {None, origin.address} else ""
    identity = f", release_id {release.release_id}" if release else ""
    yield 1, Text(f"{origin.address}{file}{identity}")
    if explanation.publication is not None:
        yield 1, Text(tell_publication(explanation.publication))
        for other in tell_other_evidence(explanation.publication):
            yield 2, Text(f"also: {other}", style="dim")
    yield 1, Text(f"coded by the rules {origin.coding_version}")
    for note in origin.notes:
        yield 1, Text(f"note: {note}")
    yield 0, Text(tell_summary(explanation), style="bold")


def _contact(contact: ToldContact) -> Iterator[_Line]:
    mention = contact.mention
    name = f"contact {contact.number}"
    title = Text.assemble((name, "bold"), "  ", (mention.contact_type, "bold magenta"))
    for part in (mention.status, f"told as {mention.told_as}", tell_date(contact)):
        title.append(f", {part}")
    yield 0, title
    if contact.left_out:
        yield 1, Text(f"left out: {contact.left_out}", style="bold red")
    for one in contact.participants:
        line = Text.assemble((one.side or "?", "bold cyan"), " ", tell_who(one))
        if one.how:
            line.append(f" - {one.how}", style="dim")
        yield 1, line
    host = f"host {mention.host_country}" if mention.host_country else "host not told"
    place = f", place '{mention.place}'" if mention.place else ""
    formats = "multilateral" if mention.is_multilateral else "bilateral"
    yield 1, Text(f"channel {mention.channel}, {formats}, {host}{place}")
    cues = ", ".join(f'"{cue}"' for cue in contact.cues)
    yield 1, Text(f"by {cues}; rule {mention.rule_id}: {contact.rule}", style="dim")
    yield 1, Text(f'"{mention.quote}"', style="italic")


def _legend(*, in_colour: bool) -> Text:
    if not in_colour:
        return Text("text, with [what was found|its reading], and {s1} after sentences with a cue")
    line = Text("marked: ")
    for kind, about in KINDS.items():
        line.append(about, style=_STYLES[kind])
        line.append("  ")
    return line


def _paragraph(paragraph: Paragraph, *, in_colour: bool) -> Iterator[_Line]:
    line = Text(style="bold") if paragraph.is_title else Text()
    for stretch in paragraph.stretches:
        for piece in stretch.pieces:
            line.append_text(_piece(piece, in_colour=in_colour))
        if stretch.sentence:
            line.append(f" {{s{stretch.sentence.number}}}", style="dim")
    yield 0, line
    for sentence in paragraph.sentences:
        yield from _readings(sentence)


def _piece(piece: Piece, *, in_colour: bool) -> Text:
    if piece.mark is None:
        return Text(piece.text)
    if not in_colour:
        # Also where both are the same: "[2022|2022]" tells that it was read as a date.
        return Text(f"[{piece.text}|{piece.mark.label}]")
    marked = Text(piece.text, style=_STYLES[piece.mark.kind])
    if piece.mark.kind in _LABELLED and piece.mark.label != piece.text:
        marked.append(f" {piece.mark.label}", style="dim")
    return marked


def _readings(sentence: ReadSentence) -> Iterator[_Line]:
    for reading in sentence.readings:
        told = tell_reading(reading, sentence.claims)
        line = Text.assemble(
            (f"s{sentence.number} ", "dim"),
            (f'"{reading.cue}"', "magenta"),
            ("  -> " if reading.contacts else "  -- ", "dim"),
            (told, "green" if reading.contacts else "red"),
        )
        yield 1, line
        if reading.rule_id and not reading.contacts:
            yield 3, Text(f"{reading.rule_id}: {reading.rule}", style="dim")
