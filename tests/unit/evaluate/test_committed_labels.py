"""The labels that are committed here are facts about releases, never words of them."""

import json
from pathlib import Path

import pytest

from pipelines.evaluate.labels import read_labels
from pipelines.reference.side import read_states

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "tests" / "labels").glob("*.json"))
DEVELOPED = {"further"}  # drawn later, all of it to develop on
KEPT_ASIDE = {"aside"}  # drawn later, all of it only to score on
DRAWN = [file for file in FILES if file.stem not in DEVELOPED | KEPT_ASIDE]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_hold_no_text_of_a_release(file) -> None:
    """The texts are their publishers'."""
    records = json.loads(file.read_text())
    told = [one for record in records for one in (*record["contacts"], *record["claims"])]
    assert [one["quote"] for one in told if one["quote"]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_name_two_known_sides(file) -> None:
    """A mistyped code would count as a missed contact for ever."""
    known = {state.code for state in read_states(ROOT / "pipelines" / "reference" / "states.csv")}
    releases = read_labels([file])
    sides = [one.sides for release in releases for one in release.contacts]
    pairs = [one.pair for release in releases for one in release.claims]
    assert [one for one in sides if len(one) < 2 or not one <= known] == []
    assert [one for one in pairs if len(one) != 2 or not one <= known] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_of_known_sources(file) -> None:
    """A release of a mistyped source would be missing from every build."""
    sources = {path.stem for path in (ROOT / "pipelines" / "reference" / "sources").glob("*.yml")}
    assert {one.source_id for one in read_labels([file])} <= sources


@pytest.mark.parametrize("file", DRAWN, ids=lambda file: file.stem)
def test_every_second_label_is_kept_aside(file) -> None:
    """Half of the releases measure what nobody tuned for."""
    flags = [record.get("kept_aside", False) for record in json.loads(file.read_text())]
    assert flags == [bool(n % 2) for n in range(len(flags))]


@pytest.mark.parametrize("stem", sorted(KEPT_ASIDE))
def test_labels_of_later_releases_are_kept_aside_whole(stem) -> None:
    """Nobody reads the errors on them."""
    assert all(one.is_kept_aside for one in read_labels([ROOT / "tests/labels" / f"{stem}.json"]))
