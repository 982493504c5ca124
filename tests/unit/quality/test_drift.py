"""How the sizes of tables moved is told in words."""

from __future__ import annotations

from pipelines.quality import compare_rows


def test_only_tables_that_moved_are_told():
    """A list of what stayed hides what moved."""
    before = {"releases": 10, "contacts": 5, "claims": 1}
    after = {"releases": 12, "contacts": 5, "claims": 0, "coverage": 1}
    assert compare_rows(before, after) == [
        "releases: 10 to 12 rows (+2)",
        "claims: 1 to 0 rows (-1)",
        "coverage: 0 to 1 rows (+1)",
    ]
