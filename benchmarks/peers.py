"""Other finders of dates, asked in one way; each is optional, and only what is installed is run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from tests.normalizer_cases import DateCase

NOON = dt.time(12)


@dataclass(frozen=True)
class Answer:
    """Days that a finder gives for the characters start to end; one day where it knows no more."""

    start: int
    end: int
    first_day: date
    last_day: date


Finder = "Callable[[DateCase], list[Answer]]"


def load_peers() -> dict[str, Callable[[DateCase], list[Answer]]]:
    """Return the finders that are installed, by name."""
    loaded = {}
    for name, load in (
        ("dateparser", _dateparser),
        ("datefinder", _datefinder),
        ("duckling", _duckling),
    ):
        try:
            loaded[name] = load()
        except ImportError:
            continue
    return loaded


def _base(case: DateCase) -> dt.datetime:
    return dt.datetime.combine(case.published or dt.date(2023, 5, 8), NOON)


def _dateparser() -> Callable[[DateCase], list[Answer]]:
    from dateparser.search import search_dates

    def find(case: DateCase) -> list[Answer]:
        settings = {"RELATIVE_BASE": _base(case), "DATE_ORDER": case.order}
        found = search_dates(case.text, languages=[case.language], settings=settings) or []
        answers, place = [], 0
        for quote, moment in found:
            start = case.text.find(quote, place)
            place = start + len(quote)
            answers.append(Answer(start, place, moment.date(), moment.date()))
        return answers

    return find


def _datefinder() -> Callable[[DateCase], list[Answer]]:
    import datefinder

    def find(case: DateCase) -> list[Answer]:
        found = datefinder.find_dates(case.text, index=True, base_date=_base(case))
        return [Answer(start, end, day.date(), day.date()) for day, (start, end) in found]

    return find


def _duckling() -> Callable[[DateCase], list[Answer]]:
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    times = duckling.parse_dimensions(["time"])

    def find(case: DateCase) -> list[Answer]:
        moment = _base(case).replace(tzinfo=dt.UTC)
        now = duckling.parse_ref_time(zones, "UTC", int(moment.timestamp()))
        tag = {"en": "EN_US" if case.order == "MDY" else "EN_GB", "ru": "RU_XX"}[case.language]
        language = duckling.parse_lang(case.language.upper())
        locale = duckling.parse_locale(tag, duckling.default_locale_lang(language))
        context = duckling.Context(now, locale)
        found = duckling.parse(case.text, context, times, False)  # noqa: FBT003 - no keywords there
        return [answer for one in found for answer in _answers(one)]

    return find


def _answers(found: dict[str, Any]) -> Iterator[Answer]:
    value = found["value"]
    if value.get("type") == "interval":
        begin, end = value.get("from"), value.get("to")
        first = _day(begin["value"]) if begin else dt.date.min
        last = _day(end["value"]) - dt.timedelta(days=1) if end else dt.date.max
    else:
        first = _day(value["value"])
        last = _end(first, value["grain"])
    yield Answer(found["start"], found["end"], first, last)


def _day(text: str) -> date:
    return dt.date.fromisoformat(text[:10])


def _end(day: date, grain: str) -> date:
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months is None:
        return day + dt.timedelta(days=6 if grain == "week" else 0)
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1) - dt.timedelta(days=1)
