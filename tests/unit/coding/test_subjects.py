"""Subjects of verbs that are no words of contacts."""

from __future__ import annotations

import golden_cases as golden
import pytest

from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """The reference of the project."""
    return load_reference()


@pytest.mark.parametrize(
    "title",
    [
        "Prime Minister, Turkish President sent King of Jordan a letter",
        "Prime Minister, Turkish President conveyed to King of Jordan his condolences",
        "Prime Minister, Turkish President thanked King of Jordan for his letter",
    ],
)
def test_two_before_a_verb_that_is_no_cue_are_read(title, reference, tmp_path):
    """The verb beside a letter or message is no cue of its own, and no meeting."""
    (tmp_path / "release.txt").write_text(f"{title}\n\nNews of the day.\n", encoding="utf-8")
    told = {"publisher": "QAT", "published": "2022-08-10", "file": "release.txt", "address": "a"}
    coded = golden.code_plain(tmp_path, told, reference)
    assert {m.contact_type for m in coded.mentions} <= {"letter", "condolence"}
