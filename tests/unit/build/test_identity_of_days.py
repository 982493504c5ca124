"""Days in a row that are one day, or two (rule SAME-CONTACT), and visits of several days."""

from __future__ import annotations

import pytest

CALL, VISIT = "telephone_conversation", "visit"
STATED, PUBLICATION = "stated", "publication"
PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
NOBODY = ("unknown", None, None)


def tell_days(story, contact_type, *tellings):
    """Tell one contact type on days of May 2023: (publisher, day, basis, day of publication)."""
    for publisher, day, basis, published in tellings:
        release = story.release(publisher, f"2023-05-{published:02d}")
        story.tell(release, contact_type, f"2023-05-{day:02d}", date_basis=basis)


@pytest.mark.parametrize(
    ("tellings", "n_contacts"),
    [
        pytest.param(
            [("RUS", 7, STATED, 9), ("TKM", 8, STATED, 8)], 1, id="two-publishers-time-zones"
        ),
        pytest.param(
            [("RUS", 7, STATED, 20), ("RUS", 8, PUBLICATION, 8)], 1, id="published-the-day-after"
        ),
        pytest.param(
            [("RUS", 7, STATED, 9), ("RUS", 8, STATED, 9)], 2, id="both-stated-by-one-publisher"
        ),
        pytest.param(
            [("RUS", 7, PUBLICATION, 7), ("RUS", 8, PUBLICATION, 8)], 2, id="news-on-both-days"
        ),
        pytest.param(
            [("RUS", 7, STATED, 7), ("RUS", 8, PUBLICATION, 8)], 2, id="news-on-its-day-and-again"
        ),
        pytest.param(
            [("RUS", 7, PUBLICATION, 7), ("RUS", 8, STATED, 20)], 2, id="told-before-it-was"
        ),
        pytest.param(
            [("RUS", 7, PUBLICATION, 7), ("TKM", 8, PUBLICATION, 8)], 1, id="two-publication-days"
        ),
        pytest.param([("RUS", 7, STATED, 9), ("TKM", 9, PUBLICATION, 9)], 2, id="two-days-apart"),
    ],
)
def test_calls_on_days_in_a_row(story, tellings, n_contacts):
    """SAME-CONTACT: one only where one rests on a publication day or two publishers tell of it."""
    tell_days(story, CALL, *tellings)
    assert len(story.contacts()) == n_contacts


def test_the_same_day_is_matched_before_the_day_after(story):
    """SAME-CONTACT: nearest first, so daily calls told by both sides stay daily calls."""
    days = [(publisher, day, PUBLICATION, day) for publisher in ("RUS", "TKM") for day in (7, 8, 9)]
    tell_days(story, CALL, *days)
    contacts = story.contacts()
    assert [one.n_releases for one in contacts] == [2, 2, 2]


def test_days_in_a_row_are_matched_one_to_one(story):
    """SAME-CONTACT: the middle telling belongs to one neighbour, not to both."""
    tell_days(
        story, CALL, ("RUS", 7, STATED, 7), ("TKM", 8, PUBLICATION, 8), ("RUS", 9, PUBLICATION, 9)
    )
    contacts = story.contacts()
    assert [one.reported_by for one in contacts] == [["RUS", "TKM"], ["RUS"]]


def test_a_telling_that_fits_two_contacts_of_the_day_before_joins_neither(story):
    """SAME-CONTACT: which of the two was reported a day late cannot be known."""
    before = story.release("RUS", "2023-05-07")
    story.tell(before, CALL, "2023-05-07")
    minister = ("foreign_minister", None, None)
    story.tell(before, CALL, "2023-05-07", {"RUS": minister, "TKM": minister})
    late = story.release("TKM", "2023-05-08")
    states = {"RUS": NOBODY, "TKM": NOBODY}
    story.tell(late, CALL, "2023-05-08", states, date_basis=PUBLICATION)
    assert len(story.contacts()) == 3


def test_a_visit_told_day_after_day_is_one_visit(story):
    """DATE-NEWS: a visit under way is told as of each publication day."""
    tell_days(story, VISIT, *[("RUS", day, PUBLICATION, day) for day in (5, 6, 7)])
    visit = story.contact()
    assert visit.first_day.day == 5


def test_days_inside_a_visit_belong_to_its_range(story):
    """SAME-CONTACT and SAME-VALUES: the range is the visit's length, not want of precision."""
    story.tell(story.release("TKM", "2023-05-01"), "state_visit", "2023-05-05/2023-05-07")
    tell_days(story, VISIT, ("RUS", 5, STATED, 20), ("RUS", 7, STATED, 20))
    visit = story.contact()
    assert visit.date_edtf == "2023-05-05/2023-05-07"
    assert visit.contact_type == "state_visit"


def test_two_visits_stated_for_days_in_a_row_by_one_publisher_stay_apart(story):
    """SAME-CONTACT: no publication day, no second publisher."""
    tell_days(story, VISIT, ("RUS", 5, STATED, 20), ("RUS", 6, STATED, 20))
    assert len(story.contacts()) == 2


def test_talks_of_some_day_of_a_visit_are_those_told_by_day(story):
    """DATE-NEWS: a day unknown inside a dated visit is the visit's range."""
    visit_range = {"date_basis": "visit"}
    story.tell(story.release("TKM"), "meeting", "2023-05-05/2023-05-07", **visit_range)
    story.tell(story.release("RUS"), "meeting", "2023-05-06")
    assert story.contact().date_edtf == "2023-05-06"


def test_talks_of_some_day_of_a_visit_with_two_talks_are_ambiguous(story):
    """SAME-COARSE in spirit: which talks are meant cannot be known."""
    story.tell(story.release("TKM"), "meeting", "2023-05-05/2023-05-07", date_basis="visit")
    for day in ("05", "07"):
        story.tell(story.release("RUS"), "meeting", f"2023-05-{day}")
    assert [one.is_ambiguous for one in story.contacts()].count(True) == 1
    assert len(story.contacts()) == 3


def test_a_call_planned_for_a_day_and_reported_the_day_after_is_one(story):
    """SAME-CONTACT: the held telling rests on its publication day."""
    planned = story.release("RUS", "2023-05-05")
    story.tell(planned, CALL, "2023-05-07", status="planned", told_as="announced")
    tell_days(story, CALL, ("RUS", 8, PUBLICATION, 8))
    call = story.contact()
    assert (call.status, call.date_edtf) == ("held", "2023-05-07")
