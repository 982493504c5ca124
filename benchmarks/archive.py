"""Writes a synthetic archive: releases in our own words, as raw tables, with the truth of each.

python -m benchmarks.archive FOLDER --releases 200000 makes below the folder
raw/        a folder a source with a Parquet table a year, as `communique run --raw` reads it
truth/      labels of each source, a line a release, in the form that `communique score` reads
reference/  the project's reference files and the definitions of these sources
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.archive_facts import (
    FIRST_DAY,
    LAST_DAY,
    PUBLISHERS,
    draw_events,
    list_sides,
    tellers,
)
from benchmarks.archive_words import fill_up, president, word_event
from pipelines.reference import FOLDER, load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from benchmarks.archive_facts import Event, Side
    from benchmarks.archive_words import Wording

SEED = 7
# Characters of a text: log-normal, with the median and the mean of kremlin_en and
# ukraine_president_en together (1,842 and 3,767).
MEDIAN_LENGTH, MEAN_LENGTH, LONGEST = 1_842, 3_767, 60_000
_SPREAD = math.sqrt(2 * math.log(MEAN_LENGTH / MEDIAN_LENGTH))
_ROWS_AT_ONCE = 1_000
_ROW = pa.schema([(name, pa.string()) for name in ("link", "headline", "date", "lead", "body")])
_SOURCE = """\
name: Synthetic archive of {name}
publisher: {code}
principal: president
language: en
homepage: https://example.org/archive
licence: made by benchmarks/archive.py
verified: made, not published
connector: table
media: record
date_order: YMD
time_zone: UTC
fields:
  address: link
  title: headline
  date: date
  summary: lead
  body: body
"""


@dataclass(frozen=True, slots=True)
class Made:
    """One release of the archive, and what a careful reader codes from it."""

    source_id: str
    year: int
    row: dict[str, str]
    truth: dict[str, Any]


def main() -> None:
    """Write an archive from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--releases", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=SEED)
    told = parser.parse_args()
    write_archive(told.folder, told.releases, told.seed)


def write_archive(folder: Path, n_releases: int, seed: int = SEED) -> None:
    """Write an archive of so many releases; the same seed and number give the same bytes.

    Streams: in memory are some thousand releases, however many are written.
    """
    write_reference(folder / "reference")
    _write(folder, make_releases(n_releases, seed))


def add_releases(folder: Path, n_releases: int, seed: int = SEED + 1) -> None:
    """Write so many later releases into new tables beside those of an archive."""
    first = LAST_DAY + timedelta(days=1)
    later = make_releases(n_releases, seed, first, first + timedelta(days=9))
    _write(folder, later, name="later-{year}")


