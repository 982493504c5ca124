"""The score of a build is what the issue says it is: these tests are its definition."""

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from pipelines.evaluate.labels import LabelledRelease, ToldClaim, ToldContact
from pipelines.evaluate.matching import match_contacts
from pipelines.evaluate.printed import as_json, format_score, print_score
from pipelines.evaluate.scoring import Group, score_releases
from pipelines.evaluate.tables import CodedTelling
from pipelines.normalize.names import words_of

TEXT = "President Ana Ruiz had a telephone conversation with President Bo Lindqvist."
WORDS = f" {' '.join(words_of(TEXT))} "


def told(**changes: Any) -> ToldContact:
    """Return a call of two presidents on 7 May 2023, changed as asked; an EDTF day sets days."""
    contact = ToldContact(
        contact_type="telephone_conversation",
        channel="telephone",
        status="held",
        told_as="news",
        date_edtf="2023-05-07",
        days=(date(2023, 5, 7), date(2023, 5, 7)),
        sides=frozenset({"ESP", "SWE"}),
        persons=("Ana Ruiz", "Bo Lindqvist"),
        host=None,
        quote="had a telephone conversation",
    )
    return replace(contact, **changes)


def on(first: str, last: str | None = None) -> dict[str, Any]:
    """Return the fields of a contact's date, a day or an interval."""
    days = (date.fromisoformat(first), date.fromisoformat(last or first))
    return {"date_edtf": f"{first}/{last}" if last else first, "days": days}


UNDATED = {"date_edtf": None, "days": None}


def labelled(*contacts: ToldContact, address: str = "a", **changes: Any) -> LabelledRelease:
    """Return a labelled release of the source `some_mfa`."""
    return replace(
        LabelledRelease("some_mfa", address, is_kept_aside=False, contacts=contacts, claims=()),
        **changes,
    )


def coded(*contacts: ToldContact, **changes: Any) -> CodedTelling:
    """Return the same release as the tables have it."""
    release = CodedTelling("some_mfa", "a", "ESP", date(2023, 5, 8), "Call", TEXT, contacts)
    return replace(release, **changes)


def values_of(group: Group) -> dict[str, float | None]:
    """Return the value of each figure by its name."""
    return {figure.name: figure.value for figure in group.figures}


def test_tables_equal_to_the_labels_score_one() -> None:
    """What was read and what was coded agree in every field."""
    result = score_releases([labelled(told())], {("some_mfa", "a"): coded(told())})
    values = values_of(result.groups[0])
    right = ("news F1", "contacts F1", "type", "date", "status", "told_as", "host", "persons")
    assert {values[name] for name in right} == {1.0}
    assert result.errors == ()


def test_missing_release_counts_its_contacts_as_missed() -> None:
    """A release that parsing lost must not look better than one that was coded badly."""
    result = score_releases([labelled(told())], {})
    group = result.groups[0]
    assert (group.n_missing, values_of(group)["contacts recall"]) == (1, 0.0)
    assert [error.kind for error in result.errors] == ["missing release", "missed"]


def test_missing_release_without_contacts_flatters_no_false_alarms() -> None:
    """Nothing was coded because nothing was read."""
    result = score_releases([labelled()], {})
    assert values_of(result.groups[0])["false alarms, any"] is None


@pytest.mark.parametrize(
    ("label", "found", "n_matches"),
    [
        pytest.param(on("2023-05-07"), on("2023-05-08"), 1, id="a day apart"),
        pytest.param(on("2023-05-07"), on("2023-05-09"), 0, id="two days apart"),
        pytest.param(on("2023-05-01", "2023-05-06"), on("2023-05-07"), 1, id="range ends before"),
        pytest.param(UNDATED, UNDATED, 1, id="unknown with unknown"),
        pytest.param(UNDATED, on("2023-05-07"), 0, id="unknown with a day"),
        pytest.param(on("2023-05-07"), UNDATED, 0, id="a day with unknown"),
    ],
)
def test_dates_match_within_a_day_and_unknown_only_unknown(label, found, n_matches) -> None:
    """Time zones shift a day; an unknown date is no wild card."""
    assert len(match_contacts([told(**label)], [told(**found)], WORDS)) == n_matches


