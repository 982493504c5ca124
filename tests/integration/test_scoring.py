"""The sample's tables are scored by the command line, beside the least that they must beat."""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.cli.app import call

PROJECT = Path(__file__).parents[2]
LABELS = PROJECT / "tests" / "labels" / "sample"


def test_baseline_finds_less_than_the_tables_on_the_same_labels(tmp_path, capsys):
    """Keywords in titles are what a newcomer would write first: the figures stand side by side."""
    processed = ["--processed", str(tmp_path)]
    assert call(["run", "--raw", str(PROJECT / "data" / "raw"), "--workers", "1", *processed]) == 0
    capsys.readouterr()
    coded, baseline = (
        _news_f1([str(LABELS), *processed, *more], capsys) for more in ([], ["--baseline"])
    )
    assert coded > 0.9
    assert 0 < baseline < coded


def _news_f1(arguments, capsys):
    assert call(["score", *arguments, "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    figures = {figure["name"]: figure["value"] for figure in groups[0]["figures"]}
    return figures["news F1"]
