"""What happens in the synthetic archive: drawn events of presidents, and who tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipelines.reference import Reference

# Sides that publish in the archive; each has a president whose days are known throughout.
PUBLISHERS = ("BRA", "EGY", "FIN", "FRA", "IDN", "KAZ", "KOR", "MEX", "POL", "TUR", "UZB", "ZAF")
FIRST_DAY, LAST_DAY = date(1996, 1, 1), date(2024, 12, 31)

# How often each kind of event is drawn: 0.7 contacts a release, where kremlin_en and
# ukraine_president_en have 0.76 coded, but in fewer releases (43 of 100 instead of 66).
KINDS = {
    "nothing": 34,
    "call": 17,
    "meeting": 17,
    "talks": 8,
    "visit": 6,
    "plan": 6,
    "congratulation": 4,
    "condolence": 2,
    "video": 3,
    "summit": 3,
}
# Those whose release says the day where it is not the day of publication.
DATED = {"call", "meeting", "talks", "visit", "video", "summit"}
ONE_DAY = timedelta(days=1)
PLAN_DAYS = (2, 20)
SHARE_TOLD_TWICE, SHARE_DAY_LATER, SHARE_RECALLED, SHARE_CLAIM = 0.6, 0.1, 0.06, 0.01

# Not drawn: names that need an article, and those that also are a given name or another place.
_ODD = ("Republic", "United", "Islands", "Congo", "Guinea", "Sudan", "Vatican", "&", "(")


@dataclass(frozen=True, slots=True)
class Side:
    """A state that the archive speaks of, and its presidents: first day, last day, name."""

    code: str
    name: str
    capital: str
    presidents: tuple[tuple[date, date, str], ...]

    def president_on(self, day: date) -> str | None:
        """Return who holds the office on the day and has held it through the days about it."""
        for first, last, name in self.presidents:
            if first + 40 * ONE_DAY <= day <= last - 40 * ONE_DAY:
                return name
        return None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or nothing of the kind that is coded.

    host: at whose place; guest: who is not the host. day: of the event, later than `told` for a
    plan. told: day of publication. third: of a summit. recalled: month of an earlier meeting.
    claimed: number of meetings in the year before.
    """

    kind: str
    host: Side
    guest: Side
    day: date
    told: date
    third: Side | None = None
    recalled: date | None = None
    claimed: int | None = None

    @property
    def names_day(self) -> date:
        """The day whose presidents are named: that of which it was drawn who is in office."""
        return min(self.day, self.told)


def list_sides(reference: Reference) -> dict[str, Side]:
    """Return the states with a president that can be drawn, by code."""
    known = reference.holders
    known = known[(known["office"] == "president") & (known["precision"] == "day")]
    known = known[(known["evidence"] != "none") & ~known["is_acting"]]
    terms: dict[str, list[tuple[date, date, str]]] = {}
    columns = (known[name] for name in ("country", "first_day", "last_day", "person"))
    for code, first, last, person in zip(*columns, strict=True):
        end = LAST_DAY + 366 * ONE_DAY if last is None or last != last else last.date()  # noqa: PLR0124 - NaT
        terms.setdefault(code, []).append((first.date(), end, person))
    return {
        one.code: Side(one.code, one.name, one.capitals[0], tuple(terms[one.code]))
        for one in reference.states
        if one.code in terms
        and one.kind == "state"
        and one.capitals
        and one.name in one.strong
        and not any(odd in one.name for odd in _ODD)
        and not one.name.endswith("s")
    }


def draw_events(sides: Mapping[str, Side], seed: int, days: Iterable[date]) -> Iterator[Event]:
    """Yield an event for each of the days, which come in order; the same seed gives the same."""
    own = [sides[code] for code in PUBLISHERS]
    others = [sides[code] for code in sorted(sides)]
    kinds, weights = list(KINDS), list(KINDS.values())
    for number, day in enumerate(days):
        # One generator an event, so that an event does not depend on how much others drew.
        random = Random(seed * 1_000_000_007 + number)  # noqa: S311 - no secret
        host = _draw_side(own, day, random)
        # Half of all contacts are among publishers, so that both can tell of them.
        guest = _draw_side(own if random.random() < 1 / 2 else others, day, random, host)
        kind = random.choices(kinds, weights)[0]
        if random.random() < 1 / 2 and kind in {"talks", "visit", "plan"}:
            host, guest = guest, host
        yield _draw_event(kind, (host, guest), day, others, random)


def _draw_event(
    kind: str, pair: tuple[Side, Side], day: date, others: list[Side], random: Random
) -> Event:
    told = day
    if kind == "plan":
        day = told + random.randint(*PLAN_DAYS) * ONE_DAY
    elif kind in DATED and random.random() < SHARE_DAY_LATER:
        told = day + ONE_DAY
    third = _draw_side(others, day, random, *pair) if kind == "summit" else None
    has_news = kind in {"call", "meeting", "talks"}
    recalled = claimed = None
    if has_news and random.random() < SHARE_RECALLED:
        # A month of the year before, in which both were in office.
        month = date(day.year - 1, random.randint(1, 12), 15)
        at_that_time = [side.president_on(month) for side in pair]
        if at_that_time == [side.president_on(day) for side in pair]:
            recalled = month
    if has_news and random.random() < SHARE_CLAIM:
        claimed = random.randint(2, 9)
    return Event(kind, *pair, day, told, third, recalled, claimed)


def _draw_side(sides: list[Side], day: date, random: Random, *taken: Side) -> Side:
    """Return a side that is not taken and whose president is known on the day."""
    while True:
        side = random.choice(sides)
        if side not in taken and side.president_on(day):
            return side


def tellers(event: Event, seed: int, number: int) -> list[Side]:
    """Return who publishes a release of the event: one of its sides, or both."""
    random = Random(seed * 998_244_353 + number)  # noqa: S311 - no secret
    told = [side for side in (event.host, event.guest) if side.code in PUBLISHERS]
    if event.kind == "nothing":
        return told[:1]
    if event.kind in {"congratulation", "condolence"}:
        return [side for side in told if side is event.host]
    return told if random.random() < SHARE_TOLD_TWICE else [random.choice(told)]
