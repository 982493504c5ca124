"""How much of the committed table of sides and officials is read right, which must not fall."""

from __future__ import annotations

import json

import pytest
from normalizer_cases import read_actor_cases

from pipelines.jobs.normalizing import normalize_lines
from pipelines.reference import load_reference

# Measured, and to be raised with each gain: the share of English lines read in full. The aim is
# 0.97 for sides and 0.95 for persons; `python -m benchmarks.normalizers` prints today's figures.
LEAST = {"sides": 0.89, "persons": 0.55}


@pytest.fixture(scope="module")
def read():
    """Return the English cases, each with what is found in it."""
    cases = [case for case in read_actor_cases() if case.language == "en"]
    lines = normalize_lines((json.dumps(case.line) for case in cases), load_reference())
    return list(zip(cases, map(json.loads, lines), strict=True))


def test_sides_are_read_no_worse_than_measured(read):
    """A rule that mends one line and breaks two is no gain."""
    right = sum(case.has_sides(found) for case, found in read)
    assert right / len(read) >= LEAST["sides"]


def test_persons_are_read_no_worse_than_measured(read):
    """The same for whom a text names."""
    right = sum(case.has_persons(found) for case, found in read)
    assert right / len(read) >= LEAST["persons"]
