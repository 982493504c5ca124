"""The values of a contact that several releases tell of (rule SAME-VALUES)."""

from __future__ import annotations

import pytest

PUTIN = ("head_of_state", "Vladimir Putin", "Q7747")
SERDAR = ("head_of_state", "Serdar Berdimuhamedov", "Q18357826")
CALL, VISIT, TALKS = "telephone_conversation", "visit", "meeting"
HELD, PLANNED, INVITED, CANCELLED = "held", "planned", "invited", "cancelled"


@pytest.mark.parametrize(
    ("tellings", "status"),
    [
        pytest.param([(1, PLANNED), (7, HELD)], HELD, id="held-as-planned"),
        pytest.param([(1, INVITED), (2, PLANNED)], PLANNED, id="accepted"),
        pytest.param([(1, PLANNED), (2, CANCELLED)], CANCELLED, id="called-off"),
        pytest.param([(1, CANCELLED), (2, PLANNED)], PLANNED, id="planned-again"),
        pytest.param([(2, PLANNED), (2, CANCELLED)], CANCELLED, id="both-on-one-day"),
        pytest.param([(1, INVITED), (2, CANCELLED)], CANCELLED, id="refused"),
        pytest.param([(1, CANCELLED), (2, INVITED)], CANCELLED, id="invited-is-no-plan"),
        pytest.param([(6, CANCELLED), (7, HELD)], HELD, id="held-after-all"),
    ],
)
def test_status_is_the_best_known(story, tellings, status):
    """SAME-VALUES: held, cancelled against planned by the later publication, planned, invited."""
    for day, told in tellings:
        release = story.release("RUS", f"2023-05-{day:02d}")
        story.tell(release, TALKS, "2023-05-07", status=told)
    assert story.contact().status == status


def test_a_cancelled_telling_without_publication_day_is_not_the_later(story):
    """SAME-VALUES: without a day nothing is later."""
    story.tell(story.release("RUS", None), TALKS, "2023-05-07", status=CANCELLED)
    story.tell(story.release("RUS", "2023-05-01"), TALKS, "2023-05-07", status=PLANNED)
    assert story.contact().status == PLANNED


@pytest.mark.parametrize(
    ("tellings", "edtf"),
    [
        pytest.param([("2023-05", "stated"), ("2023-05-07", "stated")], "2023-05-07", id="day"),
        pytest.param(
            [("2023-05-06/2023-05-08", "stated"), ("2023-05-07", "publication")],
            "2023-05-07",
            id="day-of-publication-before-range",
        ),
        pytest.param(
            [("2023-05-08", "publication"), ("2023-05-07", "stated")],
            "2023-05-07",
            id="stated-before-publication",
        ),
        pytest.param(
            [("2023-05-08", "stated"), ("2023-05-07", "stated")], "2023-05-07", id="earliest"
        ),
    ],
)
def test_date_is_the_most_precise_then_stated_then_earliest(story, tellings, edtf):
    """SAME-VALUES: two publishers, so that days in a row are one."""
    for publisher, (date, basis) in zip(("TKM", "RUS"), tellings, strict=True):
        release = story.release(publisher, "2023-05-08")
        story.tell(release, TALKS, date, date_basis=basis)
    assert story.contact().date_edtf == edtf


@pytest.mark.parametrize(
    ("first", "second", "edtf"),
    [
        pytest.param(
            ("2022-02-01", "planned", "2022-02-01/2022-02-06"),
            ("2022-02-02", "held", "2022-02-02"),
            "2022-02-02",
            id="this-week-is-no-length",
        ),
        pytest.param(
            ("2022-02-04", "planned", "2022-02-07/2022-02-13"),
            ("2022-02-08", "held", "2022-02-08"),
            "2022-02-08",
            id="next-week-is-no-length",
        ),
        pytest.param(
            ("2022-02-08", "planned", "2022-02-09"),
            ("2022-02-08", "held", "2022-02-08"),
            "2022-02-08",
            id="told-as-held-before-the-planned-day",
        ),
        pytest.param(
            ("2022-02-20", "held", "../2022-02-08"),
            ("2022-02-20", "held", "2022-02"),
            "2022-02",
            id="month-before-open-range",
        ),
        pytest.param(
            ("2022-02-20", "held", "2021/2022"),
            ("2022-02-20", "held", "2021"),
            "2021",
            id="year-before-years",
        ),
    ],
)
def test_date_of_a_visit_that_two_sides_tell(story, first, second, edtf):
    """SAME-VALUES: the most precise date, and none that another telling refutes."""
    for publisher, (published, status, date) in zip(("RUS", "TKM"), (first, second), strict=True):
        basis = "publication" if date == published else "stated"
        release = story.release(publisher, published)
        story.tell(release, VISIT, date, status=status, date_basis=basis)
    assert story.contact().date_edtf == edtf


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("visit", "official_visit", "official_visit"),
        ("visit", "private_visit", "private_visit"),
        ("meeting", "consultations", "consultations"),
        ("official_visit", "state_visit", "state_visit"),
    ],
)
def test_the_most_specific_type_is_kept(story, first, second, kept):
    """SAME-VALUES and TYPE-SPECIFIC."""
    story.tell(story.release("RUS"), first, "2023-05-07")
    story.tell(story.release("TKM"), second, "2023-05-07")
    assert story.contact().contact_type == kept