def make_releases(
    n_releases: int, seed: int = SEED, first_day: date = FIRST_DAY, last_day: date = LAST_DAY
) -> Iterator[Made]:
    """Yield so many releases in the order of their days, spread evenly over the days."""
    sides = list_sides(load_reference())
    n_days = (last_day - first_day).days
    n_made = 0

    def days() -> Iterator[date]:
        """Yield the day that the releases made so far have come to: an event gives one or two."""
        while True:
            yield first_day + timedelta(days=n_made * n_days // n_releases)

    for number, event in enumerate(draw_events(sides, seed, days())):
        for teller in tellers(event, seed, number):
            if n_made == n_releases:
                return
            random = Random(seed * 2_147_483_647 + n_made)  # noqa: S311 - no secret
            yield _make(event, teller, f"{seed}-{n_made:07d}", random)
            n_made += 1


def write_reference(folder: Path) -> None:
    """Write the project's reference files with the definitions of the archive's sources."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for code in PUBLISHERS:
        text = _SOURCE.format(name=code, code=code)
        (folder / "sources" / f"{source_of(code)}.yml").write_text(text, encoding="utf-8")


def source_of(code: str) -> str:
    """Return the id of the source of a side."""
    return f"archive_{code.lower()}"


def _make(event: Event, teller: Side, number: str, random: Random) -> Made:
    told = word_event(event, teller, random)
    length = min(LONGEST, random.lognormvariate(math.log(MEDIAN_LENGTH), _SPREAD))
    paragraphs = fill_up(int(length) - len(told.lead), random)
    if told.extra:
        paragraphs = [" ".join(told.extra), *paragraphs]
    source_id = source_of(teller.code)
    address = f"https://example.org/archive/{teller.code}/{number}"
    row = {
        "link": address,
        "headline": told.title,
        "date": f"{event.told}T{random.randint(8, 19):02d}:{random.randint(0, 59):02d}:00",
        "lead": told.lead,
        "body": "\n\n".join(paragraphs),
    }
    truth = {
        "doc": address,
        "publisher": teller.code,
        "published": event.told.isoformat(),
        "contacts": list(_contacts(event, teller, told)),
        "claims": list(_claims(event, told)),
    }
    # Of the day on which it was drawn: days of publication go back and forth at New Year.
    return Made(source_id, event.names_day.year, row, truth)


_TYPES = {
    "call": "telephone_conversation",
    "meeting": "meeting",
    "talks": "meeting",
    "visit": "official_visit",
    "plan": "working_visit",
    "congratulation": "congratulation",
    "condolence": "condolence",
    "video": "video_conference",
    "summit": "multilateral_meeting",
}
_HOSTED = {"meeting", "talks", "visit", "plan", "summit"}


def _contacts(event: Event, teller: Side, told: Wording) -> Iterator[dict[str, Any]]:
    if event.kind == "nothing":
        return
    other = event.guest if teller is event.host else event.host
    sides = [teller, other, *([event.third] if event.third else [])]
    is_plan = event.kind == "plan"
    yield {
        "contact_type": _TYPES[event.kind],
        "status": "planned" if is_plan else "held",
        "told_as": "announced" if is_plan else "news",
        "date_edtf": event.day.isoformat(),
        "participants": [_participant(side, event, told) for side in sides],
        "host": event.host.code if event.kind in _HOSTED else None,
        "format": "multilateral" if event.third else "bilateral",
        "quote": told.lead,
    }
    if event.recalled:
        yield {
            "contact_type": "meeting",
            "status": "held",
            "told_as": "recalled",
            "date_edtf": f"{event.recalled:%Y-%m}",
            "participants": [_participant(side, event, told) for side in sides],
            "host": None,
            "format": "bilateral",
            "quote": told.extra[0],
        }


def _participant(side: Side, event: Event, told: Wording) -> dict[str, str | None]:
    """Return a participant as the release tells it: of a visit only the guest is named."""
    name = president(side, event.names_day)
    is_named = name in told.lead
    level = "head_of_state" if is_named else "unknown"
    return {"country": side.code, "level": level, "person": name if is_named else None}


def _claims(event: Event, told: Wording) -> Iterator[dict[str, Any]]:
    if event.claimed:
        yield {
            "countries": sorted([event.host.code, event.guest.code]),
            "period_edtf": str(event.day.year - 1),
            "count": event.claimed,
            "qualifier": "exact",
            "what": "meetings",
            "level": "leaders",
            "quote": told.extra[-1],
        }


class _Files:
    """The open files of an archive, one table a source and year and one of truths a source."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._years: dict[str, int] = {}
        self._rows: dict[str, list[dict[str, str]]] = {}
        self._tables: dict[str, pq.ParquetWriter] = {}
        self._truths: dict[str, Any] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for source_id in self._tables:
            self._end_table(source_id)
        self._stack.close()

    def add(self, made: Made) -> None:
        """Write a release and its truth; a release of another year begins another table."""
        source_id = made.source_id
        if self._years.get(source_id) != made.year:
            if source_id in self._tables:
                self._end_table(source_id)
            self._begin_table(source_id, made.year)
        rows = self._rows[source_id]
        rows.append(made.row)
        if len(rows) == _ROWS_AT_ONCE:
            self._flush(source_id)
        line = json.dumps(made.truth, ensure_ascii=False)
        self._truths[source_id].write(line + "\n")

    def _begin_table(self, source_id: str, year: int) -> None:
        path = self._folder / "raw" / source_id / f"{self._name.format(year=year)}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._tables[source_id] = pq.ParquetWriter(path, _ROW, compression="zstd")
        self._years[source_id], self._rows[source_id] = year, []
        if source_id not in self._truths:
            truth = self._folder / "truth" / f"{source_id}.jsonl"
            truth.parent.mkdir(parents=True, exist_ok=True)
            mode = "w" if self._name == "{year}" else "a"
            opened = truth.open(mode, encoding="utf-8")
            self._truths[source_id] = self._stack.enter_context(opened)

    def _flush(self, source_id: str) -> None:
        rows = self._rows[source_id]
        if rows:
            self._tables[source_id].write_table(pa.Table.from_pylist(rows, _ROW))
        self._rows[source_id] = []

    def _end_table(self, source_id: str) -> None:
        self._flush(source_id)
        self._tables[source_id].close()


def _write(folder: Path, releases: Iterator[Made], name: str = "{year}") -> None:
    with _Files(folder, name) as files:
        for made in releases:
            files.add(made)


if __name__ == "__main__":
    main()
