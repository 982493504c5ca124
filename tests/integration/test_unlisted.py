"""A new president works on the first day, and the build says whom the table of holders lacks."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipelines import report, storage
from pipelines.jobs import run
from pipelines.jobs.settings import Settings

RELEASE = """ date 2023-05-08 Telephone conversation with the President of Kazakhstan

08/05/2023

On 8 May 2023, President of Turkmenistan Serdar Berdimuhamedov had a telephone conversation with \
President of Kazakhstan {name}. The presidents exchanged views on trade.
"""


@pytest.fixture
def run_with(tmp_path):
    """Return a function that runs over one release naming a president, and what it published."""

    def published(name):
        raw = tmp_path / "raw" / "turkmenistan_mfa"
        raw.mkdir(parents=True)
        (raw / "call.txt").write_text(RELEASE.format(name=name), encoding="utf-8")
        processed = tmp_path / "processed"
        summary = run(Settings(raw=raw.parent, processed=processed))
        return summary, storage.find_latest(processed)

    return published


def test_a_new_president_is_coded_and_listed(run_with):
    """What the release says beats the table for that day (WHO-DATE), and the table is to follow."""
    summary, build = run_with("Una Nova")
    participants = storage.read_table(build, "participants")
    assert "Una Nova" in set(participants["person"])
    (row,) = storage.read_table(build, "unlisted_holders").to_dict("records")
    told = [row[name] for name in ("country", "office", "level", "name", "kind", "holder")]
    assert told == ["KAZ", "president", "head_of_state", "Una Nova", "other person",
                    "Kassym-Jomart Tokayev"]  # fmt: skip
    assert (str(row["first_day"].date()), row["n_releases"], row["address"]) == (
        "2023-05-08", 1, "call.txt",
    )  # fmt: skip
    console = Console(file=io.StringIO(), width=80)
    report.show_summary(summary, console)
    assert "(unlisted_holders): 1 other person" in console.file.getvalue()


@pytest.mark.parametrize("name", ["Kassym-Jomart Tokayev", "Tokayev"])
def test_a_president_whom_the_table_has_is_not_listed(run_with, name):
    """A clean build has nothing to tell."""
    summary, build = run_with(name)
    assert storage.read_table(build, "unlisted_holders").empty
    assert summary.unlisted == ()
