"""The words of one found form, by the names of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipelines.quick_record import quick_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.normalize.date_grammar import Match, Run
    from pipelines.records import DateExpression

_OFFSETS = {"last": -1, "this": 0, "next": 1}
_UNITS = {"q": "quarter", "Y": "year", "W": "weekend"}


class Reading(NamedTuple):
    """One date of a run: its tokens from `start` to `end`, and what they mean.

    expression: None for a day that no calendar has.
    """

    start: int
    end: int
    expression: DateExpression | None


class Item(NamedTuple):
    """One number, or range of numbers, of a list such as "5, 6 and 9-11"."""

    start: int
    end: int
    first: int
    last: int


@quick_record
class Form:
    """A match with its run.

    order: of all-digit dates, "DMY", "MDY" or "YMD". is_southern: seasons of the south.
    """

    match: Match
    run: Run
    order: str
    is_southern: bool

    def has(self, name: str) -> bool:
        """Tell whether the form has such a part."""
        return name in self.match.parts

    def value(self, name: str) -> str:
        """Return the value of a part's first word, empty where the form has none."""
        bounds = self.match.parts.get(name)
        if bounds is None:
            return ""
        token = self.run.tokens[bounds[0]]
        return _UNITS.get(token.symbol, token.value) if token else ""

    def number(self, name: str) -> int:
        """Return the number of a part's first word, written in digits or in words."""
        return _digits(self.value(name))

    @property
    def year(self) -> int | None:
        """The year as written."""
        return self.number("year") if self.has("year") else None

    @property
    def offset(self) -> int | None:
        """Years from that of the publication ("last year": -1)."""
        if self.has("this_year"):
            return 0
        if self.has("modifier") and self.has("year_word") and not self.has("year"):
            return _OFFSETS[self.value("modifier")]
        return None

    @property
    def rule_id(self) -> str:
        """The rule that resolves a part of a year."""
        if self.has("year"):
            return "DATE-NEVER-SHARPER"
        return "DATE-NEAREST" if self.offset is None else "DATE-RELATIVE"

    @property
    def has_article(self) -> bool:
        """Tell whether it begins with an article ("the last year", which is no calendar year)."""
        return self.run.symbols[self.match.start] == "e"

    @property
    def follows_article(self) -> bool:
        """Tell whether an article stands before it."""
        return self.run.symbols[: self.match.start].endswith("e")

    def reading(self, expression: DateExpression | None) -> Reading:
        """Return what the whole form means."""
        return Reading(self.match.start, self.match.end, expression)

    def items(self, name: str) -> Iterator[Item]:
        """Yield the items of a list; "between 5 and 7" is one item."""
        start, end = self.match.parts[name]
        is_between = start > 0 and self.run.symbols[start - 1] == "B"
        groups: list[list[int]] = [[]]
        for place in range(start, end):
            symbol = self.run.symbols[place]
            around = self.run.symbols[place - 1 : place] + self.run.symbols[place + 1 : place + 2]
            # Of "Tuesday, 5, to Thursday, 7 May" the commas part no items.
            is_comma = symbol == "," and around[0] not in "kK" and around[-1] not in "-T"
            if is_comma or (symbol == "&" and not is_between):
                groups.append([])
            elif symbol not in "-TU&ekK,":
                groups[-1].append(place)
        groups = [group for group in groups if group]
        for index, group in enumerate(groups):
            first, last = self.run.tokens[group[0]], self.run.tokens[group[-1]]
            if first and last:
                yield Item(
                    self.match.start if index == 0 else group[0],
                    self.match.end if index == len(groups) - 1 else group[-1] + 1,
                    _digits(first.value),
                    _digits(last.value),
                )


def _digits(text: str) -> int:
    return int("".join(char for char in text if char in "0123456789") or 0)
