"""Backfills: what is asked for is checked first, done twice it changes nothing, a dry run less."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pytest
import small_runs
from pydantic import ValidationError

from pipelines import jobs
from pipelines.jobs import BackfillRequest, UnknownSources, check_request
from pipelines.storage import Scope, find_latest, read_history, read_manifest, read_table

REQUEST = {"from_day": "2023-01-01", "to_day": "2024-12-31", "reason": "from the archive"}


@pytest.fixture
def settings(tmp_path):
    """Return settings over five releases, one every forty days from May 2023 on."""
    small_runs.write_releases(tmp_path / "raw", 5)
    reference = small_runs.make_reference(tmp_path / "reference")
    return jobs.Settings(
        tmp_path / "raw", tmp_path / "processed", reference=reference, batch_size=2
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Return a folder with the same, and with the build of a first run."""
    folder = tmp_path_factory.mktemp("base")
    small_runs.write_releases(folder / "raw", 5)
    reference = small_runs.make_reference(folder / "reference")
    jobs.run(jobs.Settings(folder / "raw", folder / "processed", reference=reference, batch_size=2))
    return folder


@pytest.fixture
def published(base, tmp_path):
    """Return settings over a copy of it: a run takes a second, and each test needs a first one."""
    folder = tmp_path / "published"
    shutil.copytree(base, folder, symlinks=True)
    return jobs.Settings(
        folder / "raw", folder / "processed", reference=folder / "reference", batch_size=2
    )


