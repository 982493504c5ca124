"""What a found form means: its words made into an expression, or into a day that is none."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from pipelines.normalize.date_counted import Units, Weekday, Window
from pipelines.normalize.date_expressions import Beside, Between, Decade, InYear
from pipelines.normalize.date_form import Form, Reading
from pipelines.normalize.date_values import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipelines.records import Tense

_OFFSETS = {"last": -1, "this": 0, "next": 1}
_TENSES: dict[str, Tense] = {"past": "past", "future": "future"}
_ANY_YEAR = 2000  # a leap year: every day that a year can have
_LAST_DAY = 31
_MONTHS = 12
_N_OF_YEAR = {"quarter": 4, "half": 2}
_WHOLE = Part("year")
_NUMBERS = re.compile(r"\d+")
_ONE_MONTH = 3  # numbers of "25-27.11", whose month is told once


def read_form(form: Form) -> list[Reading]:
    """Return the dates of a form, one for each item of a list; none where it is no date."""
    for name, read in _READERS.items():
        if form.has(name):
            return list(read(form))
    return []


def _read_days(form: Form) -> Iterator[Reading]:
    month = form.number("month")
    for item in form.items("days"):
        first, last = Part("day", month, item.first), Part("day", month, item.last)
        dated = InYear(first, last, form.year, form.offset, form.rule_id)
        yield from _checked(Reading(item.start, item.end, dated), dated)


def _read_day_pair(form: Form) -> Iterator[Reading]:
    # "28/29 June": two days side by side.
    days = form.value("day_pair").split("/")
    first, last = (Part("day", form.number("month"), int(day)) for day in days)
    dated = InYear(first, last, form.year, form.offset, form.rule_id)
    if last.day == first.day + 1:
        yield from _checked(form.reading(dated), dated)


def _read_hyphened(form: Form) -> Iterator[Reading]:
    return _read_day(form, form.number("month"), form.number("day"))


def _read_day(form: Form, month: int, day: int) -> Iterator[Reading]:
    part = Part("day", month, day)
    dated = InYear(part, part, form.year, form.offset, form.rule_id)
    yield from _checked(form.reading(dated), dated)


def _checked(reading: Reading, dated: InYear) -> Iterator[Reading]:
    # "31 February" is refused, but "May 45" without a year may be forty-five of something.
    first, last = dated.first, dated.last
    days = (part.in_year(dated.year or _ANY_YEAR) for part in (first, last))
    if all(days) and not (first.number == last.number and last.day < first.day):
        yield reading
    elif dated.has_year or max(first.day, last.day) <= _LAST_DAY:
        yield reading._replace(expression=None)


def _read_spelled(form: Form) -> Iterator[Reading]:
    if form.has("units"):
        return _read_first_months(form)
    return _read_day(form, form.number("month"), form.number("spelled"))


def _read_holiday(form: Form) -> Iterator[Reading]:
    month, _, day = form.value("holiday").partition("-")
    return _read_day(form, int(month), int(day))


def _read_year_first(form: Form) -> Iterator[Reading]:
    text = form.value("year_first")
    year, month, day = map(int, text[:10].replace(text[4], " ").split())
    return _read_in_digits(form, Part("day", month, day), year)


def _read_digits(form: Form) -> Iterator[Reading]:
    text = form.value("digits")
    first, second, year = map(int, text.replace(text[-5], " ").split())
    month, day = {"DMY": (second, first), "MDY": (first, second)}.get(form.order, (0, 0))
    return _read_in_digits(form, Part("day", month, day), year, "DATE-ORDER")


def _read_digit_days(form: Form) -> Iterator[Reading]:
    """Yield the days of "25.-27.11.2025", "25.11.-27.11.2025", "(20-21.2)" and "26. 11. 2025"."""
    numbers = [int(number) for number in _NUMBERS.findall(form.value("digit_days"))]
    year = numbers.pop() if numbers[-1] > _LAST_DAY else None
    pairs = [numbers[:2], numbers[-2:]]
    if len(numbers) == _ONE_MONTH:  # "25-27.11."
        pairs = [[numbers[0], numbers[-1]], numbers[-2:]]
    if form.order == "MDY":
        pairs = [pair[::-1] for pair in pairs] if len(numbers) != _ONE_MONTH else []
    elif form.order != "DMY":
        pairs = []
    days = [Part("day", month, day) for day, month in pairs]
    are_days = bool(days) and all(day.in_year(year or _ANY_YEAR) for day in days)
    if are_days and (days[0].number != days[1].number or days[0].day <= days[1].day):
        rule_id = "DATE-ORDER" if year else "DATE-NEAREST"
        yield form.reading(InYear(days[0], days[1], year, rule_id=rule_id))


def _read_in_digits(
    form: Form, part: Part, year: int, rule_id: str = "DATE-NEVER-SHARPER"
) -> Iterator[Reading]:
    dated = InYear(part, part, year, rule_id=rule_id)
    yield from _checked(form.reading(dated), dated)


def _read_months(form: Form, name: str = "months") -> Iterator[Reading]:
    modifier = form.value("modifier")
    is_beside = modifier and not (form.has("year_word") or form.has("year") or form.has("unit"))
    for item in form.items(name):
        first, last = Part("month", item.first), Part("month", item.last)
        if is_beside:
            yield Reading(item.start, item.end, Beside(first, modifier))
        else:
            dated = InYear(first, last, form.year, form.offset, form.rule_id)
            yield Reading(item.start, item.end, dated)


def _read_years(form: Form, name: str = "years") -> Iterator[Reading]:
    for item in form.items(name):
        first, last = InYear(_WHOLE, _WHOLE, item.first), InYear(_WHOLE, _WHOLE, item.last)
        if item.first == item.last:
            yield Reading(item.start, item.end, first)
        elif item.first < item.last:
            yield Reading(item.start, item.end, Between(first, last))


def _read_year_pair(form: Form) -> Iterator[Reading]:
    # "2021/22": two years side by side, or the winter that begins in the first.
    first, last = form.value("year_pair")[:4], form.value("year_pair")[5:]
    years = int(first), int(first[: -len(last)] + last)
    if years[1] != years[0] + 1:
        return
    if form.has("season"):
        part = _season(form)
        yield form.reading(InYear(part, part, years[0]))
    else:
        yield form.reading(Between(*(InYear(_WHOLE, _WHOLE, year) for year in years)))


def _read_part_of_year(form: Form) -> Iterator[Reading]:
    kind = "quarter" if form.has("quarter") or form.has("quarter_code") else "half"
    number = form.number(f"{kind}_code") or form.number("ordinal")
    if form.value("modifier") == "last" and form.has("year"):
        number = _N_OF_YEAR[kind]  # "the last quarter of 2019"
    if 1 <= number <= _N_OF_YEAR[kind]:
        part = Part(kind, number)
        yield form.reading(InYear(part, part, form.year, form.offset, form.rule_id))


def _season(form: Form) -> Part:
    return Part("season", season=form.value("season"), is_southern=form.is_southern)


def _read_season(form: Form) -> Iterator[Reading]:
    part = _season(form)
    if form.has("modifier") and form.offset is None:
        yield form.reading(Beside(part, form.value("modifier")))
    else:
        yield form.reading(InYear(part, part, form.year, form.offset, form.rule_id))


def _read_decade(form: Form) -> Iterator[Reading]:
    year = form.number("decade")
    yield form.reading(Decade(year if year >= 100 else 1900 + year))  # noqa: PLR2004 - "the 90s"


def _read_weekday(form: Form) -> Iterator[Reading]:
    number, modifier = form.number("weekday"), form.value("modifier") or None
    if not form.has("unit"):
        yield form.reading(Weekday(number, modifier))
    elif form.value("unit") == "week" and modifier:
        yield form.reading(Weekday(number, weeks=_OFFSETS[modifier], rule_id="DATE-RELATIVE"))


def _read_day_word(form: Form) -> Iterator[Reading]:
    value = form.value("day_word") or form.value("day_at_pause")
    yield form.reading(Units("day", int(value)))


def _read_part_of_day(form: Form) -> Iterator[Reading]:
    # "this morning", "last evening"; "the next morning" counts from something else.
    modifier = form.value("modifier")
    if modifier in {"this", "last"}:
        yield form.reading(Units("day", _OFFSETS[modifier]))


def _read_impossible(form: Form) -> Iterator[Reading]:
    yield form.reading(None)


def _read_first_months(form: Form) -> Iterator[Reading]:
    # "the first nine months of 2021"
    count = form.number("count")
    if form.number("spelled") == 1 and form.value("units") == "month" and count <= _MONTHS:
        first, last = Part("month", 1), Part("month", count)
        yield form.reading(InYear(first, last, form.year, form.offset, form.rule_id))


def _read_ago(form: Form) -> Iterator[Reading]:
    unit = form.value("units") or form.value("unit") or "year"
    yield form.reading(Units(unit, -form.number("count") if form.has("count") else -1))


def _read_count(form: Form) -> Iterator[Reading]:
    if form.value("modifier") != "this":
        is_next = "next" in {form.value("modifier"), form.value("several")}
        window = Window(form.value("units"), form.number("count"), is_past=not is_next)
        yield form.reading(window)


def _read_unit(form: Form) -> Iterator[Reading]:
    modifier = form.value("modifier")
    unit = form.value("unit") or ("weekend" if form.has("weekend") else "year")
    if form.has("past") or (form.has_article and modifier == "last" and unit != "weekend"):
        yield form.reading(Window(unit, 1, is_past=True))
    elif modifier and (unit != "day") and not (form.has_article and modifier == "next"):
        tense = _TENSES.get(form.value("sooner"))
        yield form.reading(Units(unit, _OFFSETS[modifier], tense))
    elif form.has("part") and not modifier:  # "since the beginning of the year"
        yield form.reading(Units(unit, 0))
    elif unit == "weekend" and not modifier:
        yield form.reading(Units("weekend", 0, is_bare=True))


# By the part that tells what a form is about; the first that it has decides.
_READERS: dict[str, Callable[[Form], Iterator[Reading]]] = {
    "ago": _read_ago,
    "number": _read_impossible,
    "spelled": _read_spelled,
    "day_pair": _read_day_pair,
    "day": _read_hyphened,
    "days": _read_days,
    "holiday": _read_holiday,
    "year_first": _read_year_first,
    "digits": _read_digits,
    "digit_days": _read_digit_days,
    "months": _read_months,
    "long_months": partial(_read_months, name="long_months"),
    "full_month": partial(_read_months, name="full_month"),
    "year_pair": _read_year_pair,
    "season": _read_season,
    "quarter_code": _read_part_of_year,
    "half_code": _read_part_of_year,
    "quarter": _read_part_of_year,
    "half": _read_part_of_year,
    "decade": _read_decade,
    "years": _read_years,
    "year_range": partial(_read_years, name="year_range"),
    "weekday": _read_weekday,
    "day_word": _read_day_word,
    "day_at_pause": _read_day_word,
    "part_of_day": _read_part_of_day,
    "count": _read_count,
    "unit": _read_unit,
    "weekend": _read_unit,
    "year_word": _read_unit,
}
