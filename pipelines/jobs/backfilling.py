"""Backfill: what is asked for, checked before anything happens, and what is coded again for it."""

from __future__ import annotations

import hashlib
import logging
from datetime import date  # noqa: TC003 - pydantic reads the types of fields at run time
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from pipelines import storage
from pipelines.ingest.window import Window
from pipelines.jobs.settings import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Self

    from pipelines.jobs.settings import Settings

log = logging.getLogger(__name__)

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class UnknownSources(ValueError):  # noqa: N818 - reads as what it says, like Refused
    """A backfill of sources that are not defined; the message names those that are."""


class BackfillRequest(BaseModel):
    """A backfill as somebody asks for it, by hand, on the command line or in Prefect.

    Raises pydantic's ValidationError for what cannot be meant.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_day: date = Field(description="First day of publication, YYYY-MM-DD.")
    to_day: date = Field(description="Last day of publication, YYYY-MM-DD.")
    reason: Reason = Field(description="Why: it will stand in the manifest.")
    sources: tuple[str, ...] = Field(default=(), description="Ids of sources; none for all.")
    collect: bool = Field(
        default=True, description="Ask the sources that say how for what they published then."
    )
    rebuild: bool = Field(default=False, description="Code again what is coded already.")
    dry_run: bool = Field(
        default=False, description="Tell what would change, ask nobody and publish nothing."
    )

    @model_validator(mode="after")
    def _check_days(self) -> Self:
        if self.from_day > self.to_day:
            raise ValueError(f"from {self.from_day} is after to {self.to_day}")
        return self

    @property
    def scope(self) -> storage.Scope:
        """The releases that are meant."""
        return storage.Scope(self.sources, self.from_day, self.to_day)

    @property
    def window(self) -> Window:
        """The days that sources are asked for."""
        return Window(self.from_day, self.to_day)

    @property
    def key(self) -> str:
        """What tells this request from others: the same one asked for twice is done once.

        The reason is part of it, so that the same period can be asked for again another day.
        """
        told = self.model_copy(update={"sources": tuple(sorted(set(self.sources)))})
        digest = hashlib.sha256(told.model_dump_json().encode()).hexdigest()[:12]
        return f"backfill-{self.from_day}-{self.to_day}-{digest}"

    def describe(self) -> str:
        """Return the request as it stands in manifests and in names of runs."""
        sources = " ".join(self.sources) or "all sources"
        how = ", rebuilt" if self.rebuild else ""
        return f"backfill of {sources} {self.from_day} to {self.to_day}{how}: {self.reason}"

    def split_by_year(self) -> Iterator[BackfillRequest]:
        """Yield the same request for each calendar year, in order."""
        for year in range(self.from_day.year, self.to_day.year + 1):
            first = max(self.from_day, self.from_day.replace(year=year, month=1, day=1))
            last = min(self.to_day, self.to_day.replace(year=year, month=12, day=31))
            yield self.model_copy(update={"from_day": first, "to_day": last})


def check_request(request: BackfillRequest, known: Collection[str]) -> None:
    """Raise UnknownSources when the request names a source that is not defined."""
    unknown = sorted(set(request.sources) - set(known))
    if unknown:
        raise UnknownSources(f"no such source: {', '.join(unknown)}; there are {', '.join(known)}")


def forget(settings: Settings, scope: storage.Scope) -> int:
    """Remove the coded parts that hold a release in scope; return how many.

    Call it while holding the lock. What is forgotten is coded again by this run, or where it is
    killed by the next; published builds do not need it.
    """
    key = storage.coding_key(settings.reference, PACKAGE)
    parts = storage.find_parts(settings.parts, key, scope)
    for part in parts:
        part.unlink()
    log.info("%d coded parts are coded again", len(parts))
    return len(parts)
