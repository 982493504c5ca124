"""Offices that a state is said to lack, against the table of holders."""

import pytest

from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the reference data of the project."""
    return load_reference()


def test_no_state_has_a_holder_of_an_office_that_it_lacks(reference):
    """A holder added to offices.csv would be a foreign one in the releases of his own state."""
    held = set(zip(reference.holders["country"], reference.holders["office"], strict=True))
    offices = {"queen": "monarch"}  # the table has one office for both
    lacking = {(state, offices.get(office, office)) for state, office in reference.lacking_offices}
    assert not held & lacking


def test_whose_a_lacking_office_is_names_a_side_with_that_office(reference):
    """The Queen of a realm is a side's that has monarchs."""
    held = set(zip(reference.holders["country"], reference.holders["office"], strict=True))
    of = {side for side in reference.lacking_offices.values() if side}
    assert of == {"GBR"}
    assert ("GBR", "monarch") in held
