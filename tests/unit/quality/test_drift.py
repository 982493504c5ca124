"""How the sizes of tables moved, and which sources are outside their bounds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pipelines.quality import compare_rows, find_drift, tally_sources
from pipelines.reference.source import Expect


def _tally(n_releases, n_contacts=0):
    return {"aaa_mfa": {"n_releases": n_releases, "n_contacts": n_contacts, "n_refused": 0}}


def _drift(before, after, **bounds):
    return find_drift(before, after, {"aaa_mfa": SimpleNamespace(expect=Expect(**bounds))})


def test_only_tables_that_moved_are_told():
    """A list of what stayed hides what moved."""
    before = {"releases": 10, "contacts": 5, "claims": 1}
    after = {"releases": 12, "contacts": 5, "claims": 0, "coverage": 1}
    assert compare_rows(before, after) == [
        "releases: 10 to 12 rows (+2)",
        "claims: 1 to 0 rows (-1)",
        "coverage: 0 to 1 rows (+1)",
    ]


def test_sources_are_tallied_from_the_tables(sound_tables):
    """The manifest keeps these numbers for the run that comes next."""
    assert tally_sources(sound_tables) == {
        "aaa_mfa": {"n_releases": 3, "n_contacts": 1, "n_refused": 1}
    }


@pytest.mark.parametrize(
    ("bounds", "before", "after", "fault", "warning"),
    [
        pytest.param({}, 10, 5, "", "", id="half-is-kept"),
        pytest.param({}, 10, 4, "10 releases before, 4 now", "", id="more-than-half-is-gone"),
        pytest.param({}, 0, 4, "", "", id="first-build"),
        pytest.param(
            {"min_releases": 5}, 0, 4, "4 releases, expect.min_releases is 5", "", id="min"
        ),
        pytest.param(
            {"max_releases": 3}, 4, 4, "", "4 releases, expect.max_releases is 3", id="max"
        ),
        pytest.param({"min_releases_percent": 95}, 100, 94, "94 now", "", id="min-percent"),
        pytest.param({"min_releases_percent": 95}, 100, 95, "", "", id="at-the-minimum"),
        pytest.param({"max_releases_percent": 120}, 100, 121, "", "121 now", id="max-percent"),
        pytest.param({"max_releases_percent": 120}, 0, 121, "", "", id="nothing-to-grow-from"),
        pytest.param({"min_releases_percent": 0}, 10, 0, "", "", id="bound-lifted"),
    ],
)
def test_less_than_a_minimum_is_a_fault_and_more_than_a_maximum_a_warning(
    bounds, before, after, fault, warning
):
    """Releases that were lost look like silence; many new ones may be right."""
    drift = _drift(_tally(before), _tally(after), **bounds)
    assert len(drift.faults) == bool(fault)
    assert len(drift.warnings) == bool(warning)
    assert all(one.startswith("aaa_mfa: ") and fault in one for one in drift.faults)
    assert all(one.startswith("aaa_mfa: ") and warning in one for one in drift.warnings)


def test_contacts_have_bounds_of_their_own():
    """A rule that breaks loses contacts and no release."""
    drift = _drift(_tally(10, 100), _tally(10, 60), min_contacts_percent=80)
    assert drift.faults == (
        "aaa_mfa: 100 contacts before, 60 now, expect.min_contacts_percent is 80",
    )


def test_a_source_whose_folder_is_gone_is_a_fault():
    """A disk that is not mounted must not empty the tables."""
    assert len(_drift(_tally(10), {}).faults) == 1


def test_a_source_that_was_taken_out_is_a_warning():
    """Whoever deletes a definition means it."""
    drift = find_drift(_tally(10), {}, {})
    assert drift.faults == ()
    assert drift.warnings == ("aaa_mfa: no such source any more, 10 releases",)
