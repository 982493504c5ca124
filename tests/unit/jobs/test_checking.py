"""What is checked of a build as it will be read, with the texts of a year in memory at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
import small_runs

from pipelines import jobs
from pipelines.jobs import comparing
from pipelines.quality import UnsoundTables


def test_a_wrong_quote_is_found_though_texts_are_read_by_year(tmp_path, monkeypatch):
    """What is checked a year at a time is checked all the same."""
    settings = small_runs.make_settings(tmp_path)
    small_runs.write_releases(settings.raw, 4, days_apart=300)
    describe = comparing.describe_contacts

    def describe_wrongly(*arguments):
        built = describe(*arguments)
        shifted = built.mentions.assign(span_start=built.mentions["span_start"] + 1)
        return replace(built, mentions=shifted)

    monkeypatch.setattr(comparing, "describe_contacts", describe_wrongly)
    with pytest.raises(UnsoundTables, match="quotes are not the text at their offsets"):
        jobs.run(settings)
