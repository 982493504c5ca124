"""Tests of the pass that tells which kinds of status words some words hold."""

from __future__ import annotations

import random

import pytest

from pipelines.coding.status_forms import StatusForms
from pipelines.coding.status_words import alternation
from pipelines.reference import load_reference


@pytest.mark.parametrize("tag", ["en", "ru"])
def test_kinds_are_those_that_a_pattern_a_kind_finds(tag: str) -> None:
    """One pass for all kinds replaced a search for each; the plain search is the oracle."""
    cues = load_reference().languages[tag].cues
    assert cues is not None
    forms = StatusForms(cues.status)
    patterns = {kind: alternation(told) for kind, told in cues.status.items()}
    every = sorted({form.lower() for told in cues.status.values() for form in told})
    pieces = [*every, "talks", "-", ",", "_", "2", "re", "s", "the next"]
    chosen = random.Random(5)  # noqa: S311 - the same words each time
    for _ in range(3_000):
        told = (chosen.choice(pieces) for _ in range(chosen.randint(0, 6)))
        words = "".join(f"{one}{chosen.choice(['', ' ', ' ', ' '])}" for one in told)
        plain = {kind for kind, pattern in patterns.items() if pattern.search(words)}
        assert forms.kinds_in(words) == plain, words
