"""Golden cases: what a careful reader codes from a release is what the code gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import golden_cases as golden
import pytest

from pipelines.reference import load_reference

if TYPE_CHECKING:
    from pathlib import Path

SEVERAL = "several_releases"
SHORTFALLS = dict(
    line.split(": ", 1)
    for line in (golden.FOLDER / "shortfalls.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def _params(cases: list[Path]) -> list[Any]:
    """Return the cases; one listed as a shortfall must fail, so that the list stays true."""
    params = []
    for case in cases:
        name = golden.name_of(case)
        marks = (
            [pytest.mark.xfail(reason=SHORTFALLS[name], strict=True)] if name in SHORTFALLS else []
        )
        params.append(pytest.param(case, id=name, marks=marks))
    return params


@pytest.fixture(scope="module")
def reference():
    """Return the reference data, read once."""
    return load_reference()


def test_every_shortfall_names_a_case():
    """A case that was renamed or deleted would hide in the list for ever."""
    assert set(SHORTFALLS) <= {golden.name_of(case) for case in golden.CASES}


def test_every_source_has_a_golden_case(reference):
    """A source nobody has read by hand is not yet a source."""
    assert set(reference.sources) <= {case.parent.name for case in golden.CASES}


def test_every_rule_has_a_golden_case(reference):
    """A rule without a case is a rule that nobody has applied."""
    cited = {rule for case in golden.CASES for rule in golden.read_expected(case)["rules"]}
    assert cited == set(reference.rules)


def test_every_contact_type_has_a_golden_case(reference):
    """A type without a case may be dead without anybody noticing."""
    labels = [golden.read_expected(case) for case in golden.CASES]
    told = {contact["contact_type"] for label in labels for contact in label.get("contacts", [])}
    assert told == set(reference.contact_types)


@pytest.mark.parametrize("case", _params([c for c in golden.CASES if c.parent.name != SEVERAL]))
def test_release_is_coded_as_a_careful_reader_does(case, reference, tmp_path):
    """Every contact, claim and refusal of the label, and no other contact or claim."""
    expected = golden.read_expected(case)
    tables = golden.code_case(case, reference, tmp_path)
    found = golden.contacts_found(tables)
    assert found == golden.contacts_told(expected, found)
    assert golden.claims_found(tables) == golden.claims_told(expected)
    refused = set(zip(tables["quarantine"]["stage"], tables["quarantine"]["reason"], strict=True))
    assert {(one["stage"], one["reason"]) for one in expected.get("refused", [])} <= refused


@pytest.mark.parametrize("case", _params([c for c in golden.CASES if c.parent.name == SEVERAL]))
def test_releases_give_the_same_contacts_in_every_order(case, reference):
    """Identity and counts are the label's, whatever arrives first (SAME-ORDER)."""
    expected = golden.read_expected(case)
    coded = [golden.code_plain(case, told, reference) for told in expected["releases"]]
    ids = set()
    for order in (coded, coded[::-1], coded[1:] + coded[:1]):
        tables = golden.assemble_all(order, reference)
        assert golden.rows_found(tables) == golden.rows_told(expected)
        counts = tables["meetings_per_year"]
        for row in expected.get("meetings_per_year", []):
            same = (counts[list(row)] == list(row.values())).all(axis="columns")
            assert same.sum() == 1, row
        if "meetings_per_year" in expected:
            assert len(counts) == len(expected["meetings_per_year"])
        ids.add(tuple(sorted(tables["contacts"]["contact_id"])))
    assert len(ids) == 1
