"""Takes off what a site sets into the middle of a text: cards of persons, links to other pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS = 5  # of a name as the site lists it: "Аль Сауд Мухаммед Бен Сальман"
_LONGEST_NAME = 40  # characters between a name in the text and its card
_BEGIN = 3  # letters that a name keeps in all its cases
_LONGEST_LINK = 300


def without_cards(body: str, listed: str) -> str:
    """Return a body without names set again beside a name: "Алиев Алиев Ильхам Гейдарович".

    listed: the names of all who have a card, one behind the other, as the page has them below.
    The office on a card stays: it cannot be told from the text that follows.
    """
    for name in sorted(set(_runs_of_words(listed)), key=len, reverse=True):
        body = _without_card(body, name)
    return body


def _runs_of_words(listed: str) -> Iterator[str]:
    # Where one name ends and the next begins is not told.
    words = [match.span() for match in _WORD.finditer(listed)]
    for first in range(len(words)):
        for last in range(first + 1, min(first + _MOST_WORDS, len(words))):
            yield listed[words[first][0] : words[last][1]]


def _without_card(body: str, name: str) -> str:
    begin = name[:_BEGIN]
    kept: list[str] = []
    position = 0
    for match in re.finditer(rf"(?<=\w) {re.escape(name)}\b", body):
        before = body[max(0, match.start() - _LONGEST_NAME) : match.start()]
        if re.search(rf"\b{re.escape(begin)}\w*(?: \w+)?$", before):
            kept.append(body[position : match.start()])
            position = match.end()
    return "".join([*kept, body[position:]])


def without_links(body: str, markers: Sequence[str], day: str) -> str:
    """Return a body without links to other pages of its day, each a title and that day's date.

    markers: what stands before such links ("Смотрите также"). day: as the page writes it.
    """
    if not markers or not day:
        return body
    either = "|".join(map(re.escape, markers))
    # Matches "Смотрите также Переговоры 13 марта 2025 года Список 13 марта 2025 года ".
    link = rf"(?:(?:[^.!?]|(?<=\b\w)\.){{1,{_LONGEST_LINK}}}? {re.escape(day)}\s*)"
    return re.sub(rf"(?:{either}) {link}+", "", body)
