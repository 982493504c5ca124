"""Other finders of dates, asked in one way; each is optional, and only what is installed is run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from tests.normalizer_cases import DateCase

NOON = dt.time(12)
A_DAY = dt.date(2023, 5, 8)  # for texts without a day of publication, which others need
LONGER_THAN_A_DAY = {"week", "month", "quarter", "year"}


@dataclass(frozen=True)
class Answer:
    """Days that a finder gives for the characters start to end; one day where it knows no more."""

    start: int
    end: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Finder:
    """A finder of dates: its name with version, how to ask it, and what it can be asked.

    knows_intervals: it can answer "May 2023" with a month; else with some day.
    """

    name: str
    find: Callable[[DateCase], list[Answer]]
    languages: tuple[str, ...] = ("en", "ru")
    knows_intervals: bool = False


def load_peers() -> list[Finder]:
    """Return the finders that are installed."""
    loaded = []
    for load in (_dateparser, _datefinder, _duckling):
        try:
            loaded.append(load())
        except ImportError:
            continue
    return loaded


def _base(case: DateCase) -> dt.datetime:
    return dt.datetime.combine(case.published or A_DAY, NOON)


def _dateparser() -> Finder:
    from dateparser.search import search_dates

    def find(case: DateCase) -> list[Answer]:
        settings = {"RELATIVE_BASE": _base(case), "DATE_ORDER": case.order}
        if case.tense:
            settings["PREFER_DATES_FROM"] = case.tense
        found = search_dates(case.text, languages=[case.language], settings=settings) or []
        answers, place = [], 0
        for quote, moment in found:
            start = case.text.index(quote, place)
            place = start + len(quote)
            answers.append(Answer(start, place, moment.date(), moment.date()))
        return answers

    return Finder(f"dateparser {version('dateparser')}", find)


def _datefinder() -> Finder:
    import datefinder

    def find(case: DateCase) -> list[Answer]:
        first = "month" if case.order == "MDY" else "day"
        found = datefinder.find_dates(case.text, index=True, base_date=_base(case), first=first)
        return [Answer(start, end, day.date(), day.date()) for day, (start, end) in found]

    return Finder(f"datefinder {version('datefinder')}", find, ("en",))


def _duckling() -> Finder:
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
        return [answer for one in found for answer in read_duckling(one)]

    name = f"duckling {version('pyduckling-native-phihos')}"
    return Finder(name, find, knows_intervals=True)


def read_duckling(found: dict[str, Any]) -> Iterator[Answer]:
    """Yield the days of one finding of Duckling, whose intervals end before their `to`."""
    value = found["value"]
    if value.get("type") == "interval":
        begin, end = value.get("from"), value.get("to")
        first = _moment(begin["value"]).date() if begin else dt.date.min
        # "this afternoon" ends at a time of the same day, "10-11 June" at midnight of the 12th.
        last = (_moment(end["value"]) - dt.timedelta(seconds=1)).date() if end else dt.date.max
    else:
        first = _moment(value["value"]).date()
        last = _end(first, value["grain"])
    yield Answer(found["start"], found["end"], first, last)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _end(day: date, grain: str) -> date:
    if grain not in LONGER_THAN_A_DAY:
        return day
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if months is None:
        return day + dt.timedelta(days=6)
    years, month = divmod(day.month - 1 + months, 12)
    return dt.date(day.year + years, month + 1, 1) - dt.timedelta(days=1)
