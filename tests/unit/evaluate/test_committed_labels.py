"""The labels that are committed here are facts about releases, never words of them."""

import json
from pathlib import Path

import pytest

from pipelines.evaluate.labels import read_labels
from pipelines.reference.side import read_states

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "tests" / "labels").glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_hold_no_text_of_a_release(file) -> None:
    """The texts are their publishers'."""
    told = [one for record in json.loads(file.read_text()) for one in record["contacts"]]
    assert [one["quote"] for one in told if one["quote"]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_name_two_known_sides(file) -> None:
    """A mistyped code would count as a missed contact for ever."""
    known = {state.code for state in read_states(ROOT / "pipelines" / "reference" / "states.csv")}
    contacts = [one for release in read_labels([file]) for one in release.contacts]
    assert [one for one in contacts if len(one.sides) < 2 or not one.sides <= known] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_second_label_is_kept_aside(file) -> None:
    """Half of the releases measure what nobody tuned for."""
    flags = [record.get("kept_aside", False) for record in json.loads(file.read_text())]
    assert flags == [bool(n % 2) for n in range(len(flags))]