@pytest.mark.parametrize(
    ("changes", "n_matches"),
    [
        pytest.param({"sides": frozenset({"ESP", "NOR"})}, 0, id="another side"),
        pytest.param({"sides": frozenset({"ESP", "SWE", "NOR"})}, 0, id="one side more"),
        pytest.param({"channel": "video"}, 0, id="another channel"),
        pytest.param({"status": "planned", "told_as": "announced"}, 1, id="another status"),
    ],
)
def test_sides_and_channel_decide_a_match_and_status_does_not(changes, n_matches) -> None:
    """Status and type are measured among matches, so they cannot make one."""
    assert len(match_contacts([told()], [told(**changes)], WORDS)) == n_matches


def test_channel_unknown_matches_in_person() -> None:
    """Whether talks were held in a room is a finer question than whether they were held."""
    label = told(contact_type="meeting", channel="in_person")
    found = told(contact_type="meeting", channel="unknown")
    assert len(match_contacts([label], [found], WORDS)) == 1


def test_matches_are_one_to_one_and_the_best_agreement_is_first() -> None:
    """Two coded visits cannot both be the one labelled, and the equal one is taken."""
    visit = told(contact_type="official_visit", channel="in_person", host="SWE")
    other = replace(visit, contact_type="visit", host=None)
    matches = match_contacts([visit], [other, visit], WORDS)
    assert [match.coded for match in matches] == [visit]


def test_visit_and_talks_of_one_day_find_their_own_labels() -> None:
    """They share sides, channel and day: only the fields tell them apart."""
    talks = told(contact_type="meeting", channel="in_person")
    visit = told(contact_type="visit", channel="in_person")
    matches = match_contacts([talks, visit], [visit, talks], WORDS)
    assert [match.wrong for match in matches] == [{}, {}]


def test_person_whose_name_stands_not_in_the_text_is_not_scored() -> None:
    """Coding cannot find a name that only the reader knows."""
    label = told(persons=("Ana Ruiz", "Carl Gustaf Bernadotte"))
    result = score_releases([labelled(label)], {("some_mfa", "a"): coded(told(persons=("Ruiz",)))})
    persons = {figure.name: figure for figure in result.groups[0].figures}["persons"]
    assert (persons.right, persons.of) == (1, 1)


def test_missing_person_is_an_error_to_read() -> None:
    """The list of errors names who was not found."""
    found = coded(told(persons=("Ana Ruiz",)))
    result = score_releases([labelled(told())], {("some_mfa", "a"): found})
    assert [(one.kind, one.labelled) for one in result.errors] == [
        ("wrong persons", "Bo Lindqvist")
    ]


def test_planned_contact_counts_for_all_and_not_for_news() -> None:
    """News contacts are what a release reports as having happened."""
    plan = told(status="planned", told_as="announced")
    values = values_of(score_releases([labelled(plan)], {("some_mfa", "a"): coded()}).groups[0])
    assert (values["news recall"], values["contacts recall"]) == (None, 0.0)


def test_news_coded_as_recalled_is_no_news_found() -> None:
    """A match that loses the news is a miss where news is asked for."""
    found = coded(told(told_as="recalled"))
    values = values_of(score_releases([labelled(told())], {("some_mfa", "a"): found}).groups[0])
    assert (values["news recall"], values["contacts recall"], values["told_as"]) == (0.0, 1.0, 0.0)


def test_contact_in_a_release_without_contacts_is_a_false_alarm() -> None:
    """Shares are over the releases whose label is the empty list."""
    labels = [labelled(address="a"), labelled(address="b"), labelled(told(), address="c")]
    plan = told(status="planned", told_as="announced")
    tables = {
        ("some_mfa", "a"): coded(plan),
        ("some_mfa", "b"): coded(),
        ("some_mfa", "c"): coded(),
    }
    values = values_of(score_releases(labels, tables).groups[0])
    assert (values["false alarms, news"], values["false alarms, any"]) == (0.0, 0.5)


def test_claims_match_by_pair_period_number_and_what() -> None:
    """A claim with another number is another claim; its qualifier is measured apart."""
    claim = ToldClaim(frozenset({"ESP", "SWE"}), "2022", 6, "exact", "meetings", "leaders", "six")
    label = labelled(claims=(claim, replace(claim, period_edtf="2021")))
    found = coded(claims=(replace(claim, qualifier="about"), replace(claim, n_claimed=7)))
    values = values_of(score_releases([label], {("some_mfa", "a"): found}).groups[0])
    assert (values["claims F1"], values["claims qualifier"]) == (0.5, 0.0)


