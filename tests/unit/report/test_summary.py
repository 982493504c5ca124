"""What a run tells at its end."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from pipelines.report import RunFacts, show_summary, summarise, tell_lines

BUILD = Path("data/processed/builds/0123456789ab")


def _summary(tables, n_new=3, *, is_new_build=True):
    return summarise(tables, RunFacts(4, 3, 1, n_new, is_new_build=is_new_build), BUILD)


def _show(summary, *, terminal=False):
    console = Console(file=io.StringIO(), force_terminal=terminal, width=80)
    show_summary(summary, console)
    return console.file.getvalue()


def test_the_summary_counts_refusals_contacts_and_pairs(sound_tables):
    """Somebody who starts here sees what came out."""
    summary = _summary(sound_tables)
    assert summary.refusals == (("parse", "empty", 1),)
    assert summary.contacts == (("telephone_conversation", "held", 1),)
    assert [(row["year"], row["pair"]) for row in summary.top_pairs] == [
        (2023, "AAA-BBB"),
        (2022, "AAA-BBB"),
    ]


def test_a_number_that_nobody_claimed_is_left_blank(sound_tables):
    """Zero claimed would be a claim."""
    rows = _summary(sound_tables).top_pairs
    assert [row["claimed"] for row in rows] == ["", 6]


def test_the_printed_summary_is_plain_without_a_terminal(sound_tables):
    """Its output goes to logs and files."""
    text = _show(_summary(sound_tables))
    assert "Read 4 releases: 3 coded, 1 refused." in text
    assert "Coded anew: 3." in text
    assert "telephone_conversation     1" in text
    assert "AAA-BBB  2023" in text
    assert str(BUILD) in text
    assert "\x1b" not in text
    assert text.isascii()


def test_the_printed_summary_fits_a_narrow_terminal(sound_tables):
    """Wrapped columns of numbers cannot be read."""
    text = _show(_summary(sound_tables))
    assert max(map(len, text.splitlines())) <= 80
    assert "meetings  leaders  visits  calls  video  written  claimed" in text


def test_the_printed_summary_has_styles_on_a_terminal_only(sound_tables):
    """Escape codes in a log are noise."""
    assert "\x1b[1m" in _show(_summary(sound_tables), terminal=True)


def test_a_run_without_news_says_so(sound_tables):
    """Else it looks as if nothing happened, or as if all was done again."""
    read, new, where = tell_lines(_summary(sound_tables, n_new=0, is_new_build=False))
    assert read == "Read 4 releases: 3 coded, 1 refused."
    assert new.startswith("Nothing new was coded")
    assert where == f"Tables: {BUILD} (as before: the tables are the same)"


def test_a_run_on_nothing_can_be_told(empty_tables):
    """An empty folder is a first step too."""
    summary = summarise(empty_tables, RunFacts(0, 0, 0, 0, is_new_build=True), BUILD)
    assert "Read 0 releases" in _show(summary)
    assert summary.top_pairs == ()


def test_a_run_tells_what_may_be_wrong_and_that_it_is_not_published(sound_tables):
    """Who finds old tables after a run must learn why."""
    facts = RunFacts(
        4, 3, 1, 3, is_new_build=True, is_latest=False, warnings=("aaa_mfa: 9 releases",)
    )
    lines = tell_lines(summarise(sound_tables, facts, BUILD))
    assert "Warning: aaa_mfa: 9 releases" in lines
    assert lines[-1].endswith("(not published: another build is held, see communique builds)")
