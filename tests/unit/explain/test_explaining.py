"""What was coded is told with its rule, and what was not with its reason."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

from pipelines.dataset import code_document, find_contacts
from pipelines.explain import explain_release
from pipelines.explain.readings import link_cues
from pipelines.ingest import read_raw
from pipelines.records import CodedRelease
from pipelines.reference import load_reference

GOLDEN = Path(__file__).parents[2] / "golden"


def _reading(explanation, cue, start=""):
    """Return the reading of a cue in the sentence that starts so."""
    text = explanation.release.text
    (found,) = [
        reading
        for sentence in explanation.sentences
        if text[sentence.span.start :].startswith(start)
        for reading in sentence.readings
        if reading.cue == cue
    ]
    return found


def test_a_contact_is_told_with_its_cues_rule_and_participants(call):
    """Whoever doubts a row of the tables wants the words and the rule behind it."""
    (contact,) = call.contacts
    assert contact.mention.contact_type == "telephone_conversation"
    assert contact.mention.date.first_day == date(2023, 5, 7)
    assert contact.cues[-1] == "telephone conversation"
    assert contact.rule
    assert contact.left_out is None
    assert {(one.side, one.person) for one in contact.participants} == {
        ("TKM", "Serdar Berdimuhamedov"),
        ("RUS", "Vladimir Putin"),
    }
    assert _reading(call, "telephone conversation", "On May 7").contacts == (1,)


def test_a_wish_is_told_with_the_word_that_makes_it_one(call):
    """STATUS-UNREAL: without the word the reader cannot judge the rule."""
    reading = _reading(call, "meeting", "President of Turkmenistan Serdar")
    assert reading.contacts == ()
    assert reading.rule_id == "STATUS-UNREAL"
    assert reading.rule == load_reference().rules["STATUS-UNREAL"]
    assert call.release.text[reading.word.start : reading.word.end] == "hope"
    assert "'hope'" in reading.detail


def test_a_meeting_inside_one_state_is_told_as_domestic(call):
    """CONTACT: one's own ministers are the commonest reason for no contact."""
    reading = _reading(call, "meeting", "The President of Turkmenistan also")
    assert reading.rule_id == "WHO-NONE"
    assert reading.detail.startswith("domestic: only")


def test_marks_are_of_all_kinds_and_stay_apart(call):
    """Two marks on one word could not be shown."""
    marks = [mark for sentence in call.sentences for mark in sentence.marks]
    assert {"official", "date", "cue", "word"} <= {mark.kind for mark in marks}
    spans = sorted(mark.span for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_the_publication_day_is_told_with_the_evidence_that_lost(call):
    """DATE-EVIDENCE: the crawl's header is a frequent suspect."""
    assert call.publication.day == date(2023, 5, 8)
    assert call.publication.used.text == "08/05/2023"
    assert [one.basis for one in call.publication.evidence] == ["dateline", "header"]
    assert [one.reason for one in call.refusals] == ["publication dates disagree"]


def test_a_holder_that_the_text_does_not_name_is_told_as_inferred(raw, processed):
    """WHO-DATE: a name that stands nowhere in the text must not look as if it did."""
    text = (
        " date 2023-05-08 A call\n\nOn May 7, 2023, the President of Turkmenistan had a telephone "
        "conversation with the President of Russia.\n"
    )
    (raw / "turkmenistan_mfa" / "nameless.txt").write_text(text, encoding="utf-8")
    (contact,) = explain_release("nameless.txt", raw, processed).contacts
    assert all(one.is_inferred for one in contact.participants)
    assert "on 2023-05-07 (offices.csv)" in contact.participants[0].how


def test_a_language_that_cannot_be_coded_is_told(raw, processed):
    """Chinese releases stand in the tables without a contact, for this reason alone."""
    shutil.copytree(GOLDEN / "china_mfa_zh" / "language_not_coded", raw / "china_mfa_zh")
    (raw / "china_mfa_zh" / "expected.yml").unlink()
    explained = explain_release("release.html", raw, processed)
    assert not explained.is_coded
    assert explained.release is not None
    assert [one.reason for one in explained.refusals] == ["language not coded"]


def test_every_contact_of_the_sample_is_linked_to_a_cue(project):
    """A contact that no cue tells of could not be explained."""
    reference = load_reference()
    n_contacts = 0
    for document in read_raw(project / "data" / "raw", reference.sources):
        coded = code_document(document, reference, "version")
        if not isinstance(coded, CodedRelease) or coded.coding_version is None:
            continue
        found = find_contacts(coded.release, reference, reference.sources[document.source_id])
        linked = link_cues(found, coded.release.published_day)
        numbers = {number for numbers in linked.values() for number in numbers}
        assert numbers == set(range(1, len(coded.mentions) + 1)), document.address
        n_contacts += len(numbers)
    assert n_contacts > 30