def test_consultations_of_unknown_channel_that_were_a_call_are_a_call(story):
    """TYPE-MEDIUM: the medium decides before the word."""
    story.tell(story.release("RUS"), "consultations", "2023-05-07", channel="unknown")
    story.tell(story.release("TKM"), CALL, "2023-05-07")
    call = story.contact()
    assert (call.contact_type, call.channel) == (CALL, "telephone")


@pytest.mark.parametrize(
    ("first", "second", "is_ambiguous"),
    [
        pytest.param((TALKS, {}), (TALKS, {"host_country": "CHE"}), False, id="host-added"),
        pytest.param(
            (TALKS, {"host_country": "FRA"}), (TALKS, {"host_country": "CHE"}), True, id="two-hosts"
        ),
        pytest.param(("official_visit", {}), (VISIT, {}), False, id="kind-added"),
        pytest.param(("official_visit", {}), ("working_visit", {}), True, id="two-kinds"),
        pytest.param((TALKS, {}), (TALKS, {"status": CANCELLED}), True, id="held-and-denied"),
    ],
)
def test_a_contradiction_makes_a_contact_ambiguous(story, first, second, is_ambiguous):
    """SAME-VALUES: what only adds is no contradiction."""
    for publisher, (contact_type, told) in zip(("RUS", "TKM"), (first, second), strict=True):
        story.tell(story.release(publisher), contact_type, "2023-05-07", **told)
    assert story.contact().is_ambiguous == is_ambiguous


def test_host_and_place_are_those_of_whoever_tells_them(story):
    """SAME-VALUES: union of host."""
    story.tell(story.release("RUS"), TALKS, "2023-05-07")
    told = {"host_country": "CHE", "place": "Geneva"}
    story.tell(story.release("TKM"), TALKS, "2023-05-07", **told)
    meeting = story.contact()
    assert (meeting.host_country, meeting.place) == ("CHE", "Geneva")


def test_the_most_telling_participant_is_kept(story):
    """SAME-VALUES: union of persons; whoever is named is the one told without name."""
    unnamed = {"RUS": ("head_of_state", None, None), "TKM": ("unknown", None, None)}
    story.tell(story.release("RUS"), VISIT, "2023-05-07", unnamed)
    both = {"RUS": PUTIN, "TKM": [SERDAR, ("foreign_minister", "Rashid Meredov", None)]}
    story.tell(story.release("TKM"), VISIT, "2023-05-07", both, roles={"RUS": "guest"})
    people = story.build().participants
    assert people["person"].tolist() == [
        "Vladimir Putin",
        "Rashid Meredov",
        "Serdar Berdimuhamedov",
    ]
    assert people["role"].tolist() == ["guest", "participant", "participant"]
    assert people["person_id"].tolist()[1] == "x-rashid-meredov"


def test_offices_without_a_name_stay_beside_named_ones_of_another_level(story):
    """WHO-SIDES: an unnamed minister is a participant of his own."""
    side = [PUTIN, ("minister", None, None), ("unknown", None, None)]
    story.tell(story.release("RUS"), TALKS, "2023-05-07", {"RUS": side, "TKM": SERDAR})
    people = story.build().participants
    russian = people[people["country"] == "RUS"]
    assert russian["level"].tolist() == ["head_of_state", "minister"]


def test_a_person_known_by_id_in_one_release_is_the_same_in_another(story):
    """SAME-VALUES: one row a contact, side and person."""
    story.tell(story.release("RUS"), TALKS, "2023-05-07", {"RUS": PUTIN, "TKM": SERDAR})
    without_id = ("head_of_state", "Vladimir Putin", None)
    story.tell(story.release("TKM"), TALKS, "2023-05-07", {"RUS": without_id, "TKM": SERDAR})
    people = story.build().participants
    assert people["person_id"].tolist() == ["Q7747", "Q18357826"]


@pytest.mark.parametrize(
    ("sides", "level"),
    [
        pytest.param([PUTIN, "minister"], "minister", id="lowest-of-the-highest"),
        pytest.param([PUTIN, "unknown"], "head_of_state", id="unknown-takes-the-others"),
        pytest.param(["unknown", "unknown"], "unknown", id="unknown-on-both"),
        pytest.param([PUTIN, "head_of_organisation"], "head_of_organisation", id="no-leader"),
    ],
)
def test_level_of_a_contact(story, sides, level):
    """WHO-LEVEL: the lowest of its sides' highest."""
    people = [side if isinstance(side, tuple) else (side, None, None) for side in sides]
    story.tell(
        story.release("RUS"), TALKS, "2023-05-07", dict(zip(("RUS", "TKM"), people, strict=True))
    )
    assert story.contact().level == level


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2022-12-30/2023-01-02", 2022),
        ("2022-06", 2022),
        ("2022", 2022),
        ("2021/2022", None),
        ("2022-03/..", None),
        ("../2013-05-11", None),
        (None, None),
    ],
)
def test_year_of_a_contact(story, edtf, year):
    """DATE-YEAR: of the first day of days, or of an interval inside one year."""
    story.tell(story.release("RUS", "2023-05-08"), TALKS, edtf)
    told = story.build().contacts["year"]
    assert [
        None if missing else value for value, missing in zip(told, told.isna(), strict=True)
    ] == [year]
