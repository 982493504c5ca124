"""A raw folder of short releases and a small reference folder: runs that take a second."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pipelines.jobs import Settings
from pipelines.reference import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "turkmenistan_mfa"
FIRST_DAY = date(2023, 5, 8)
SIDES = ("TKM", "RUS", "CHN", "TUR", "KAZ", "UZB")
CALLERS = ("Russia", "China", "Turkey", "Kazakhstan", "Uzbekistan")
RELEASE = """ date {day} Telephone conversation with the President of {country}

On {told}, the President of Turkmenistan had a telephone conversation with the President of
{country}.

During {year} three meetings were held between the presidents of Turkmenistan and {country}.
"""
SUMMIT = """ date {day} Summit in Astana

On {told}, the President of Turkmenistan, the President of {country} and the President of
Kazakhstan held a trilateral summit in Astana.
"""


def write_releases(raw: Path, n_releases: int, first: int = 0, days_apart: int = 40) -> list[Path]:
    """Write releases of one source, each of a call of its own; return their files.

    first: number of the first, so that more can be added. days_apart: from one to the next.
    """
    folder = raw / SOURCE
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(first, first + n_releases):
        day = FIRST_DAY + timedelta(days=number * days_apart)
        told = f"{day:%B} {day.day}, {day.year}"
        country = CALLERS[number % len(CALLERS)]
        text = RELEASE.format(day=day, told=told, country=country, year=day.year - 1)
        paths.append(folder / f"call-{number:04d}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def write_summits(raw: Path, n_releases: int) -> list[Path]:
    """Write releases of one summit a year, each told twice with other sides."""
    folder = raw / SOURCE
    paths = []
    for number in range(n_releases):
        day = FIRST_DAY + timedelta(days=365 * (number // 2))
        other = CALLERS[number % 2]
        text = SUMMIT.format(day=day, told=f"{day:%B} {day.day}, {day.year}", country=other)
        paths.append(folder / f"summit-{number:04d}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def make_settings(folder: Path, **named: Any) -> Settings:
    """Return settings of a run in a folder, with a small reference; named: further ones."""
    reference = make_reference(folder / "reference")
    return Settings(folder / "raw", folder / "processed", reference=reference, **named)


def make_reference(folder: Path) -> Path:
    """Make a reference folder with few holders of offices, which is read ten times faster."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name in ("offices.csv", "persons_ru.csv"):
        _keep_sides(folder / name)
    return folder


def _keep_sides(path: Path) -> None:
    """Leave the rows of a few sides in a file of persons, below its comment and header."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    n_head = next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1
    kept = [line for line in lines[n_head:] if line.startswith(SIDES)]
    path.write_text("".join([*lines[:n_head], *kept]), encoding="utf-8")


def bytes_of(build: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a build, without the manifest, which has the time."""
    files = (path for path in sorted(build.rglob("*")) if path.is_file())
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in files
        if path.name != "manifest.json"
    }
