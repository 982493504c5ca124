"""Coded frames of as many synthetic contact mentions as are asked for, without any text."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.archive_facts import FIRST_DAY, LAST_DAY, PUBLISHERS, list_sides
from pipelines.frames import COLUMNS, CodedFrames, type_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from benchmarks.archive_facts import Side
    from pipelines.reference import Reference

# Type, channel, status, share; the common ones of the real corpora, roughly as often.
_KINDS = (
    ("meeting", "in_person", "held", 0.30),
    ("telephone_conversation", "telephone", "held", 0.20),
    ("visit", "in_person", "held", 0.13),
    ("official_visit", "in_person", "held", 0.04),
    ("visit", "in_person", "planned", 0.12),
    ("meeting", "unknown", "planned", 0.04),
    ("multilateral_meeting", "in_person", "held", 0.10),
    ("congratulation", "written", "held", 0.05),
    ("video_conference", "video", "held", 0.02),
)
# How many tellings a contact has, and how sharp their dates are.
_TELLINGS, _TELLINGS_SHARE = (1, 2, 3, 4), (0.6, 0.25, 0.1, 0.05)
_PRECISIONS, _PRECISIONS_SHARE = ("day", "month", "year", "unknown"), (0.87, 0.07, 0.02, 0.04)
_MOST_SIDES = 5
_SHARE_NAMELESS, _SHARE_OTHER, _SHARE_ONE_RELEASE = 0.15, 0.5, 0.2


def make_frames(n_mentions: int, reference: Reference, seed: int = 1) -> CodedFrames:
    """Return the frames of so many mentions, each a telling of a contact of two to five sides."""
    random = np.random.default_rng(seed)
    sides = list_sides(reference)
    contacts = _draw_contacts(n_mentions, sides, random)
    told = _draw_tellings(contacts, n_mentions, np.array(sorted(sides)), random)
    releases = _make_releases(told)
    told = told.assign(**_keys(told))
    frames = {
        "releases": releases,
        "mentions": _make_mentions(told),
        "participants": _make_participants(told, sides, random),
        "claims": pd.DataFrame(),
        "refused": pd.DataFrame(),
    }
    return CodedFrames(**{name: type_frame(one, COLUMNS[name]) for name, one in frames.items()})


def _draw_contacts(n: int, sides: dict[str, Side], random: Generator) -> pd.DataFrame:
    """Return more contacts than there are mentions, with sides as numbers, kind and day."""
    codes = sorted(sides)
    own = np.array([codes.index(code) for code in PUBLISHERS])
    first = random.choice(own, n)
    # Half among publishers; never with itself.
    is_own = random.random(n) < 1 / 2
    second = np.where(is_own, random.choice(own, n), random.integers(0, len(codes), n))
    second = np.where(second == first, (second + 1) % len(codes), second)
    kind = random.choice(len(_KINDS), n, p=_shares([one[3] for one in _KINDS]))
    day = random.integers(0, (LAST_DAY - FIRST_DAY).days, n)
    return pd.DataFrame({"first": first, "second": second, "kind": kind, "day": day})


def _shares(weights: Sequence[float]) -> NDArray[np.float64]:
    return np.array(weights) / sum(weights)


def _draw_tellings(
    contacts: pd.DataFrame, n: int, codes: NDArray[np.str_], random: Generator
) -> pd.DataFrame:
    """Return the first so many tellings, with publisher, day of publication and precision."""
    times = random.choice(_TELLINGS, len(contacts), p=_TELLINGS_SHARE)
    told = contacts.loc[contacts.index.repeat(times)].iloc[:n].reset_index(drop=True)
    precision = random.choice(_PRECISIONS, n, p=_PRECISIONS_SHARE)
    # What is told to a month or a year is recalled later; the rest at once or the day after.
    lag = np.where(precision == "day", random.random(n) < 1 / 10, random.integers(31, 400, n))
    told = told.assign(precision=precision, published=told["day"] + lag)
    # Every other telling is the other side's, where that publishes.
    first, second = codes[told["first"]], codes[told["second"]]
    is_other = (random.random(n) < _SHARE_OTHER) & np.isin(second, PUBLISHERS)
    told = told.assign(host=first, publisher=np.where(is_other, second, first)).sort_values(
        ["publisher", "published"], kind="stable", ignore_index=True
    )
    # Some releases tell of two contacts or more: those that come next to one another on a day.
    alike = (told[["publisher", "published"]] == told[["publisher", "published"]].shift()).all(
        axis="columns"
    )
    is_new = ~(alike & (random.random(n) < _SHARE_ONE_RELEASE))
    return told.assign(release=is_new.cumsum())


def _keys(told: pd.DataFrame) -> dict[str, list[str]]:
    ids = [sha256(str(n).encode()).hexdigest() for n in told["release"]]
    ordinals = told.groupby("release").cumcount()
    return {
        "release_id": [one[:16] for one in ids],
        "content_sha256": ids,
        "mention_key": [f"{one[:16]}:{one[:12]}:{n:03d}" for one, n in zip(ids, ordinals)],  # noqa: B905
    }


def _make_releases(told: pd.DataFrame) -> pd.DataFrame:
    one = told.drop_duplicates("release")
    keys = _keys(one)
    address = [f"https://example.org/{n}" for n in one["release"]]
    return pd.DataFrame(
        {
            "release_id": keys["release_id"],
            "source_id": [f"archive_{code.lower()}" for code in one["publisher"]],
            "publisher": one["publisher"].to_numpy(),
            "language": "en",
            "title": "A release",
            "published_day": _days(one["published"]),
            "published_basis": "metadata",
            "address": address,
            "place": None,
            "content_sha256": keys["content_sha256"],
            "fetched_at": None,
            "coding_version": "0" * 12,
            "text": "A release",
        }
    )


def _days(numbers: pd.Series[int]) -> NDArray[np.datetime64]:
    return np.datetime64(FIRST_DAY, "s") + numbers.to_numpy().astype("timedelta64[D]")


def _make_mentions(told: pd.DataFrame) -> pd.DataFrame:
    day = pd.Series(_days(told["day"]))
    precision = told["precision"]
    month, year = day.dt.to_period("M"), day.dt.to_period("Y")
    first = day.mask(precision == "month", month.dt.start_time.astype("datetime64[s]"))
    first = first.mask(precision == "year", year.dt.start_time.astype("datetime64[s]"))
    last = day.mask(precision == "month", month.dt.end_time.dt.normalize().astype("datetime64[s]"))
    last = last.mask(precision == "year", year.dt.end_time.dt.normalize().astype("datetime64[s]"))
    edtf = day.dt.strftime("%Y-%m-%d").mask(precision == "month", day.dt.strftime("%Y-%m"))
    edtf = edtf.mask(precision == "year", day.dt.strftime("%Y"))
    is_known = precision != "unknown"
    kinds = {
        name: np.array([one[n] for one in _KINDS])[told["kind"]]
        for n, name in enumerate(("contact_type", "channel", "status"))
    }
    is_visit = np.isin(kinds["contact_type"], ["visit", "official_visit"])
    return pd.DataFrame(
        {
            **{name: told[name] for name in ("mention_key", "release_id", "content_sha256")},
            **kinds,
            "told_as": np.where(precision == "day", "news", "recalled"),
            "first_day": first.where(is_known),
            "last_day": last.where(is_known),
            "date_precision": precision,
            "date_edtf": edtf.where(is_known),
            "date_basis": np.where(is_known, "stated", "unknown"),
            "place": None,
            "host_country": told["host"].where(is_visit),
            "is_multilateral": kinds["contact_type"] == "multilateral_meeting",
            "span_start": 0,
            "span_end": 9,
            "quote": "A release",
            "rule_id": "TYPE-MEDIUM",
        }
    )


def _make_participants(
    told: pd.DataFrame, sides: dict[str, Side], random: Generator
) -> pd.DataFrame:
    """Return two participants a mention, of summits up to five, some without a name."""
    codes = np.array(sorted(sides))
    n = len(told)
    is_many = np.array([one[0] == "multilateral_meeting" for one in _KINDS])[told["kind"]]
    n_sides = np.where(is_many, random.integers(3, _MOST_SIDES + 1, n), 2)
    rows = told.loc[told.index.repeat(n_sides)]
    position = rows.groupby(level=0).cumcount().to_numpy()
    # The further sides of a summit follow its second one, so that its tellings have them alike.
    number = np.where(position == 0, rows["first"], rows["second"] + position - 1) % len(codes)
    country = codes[number]
    names = _list_names(sides)
    month = (rows["day"].to_numpy() // 30).clip(max=names.shape[1] - 1)
    is_named = random.random(len(rows)) >= _SHARE_NAMELESS
    person = pd.Series(np.where(is_named, names[number, month], None), dtype="object")
    return pd.DataFrame(
        {
            "mention_key": rows["mention_key"].to_numpy(),
            "position": position,
            "country": country,
            "candidate": None,
            "person": person.where(person.notna(), None),
            "office": "president",
            "level": "head_of_state",
            "role": "participant",
            "is_host": False,
        }
    )


def _list_names(sides: dict[str, Side]) -> NDArray[np.object_]:
    """Return the president of each side in each span of thirty days, None where nobody is known."""
    days = pd.date_range(FIRST_DAY, LAST_DAY, freq="30D")
    return np.array(
        [[sides[code].president_on(day.date()) for day in days] for code in sorted(sides)],
        dtype=object,
    )
