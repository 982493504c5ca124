"""The values of a contact, merged from those that its tellings give (rule SAME-VALUES)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pipelines.build.blocks import VISIT
from pipelines.build.grouping import distinct_lists, first_rows, look_up
from pipelines.schema import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipelines.reference.lists import ContactType

# The more specific of two types that fit one contact comes first (rule TYPE-SPECIFIC).
MOST_SPECIFIC_FIRST = (
    *("state_visit", "official_visit", "working_visit", "private_visit", "visit"),
    *("credentials", "ceremony"),
    *("telephone_conversation", "video_conference"),
    *("consultations", "multilateral_meeting", "meeting"),
    *("condolence", "congratulation", "letter"),
)
BEST_BASIS_FIRST = ("stated", "visit", "publication", "unknown")
MONDAY, SUNDAY = 0, 6
DATE = ["first_day", "last_day", "date_precision", "date_edtf"]

_SPECIFIC = {name: order for order, name in enumerate(MOST_SPECIFIC_FIRST)}
_PRECISE = {name: order for order, name in enumerate(PRECISIONS)}
_BASIS = {name: order for order, name in enumerate(BEST_BASIS_FIRST)}


def merge_values(told: pd.DataFrame, contact_types: Mapping[str, ContactType]) -> pd.DataFrame:
    """Return one row a contact, indexed by its number, with all values but its level and sides.

    told: tellings in their order, with contact and is_ambiguous. Adds first_release, the release
    that told it first.
    """
    status = _merge_status(told)
    kinds = _merge_kinds(told)
    codes = pd.DataFrame(
        {
            name: look_up(
                kinds["contact_type"], {n: getattr(c, name) for n, c in contact_types.items()}
            )
            for name in ("family", "cameo_code", "plover_mode")
        },
        index=kinds.index,
        dtype="str",
    )
    return pd.concat(
        [
            kinds,
            codes,
            status.rename("status"),
            _merge_dates(told, status),
            _merge_places(told),
            _count_releases(told),
            _find_contradictions(told).rename("is_ambiguous"),
        ],
        axis="columns",
    ).sort_index()


def _merge_status(told: pd.DataFrame) -> pd.Series[str]:
    """Return held, else cancelled against planned by the later publication, else invited."""
    contact = told["contact"]
    has = {name: _any(told["status"] == name, contact) for name in ("held", "cancelled", "planned")}
    # A telling without a publication day is no later than any other.
    day = told["published_day"].fillna(pd.Timestamp.min.as_unit("s"))
    last = {
        name: day.where(told["status"] == name).groupby(contact).max()
        for name in ("cancelled", "planned")
    }
    is_off = has["cancelled"] & ~(has["planned"] & (last["planned"] > last["cancelled"]))
    status = pd.Series("invited", index=has["held"].index, dtype="str")
    status = status.mask(has["planned"], "planned").mask(is_off, "cancelled")
    return status.mask(has["held"], "held")


def _merge_kinds(told: pd.DataFrame) -> pd.DataFrame:
    """Return contact_type and channel: of the tellings that tell the medium, if there are any."""
    kinds = told[["contact", "contact_type", "channel"]].assign(
        is_unknown=told["channel"] == "unknown",
        specific=look_up(told["contact_type"], _SPECIFIC),
    )
    best = _choose_first(kinds, ["contact", "is_unknown", "specific"])
    channel = best.set_index("contact")["channel"]
    # Talks of unknown medium may be told as consultations, which talks in person then were too.
    typed = _choose_first(kinds, ["contact", "specific"])
    names = typed.set_index("contact")["contact_type"]
    return pd.DataFrame({"contact_type": names, "channel": channel})


def _merge_dates(told: pd.DataFrame, status: pd.Series[str]) -> pd.DataFrame:
    """Return the date of the telling that knows it best.

    A plan for a day before which the contact was told as held is worth less than any date.
    """
    length = (told["last_day"] - told["first_day"]).dt.days
    ranked = told[["contact", *DATE]].assign(
        is_refuted=_is_refuted(told),
        precision=_rank_precision(told),
        basis=look_up(told["date_basis"], _BASIS),
        is_other=told["status"] != told["contact"].map(status),
        shortness=(-length).where(told["family"] == VISIT, length),
    )
    by = ["contact", "is_refuted", "precision", "basis", "is_other", "first_day", "shortness"]
    return _choose_first(ranked, by).set_index("contact")[DATE]


def _choose_first(ranked: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the best telling of each contact, the first told of equals; by: numbers and days."""
    order = np.lexsort([ranked[name].to_numpy() for name in reversed(by)])
    return ranked.iloc[order[first_rows(ranked["contact"].to_numpy()[order])]]


def _rank_precision(told: pd.DataFrame) -> pd.Series[int]:
    """Return how precise each date is, the most precise first.

    The range of a visit is its length and no want of precision, so that a day inside it is no
    better; but "next week" is not. A range that is open, or of months or years, is the least.
    """
    rank = pd.Series(look_up(told["date_precision"], _PRECISE), index=told.index)
    first, last = told["first_day"], told["last_day"]
    is_week = (last.dt.day_of_week == SUNDAY) & (
        (first.dt.day_of_week == MONDAY) | (first == told["published_day"])
    )
    is_length = (told["family"] == VISIT) & told["is_fine"] & ~is_week
    is_vague = (told["date_precision"] == "range") & ~told["is_fine"]
    return rank.mask(is_length, _PRECISE["day"]).mask(is_vague, _PRECISE["decade"])


def _is_refuted(told: pd.DataFrame) -> pd.Series[bool]:
    held = told["published_day"].where(told["status"] == "held")
    return (told["status"] != "held") & (
        told["first_day"] > held.groupby(told["contact"]).transform("min")
    )


def _merge_places(told: pd.DataFrame) -> pd.DataFrame:
    """Return the place and host that the first telling with one gives."""
    return told.groupby("contact")[["place", "host_country"]].first()


def _count_releases(told: pd.DataFrame) -> pd.DataFrame:
    releases = told.groupby("contact")["release_id"].agg(["nunique", "first"])
    names = {"nunique": "n_releases", "first": "first_release"}
    return releases.rename(columns=names).assign(
        reported_by=distinct_lists(told, "contact", "publisher")
    )


def _find_contradictions(told: pd.DataFrame) -> pd.Series[bool]:
    """Tell which contacts were told with two hosts or kinds of visit, or both held and not."""
    contact = told["contact"]
    hosts = told.groupby("contact")["host_country"].nunique()
    is_kind = (told["family"] == VISIT) & (told["contact_type"] != VISIT)
    kinds = told["contact_type"].where(is_kind).groupby(contact).nunique()
    is_both = _any(told["status"] == "held", contact) & _any(told["status"] == "cancelled", contact)
    return _any(told["is_ambiguous"], contact) | (hosts > 1) | (kinds > 1) | is_both


def _any(flags: pd.Series[bool], contact: pd.Series[int]) -> pd.Series[bool]:
    return flags.groupby(contact, sort=True).any()
