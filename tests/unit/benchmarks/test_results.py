"""The page of results keeps what was not measured again, in one order."""

from __future__ import annotations

import pytest

from benchmarks import measuring
from benchmarks.__main__ import BENCHMARKS, read_sections, write_sections


def test_sections_that_are_written_are_read_again():
    """Else a benchmark that is renewed alone would lose the others."""
    sections = {title: f"About {title}\n\n| a |\n| --- |\n" for title in BENCHMARKS.values()}
    assert read_sections(write_sections(sections)) == sections


def test_sections_stand_in_the_order_of_the_benchmarks():
    """Whatever was measured first."""
    titles = list(BENCHMARKS.values())
    page = write_sections(dict.fromkeys(reversed(titles), "text\n"))
    assert list(read_sections(page)) == titles


def test_a_child_is_measured_with_its_memory():
    """A child that takes a hundred megabytes more is seen to; it is looked at while it waits."""
    wait = "print('done'); import time; time.sleep(0.5)"
    small = measuring.run_child("-c", wait)
    large = measuring.run_child("-c", f"x = bytes([1]) * 100_000_000; {wait}")
    assert small.output == large.output == "done\n"
    assert 80 < large.peak_mb - small.peak_mb < 120


def test_a_child_that_fails_is_no_measurement():
    """A crash is fast."""
    with pytest.raises(RuntimeError, match="ended with 3"):
        measuring.run_child("-c", "raise SystemExit(3)")


def test_the_machine_is_described_without_its_names():
    """Results are published: no host name, no path."""
    told = measuring.describe_machine()
    assert "cores" in told
    assert measuring.platform.node() not in told
    assert "/" not in told
