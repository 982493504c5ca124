"""What the releases of a chunk tell, kept for the runs to come: most chunks are told as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import storage
from pipelines.assembly import tell
from pipelines.build.shards import find_tied, is_joint, leave_open
from pipelines.build.tellings import name_persons, select_tellings
from pipelines.jobs.laying import lay_out
from pipelines.jobs.work import ALL, Work, open_tools, to_rows
from pipelines.schema import RELEASES

if TYPE_CHECKING:
    from pipelines.storage import Chunk, Pieces

# What is told and not compared, under the names that it has in Told.
ASIDE = ("claims", "quarantine", "officials", "months")
NAMES, TIED = "names", "tied"
JOINT_TELLINGS, JOINT_PEOPLE = "joint_tellings", "joint_people"


def key_of_chunk(work: Work, chunk: Chunk) -> str:
    """Return the key of what the releases of a chunk tell: of their content and its coding.

    A coded part is named by its content, and never changes.
    """
    rows = [(one.part.parent.name, one.part.name, one.rows, one.fetched) for one in chunk]
    return work.key_of("told", rows)


def tell_chunk(work: Work, key: str, chunk: Chunk) -> None:
    """Keep what the releases of a chunk tell, under its key."""
    reference = open_tools(work).reference
    told = tell(storage.read_chunk(chunk), reference)
    is_across = is_joint(told.tellings, ())
    joint = select_tellings(told.tellings, is_across)
    tied = sorted(find_tied(told.tellings, reference.verdicts))
    work.shelf.write(
        key,
        {
            RELEASES.name: _by_year(told.releases),
            **{name: {ALL: to_rows(getattr(told, name))} for name in ASIDE},
            NAMES: {ALL: to_rows(name_persons(told.tellings))},
            TIED: {ALL: to_rows(pd.DataFrame({TIED: tied}, dtype="str"))},
            JOINT_TELLINGS: {ALL: to_rows(joint.frame)},
            JOINT_PEOPLE: {ALL: to_rows(joint.participants)},
            **lay_out(leave_open(select_tellings(told.tellings, ~is_across))),
        },
    )


def _by_year(releases: pd.DataFrame) -> Pieces:
    rows = RELEASES.to_arrow(releases)
    years = pa.array(storage.years_of(releases["published_day"]))
    return {
        str(year): rows.filter(pc.equal(years, year)) for year in sorted(years.unique().to_pylist())
    }