def _tree(folder):
    """Return everything about the files of a folder that a write would change."""
    return {
        path.relative_to(folder): (path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        pytest.param({"reason": " "}, "reason", id="no-reason"),
        pytest.param({"from_day": "2025-01-01"}, "from 2025-01-01 is after", id="reversed"),
        pytest.param({"to_day": "31.12.2024"}, "to_day", id="no-day"),
        pytest.param({"to_day": "2023-02-29"}, "to_day", id="no-such-day"),
        pytest.param({"source": "kremlin_en"}, "source", id="unknown-field"),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(wrong, told):
    """Before it is submitted: Prefect's server would take it, and the run would fail at night."""
    with pytest.raises(ValidationError, match=told):
        BackfillRequest.model_validate(REQUEST | wrong)


def test_a_source_that_is_not_defined_is_refused_with_those_that_are():
    """A misspelled source would be filled with nothing, and nobody would know."""
    request = BackfillRequest.model_validate(REQUEST | {"sources": ["kremlin_em"]})
    with pytest.raises(UnknownSources, match=r"kremlin_em.*kremlin_en"):
        check_request(request, ["kremlin_en", "kremlin_ru"])


def test_a_request_is_split_at_new_year():
    """A run a year can fail, wait and be repeated by itself."""
    request = BackfillRequest.model_validate(
        REQUEST | {"from_day": "2020-02-29", "to_day": "2022-01-31"}
    )
    assert [(one.from_day, one.to_day) for one in request.split_by_year()] == [
        (date(2020, 2, 29), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 12, 31)),
        (date(2022, 1, 1), date(2022, 1, 31)),
    ]


def test_the_same_request_has_the_same_key_and_another_reason_another():
    """Asked for twice it is done once; asked for again another month it is done again."""
    one, same, other = (
        BackfillRequest.model_validate(REQUEST | more)
        for more in (
            {"sources": ["a", "b"]},
            {"sources": ["b", "a"]},
            {"sources": ["a", "b"], "reason": "again"},
        )
    )
    assert one.key == same.key
    assert one.key != other.key


def test_a_scope_has_what_lies_in_it_and_what_has_no_day():
    """A release without a day of publication may be of the period that is asked for."""
    scope = Scope((), date(2023, 1, 1), date(2023, 12, 31))
    assert [scope.has(day) for day in (date(2022, 12, 31), date(2023, 1, 1), None)] == [
        False,
        True,
        True,
    ]


def test_a_rebuild_of_everything_gives_the_same_bytes(published, tmp_path):
    """What is kept between runs saves time and decides nothing."""
    first = find_latest(published.processed)
    bytes_before = small_runs.bytes_of(first)
    everything = Scope((), date.min, date.max)
    again = jobs.run(published, everything)
    assert (again.n_new, again.build.resolve()) == (5, first)
    assert small_runs.bytes_of(again.build) == bytes_before
    # From nothing, and in other batches.
    elsewhere = replace(published, processed=tmp_path / "elsewhere", batch_size=500)
    assert small_runs.bytes_of(jobs.run(elsewhere).build) == bytes_before


def test_only_parts_in_scope_are_coded_again(published):
    """A rebuild of one year must not take the time of thirty."""
    scope = Scope((small_runs.SOURCE,), date(2023, 5, 1), date(2023, 5, 31))
    assert jobs.forget(published, replace(scope, sources=("kremlin_en",))) == 0
    assert jobs.forget(published, replace(scope, first_day=date.min, last_day=date.min)) == 0
    assert jobs.run(published, scope).n_new == 2  # the part of the first two releases


def test_a_change_of_rules_codes_again_and_a_change_of_holders_does_not(published):
    """A new president costs an assembly; a new word costs the coding of everything."""
    first = find_latest(published.processed)
    offices = published.reference / "offices.csv"
    text = offices.read_text(encoding="utf-8")
    holder = "Serdar Berdimuhamedov,"
    assert holder in text
    offices.write_text(text.replace(holder, "Somebody Else,"), encoding="utf-8")
    second = jobs.run(published)
    assert (second.n_new, second.is_new_build) == (0, True)
    persons = [
        set(read_table(one, "participants")["person"].dropna()) for one in (first, second.build)
    ]
    assert "Somebody Else" in persons[1] - persons[0]

    words = published.reference / "languages" / "en.yml"
    words.write_text(words.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert jobs.run(published).n_new == 5


def test_a_backfill_adds_what_came_late_and_keeps_its_reason(published):
    """Whoever finds tables changed can read why."""
    small_runs.write_releases(published.raw, 2, first=5)
    request = BackfillRequest.model_validate(REQUEST | {"sources": [small_runs.SOURCE]})
    filled = jobs.run(replace(published, reason=request.describe()))
    assert (filled.n_read, filled.n_new) == (7, 2)
    told = "backfill of turkmenistan_mfa 2023-01-01 to 2024-12-31: from the archive"
    assert read_manifest(filled.build)["reason"] == told
    again = jobs.run(replace(published, reason=request.describe()))
    assert (again.n_new, again.is_new_build) == (0, False)
    events = [(one["event"], one["reason"]) for one in read_history(published.processed)]
    assert events == [
        *(("started", "run"), ("published", "run")),
        *((event, told) for event in ("started", "published") * 2),
    ]


def test_a_dry_run_tells_what_would_change_and_writes_nothing(published):
    """Who asks first must be able to trust the answer, and to ask while a run is at work."""
    paths = small_runs.write_releases(published.raw, 1, first=5)
    before = _tree(published.processed)
    found = jobs.preview(published)
    assert _tree(published.processed) == before
    assert (found.n_read, found.n_new) == (6, 1)
    total = found.changes.total("releases")
    assert (total.added, total.removed, total.changed) == (1, 0, 0)
    (year,) = [one for one in found.changes.rows if one.table == "releases"]
    assert (year.year, year.added) == (2023, 1)
    (movement,) = found.changes.movements
    assert (movement.country_a, movement.country_b, movement.year) == ("RUS", "TKM", 2023)
    assert movement.counts["n_telephone_conversations"] == (1, 2)

    jobs.run(published)
    assert jobs.preview(published).changes.rows == ()
    paths[0].unlink()
    assert jobs.preview(published).changes.total("contacts").removed == 1


def test_a_dry_run_of_a_rebuild_codes_again_and_finds_no_difference(published):
    """The same rules give the same tables: a difference would be the news."""
    found = jobs.preview(published, Scope((), date.min, date.max))
    assert found.n_new == 5
    assert found.changes.rows == ()


def test_a_dry_run_before_the_first_run_finds_everything_new(settings):
    """It is a way to try a source."""
    found = jobs.preview(settings)
    assert found.changes.total("releases").added == 5
    assert not settings.processed.exists()
    assert find_latest(settings.processed) is None


def test_a_run_that_fails_and_one_that_was_killed_stand_in_the_history(settings):
    """Nobody watches at night."""
    with pytest.raises(ZeroDivisionError), jobs.hold(replace(settings, reason="first")):
        raise ZeroDivisionError("by zero")
    history = read_history(settings.processed)
    assert [one["event"] for one in history] == ["started", "failed"]
    assert history[-1]["detail"] == "ZeroDivisionError: by zero"
    with jobs.hold(replace(settings, reason="second")):
        pass  # ends without a word, as a killed one does
    with (settings.processed / "runs.jsonl").open("ab") as file:
        file.write(b'{"at": "2024-01-01", "ev')
    with jobs.hold(replace(settings, reason="third")):
        pass
    events = [(one["event"], one["reason"]) for one in read_history(settings.processed)]
    assert events[2:] == [("started", "second"), ("killed", "second"), ("started", "third")]