def test_kept_aside_releases_are_counted_apart_and_their_errors_not_listed() -> None:
    """Whoever reads their errors can no longer measure with them."""
    labels = [labelled(told(), address="a"), labelled(told(), address="b", is_kept_aside=True)]
    result = score_releases(labels, {("some_mfa", "a"): coded(told()), ("some_mfa", "b"): coded()})
    recall = {group.part: values_of(group)["contacts recall"] for group in result.groups}
    assert recall == {"developed on": 1.0, "kept aside": 0.0}
    assert result.errors == ()


def test_what_alone_is_labelled_is_all_that_counts() -> None:
    """Passages are labelled for what they were searched for; the rest of the text was not read."""
    off = told(status="cancelled")
    claim = ToldClaim(frozenset({"ESP", "SWE"}), "2022", 6, "exact", "meetings", "leaders", "six")
    label = labelled(off, claims=(claim,), only=frozenset({"claims", "cancelled"}))
    held = told(sides=frozenset({"ESP", "NOR"}))
    found = coded(held, off, claims=(claim, replace(claim, n_claimed=7)))
    result = score_releases([label], {("some_mfa", "a"): found})
    values = values_of(result.groups[0])
    assert (values["contacts precision"], values["contacts recall"]) == (1.0, 1.0)
    assert (values["claims precision"], values["claims recall"]) == (0.5, 1.0)
    assert [error.kind for error in result.errors] == ["false claim"]


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        pytest.param("claims", ["false claim"], id="claims"),
        pytest.param("cancelled", ["false"], id="contacts called off"),
    ],
)
def test_kind_that_is_not_labelled_is_no_false_alarm(only, kinds) -> None:
    """Whoever read for claims did not look for visits called off."""
    claim = ToldClaim(frozenset({"ESP", "SWE"}), "2022", 6, "exact", "meetings", "leaders", "six")
    found = coded(told(), told(status="cancelled"), claims=(claim,))
    result = score_releases([labelled(only=frozenset({only}))], {("some_mfa", "a"): found})
    assert [error.kind for error in result.errors] == kinds
    assert values_of(result.groups[0])["false alarms, any"] is None


def test_contact_called_off_and_coded_as_planned_is_missed() -> None:
    """Whether it was called off is what such a label asks."""
    label = labelled(told(status="cancelled"), only=frozenset({"cancelled"}))
    result = score_releases([label], {("some_mfa", "a"): coded(told(status="planned"))})
    assert values_of(result.groups[0])["contacts recall"] == 0.0


def test_passages_are_counted_apart_from_releases_that_were_drawn() -> None:
    """Passages were searched for because they are hard: shares over both would mean nothing."""
    labels = [
        labelled(told(), address="a"),
        labelled(address="b", only=frozenset({"claims"})),
        labelled(address="c", only=frozenset({"claims"}), is_kept_aside=True),
    ]
    tables = {("some_mfa", address): coded(told()) for address in "abc"}
    groups = score_releases(labels, tables).groups
    assert [(group.part, group.n_releases) for group in groups if group.source_id == "all"] == [
        ("developed on", 1),
        ("passages developed on", 1),
        ("passages kept aside", 1),
    ]
    assert values_of(groups[0])["contacts F1"] == 1.0


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_value() -> None:
    """A score is comparable only if chance does not move it."""
    labels = [labelled(told(), address=str(n)) for n in range(20)]
    tables = {("some_mfa", str(n)): coded(*([told()] if n % 3 else [])) for n in range(20)}
    first, second = score_releases(labels, tables), score_releases(labels, tables)
    recall = {figure.name: figure for figure in first.groups[0].figures}["contacts recall"]
    assert first == second
    assert 0 < recall.low < recall.value < recall.high < 1
    assert score_releases(labels, tables, seed=1) != first


def test_score_is_printed_as_text_and_as_json() -> None:
    """Both hold the figures and the errors."""
    result = score_releases([labelled(told())], {})
    assert "missed  some_mfa  a" in format_score(result)
    assert json.loads(as_json(result))["groups"][0]["n_missing"] == 1


@pytest.mark.parametrize("is_terminal", [True, False])
def test_score_is_printed_on_a_terminal_and_off_it(is_terminal) -> None:
    """Brackets in quotes are never read as markup."""
    label = labelled(told(quote="[the call] was held"))
    console = Console(file=StringIO(), force_terminal=is_terminal, width=120)
    print_score(score_releases([label], {}), console)
    assert "[the call] was held" in console.file.getvalue()
