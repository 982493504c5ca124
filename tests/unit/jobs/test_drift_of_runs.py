"""A run whose source lost its releases publishes nothing, unless somebody says that it is right."""

from __future__ import annotations

from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs
from pipelines.quality import UnsoundTables
from pipelines.storage import find_latest, read_manifest


def test_lost_releases_are_not_published(tmp_path):
    """A folder that was emptied by mistake must not empty the tables."""
    settings = small_runs.make_settings(tmp_path)
    paths = small_runs.write_releases(settings.raw, 5)
    first = jobs.run(settings)
    assert read_manifest(first.build)["sources"] == {
        small_runs.SOURCE: {"n_releases": 5, "n_contacts": 5, "n_refused": 0}
    }
    for path in paths[:3]:
        path.unlink()
    with pytest.raises(UnsoundTables, match=r"5 releases before, 2 now.*--accept-drift"):
        jobs.run(settings)
    assert find_latest(settings.processed) == first.build.resolve()

    second = jobs.run(replace(settings, accept_drift=True))
    assert find_latest(settings.processed) == second.build.resolve()
    assert second.warnings == (
        f"{small_runs.SOURCE}: 5 releases before, 2 now, expect.min_releases_percent is 50",
    )
