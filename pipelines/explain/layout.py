"""The text of a release cut into paragraphs, sentences and marked pieces, for any printer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipelines.explain.marks import keep_apart
from pipelines.explain.records import Mark
from pipelines.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipelines.explain.records import Explanation, Publication, ReadSentence
    from pipelines.records import Release

_GAP = "\n\n"
_LONG = 600  # characters after which a paragraph goes on in the next row, beside its own readings


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are marked alike; mark: None for plain text."""

    text: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The pieces of one sentence with a cue, or of what lies between such (sentence None)."""

    sentence: ReadSentence | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a part of a long one.

    is_title: whether it is the release's title. is_continued: whether it goes on from the last.
    """

    is_title: bool
    is_continued: bool
    stretches: tuple[Stretch, ...]

    @property
    def sentences(self) -> tuple[ReadSentence, ...]:
        """The sentences with a cue in this paragraph."""
        return tuple(one.sentence for one in self.stretches if one.sentence)


def lay_out(explanation: Explanation) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the release, whose pieces joined are its text."""
    release, publication = explanation.release, explanation.publication
    if release is None or publication is None:
        return ()
    marks = [mark for sentence in explanation.sentences for mark in sentence.marks]
    marks = list(keep_apart([*_datelines(publication), *marks]))
    return tuple(
        Paragraph(span.end <= release.title_end, number > 0, stretches)
        for span in _paragraphs(release.text)
        for number, stretches in enumerate(
            _parts(_stretches(release, span, marks, explanation.sentences))
        )
    )


def _datelines(publication: Publication) -> Iterator[Mark]:
    for one in publication.evidence:
        if one.span is not None:
            told = "told the publication day" if one is publication.used else "not believed"
            yield Mark(one.span, "dateline", "published", f"dateline, {told}")


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for paragraph in text.split(_GAP):
        yield Span(start, start + len(paragraph))
        start += len(paragraph) + len(_GAP)


def _parts(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    """Yield the stretches of a paragraph in parts that are not much longer than a few sentences."""
    part: list[Stretch] = []
    length = 0
    for stretch in stretches:
        if length > _LONG:
            yield tuple(part)
            part, length = [], 0
        part.append(stretch)
        length += sum(len(piece.text) for piece in stretch.pieces)
    yield tuple(part)


def _stretches(
    release: Release, paragraph: Span, marks: Sequence[Mark], sentences: Sequence[ReadSentence]
) -> Iterator[Stretch]:
    inside = [mark for mark in marks if mark.span.overlaps(paragraph)]
    told = [sentence for sentence in sentences if sentence.span.overlaps(paragraph)]
    cuts = {paragraph.start, paragraph.end}
    for span in (*(mark.span for mark in inside), *(one.span for one in told)):
        cuts |= {max(span.start, paragraph.start), min(span.end, paragraph.end)}
    spans = [Span(start, end) for start, end in pairwise(sorted(cuts))]

    def sentence_at(span: Span) -> ReadSentence | None:
        return next((one for one in told if one.span.contains(span)), None)

    for sentence, group in groupby(spans, key=sentence_at):
        pieces = (
            Piece(
                release.text[span.start : span.end],
                next((mark for mark in inside if mark.span.contains(span)), None),
            )
            for span in group
        )
        yield Stretch(sentence, tuple(pieces))
