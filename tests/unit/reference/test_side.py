"""Sides, places and closed formats."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.reference import FOLDER
from pipelines.reference.files import WrongReference
from pipelines.reference.side import (
    FORMAT_COLUMNS,
    PLACE_COLUMNS,
    STATE_COLUMNS,
    read_formats,
    read_places,
    read_states,
)


@pytest.fixture
def write(tmp_path):
    """Return a function that writes rows under a header line and returns the path."""

    def run(columns, *rows):
        path = tmp_path / "table.csv"
        lines = ["# written by a test", ",".join(columns), *rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return run


@pytest.fixture(scope="module")
def states():
    """Return the sides of the project, by code."""
    return {state.code: state for state in read_states(FOLDER / "states.csv")}


def _state(code, **cells):
    defaults = {"code": code, "kind": "state", "name": code.title(), "is_user_assigned": "false"}
    return ",".join({**dict.fromkeys(STATE_COLUMNS, ""), **defaults, **cells}.values())


def _read_all(states, write, columns, row):
    reader = read_places if columns is PLACE_COLUMNS else read_formats
    return reader(write(columns, row), states.values())


def test_lists_and_days_are_parsed(write):
    """A cell holds a list with bars, an empty cell nothing."""
    row = _state("SUN", kind="historical", strong="USSR|Soviet Union", valid_to="1991-12-26")
    (state,) = read_states(write(STATE_COLUMNS, row))
    assert (state.strong, state.weak) == (("USSR", "Soviet Union"), ())
    assert (state.valid_to, state.cow, state.sovereign) == (date(1991, 12, 26), None, None)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(_state("BBB", kind="country"), "kind 'country'", id="kind"),
        pytest.param(_state("AAA"), "code AAA is repeated; line 3", id="code-twice"),
        pytest.param(_state("BBB", strong="Aland"), "'Aland' is of AAA", id="name-of-two"),
        pytest.param(_state("BBB", weak="Aland"), "'Aland' is of AAA", id="weak-is-strong"),
        pytest.param(_state("BBB", adjectives="Alandic"), "'Alandic' is", id="adjective-of-two"),
        pytest.param(_state("BBB", capitals="Alby"), "'Alby' is of AAA", id="metonym-of-two"),
        pytest.param(_state("BBB", strong="AAA"), "'AAA' is a code", id="code-as-name"),
        pytest.param(_state("BBB", sovereign="QQQ"), "sovereign QQQ", id="no-sovereign"),
        pytest.param(_state("BBB", valid_from="1991"), "BBB: ", id="no-day"),
        pytest.param(_state("BBB", cow="x"), "BBB: ", id="no-number"),
    ],
)
def test_wrong_side_is_refused_with_its_line(write, row, words):
    """A name that two sides share would be given to whichever comes first."""
    first = _state("AAA", strong="Aland", adjectives="Alandic", capitals="Alby")
    with pytest.raises(WrongReference, match=f"table.csv:4: .*{words}"):
        read_states(write(STATE_COLUMNS, first, row))


def test_side_is_valid_from_its_first_to_its_last_day(states):
    """The Soviet Union's last day is still a day of the Soviet Union."""
    assert states["SUN"].is_valid_on(date(1991, 12, 26))
    assert not states["SUN"].is_valid_on(date(1991, 12, 27))
    assert not states["SRB"].is_valid_on(date(2006, 6, 4))


@pytest.mark.parametrize(
    ("columns", "row", "words"),
    [
        pytest.param(PLACE_COLUMNS, "Sochi,QQQ,city,", "country QQQ", id="place-nowhere"),
        pytest.param(PLACE_COLUMNS, "Sochi,RUS,town,", "kind 'town'", id="place-kind"),
        pytest.param(FORMAT_COLUMNS, "Duo,RUS|QQQ,", "two to 5 known codes", id="format-code"),
        pytest.param(FORMAT_COLUMNS, "Solo,RUS,", "two to 5 known codes", id="format-of-one"),
        pytest.param(FORMAT_COLUMNS, "G6,AUT|BEL|CHE|DEU|FRA|GBR,", "two to 5", id="format-of-six"),
        pytest.param(FORMAT_COLUMNS, "Duo,RUS|FRA,Duo", "format 'Duo'", id="format-twice"),
    ],
)
def test_wrong_place_or_format_is_refused(states, write, columns, row, words):
    """Six states are a summit, whose sides rule WHO-MEMBERS does not count in pairs."""
    with pytest.raises(WrongReference, match=f"table.csv:3: .*{words}"):
        _read_all(states, write, columns, row)


def test_place_twice_is_refused(states, write):
    """Two Georgetowns: none of them tells where a meeting was."""
    path = write(PLACE_COLUMNS, "Georgetown,GUY,capital,", "Georgetown,MYS,city,")
    with pytest.raises(WrongReference, match=r"table.csv:4: place 'Georgetown'"):
        read_places(path, states.values())


def test_places_and_formats_of_the_project_are_read(states):
    """They are read before the first document, so that a mistake in them stops the run at once."""
    places = {
        place.name: place.country for place in read_places(FOLDER / "places.csv", states.values())
    }
    formats = read_formats(FOLDER / "formats.csv", states.values())
    assert (places["Sochi"], places["Geneva"], places["Rideau Hall"]) == ("RUS", "CHE", "CAN")
    assert set(formats["Normandy Four"]) == {"DEU", "FRA", "RUS", "UKR"}


def test_every_format_is_known_by_each_of_its_names(states):
    """Prose writes one format in many ways."""
    formats = read_formats(FOLDER / "formats.csv", states.values())
    assert formats["Visegrad Group"] == formats["Visegrad Four"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Côte d'Ivoire", "CIV", id="accents"),
        pytest.param("Cote d'Ivoire", "CIV", id="no-accents"),
        pytest.param("Türkiye", "TUR", id="new-name"),
        pytest.param("Turkey", "TUR", id="old-name"),
        pytest.param("Hellenic Republic", "GRC", id="own-name"),
        pytest.param("US", "USA", id="short"),
        pytest.param("Burma", "MMR", id="former-name"),
        pytest.param("Republic of Abkhazia", "XAB", id="user-assigned"),
        pytest.param("European Commission", "EU", id="body-of-an-organisation"),
        pytest.param("Hong Kong", "HKG", id="territory"),
    ],
)
def test_name_identifies_alone(states, name, code):
    """Official English writes one side in many ways."""
    assert [state.code for state in states.values() if name in state.strong] == [code]


@pytest.mark.parametrize("name", ["Jordan", "Chad", "Georgia", "Israel"])
def test_ambiguous_name_is_only_weak(states, name):
    """Jordan is a river and a surname; such a name needs a title or state word beside it."""
    assert any(name in state.weak for state in states.values())
    assert not any(name in state.strong for state in states.values())


def test_user_assigned_codes_are_flagged(states):
    """Rule WHO-CODES: nobody may take them for codes of ISO 3166."""
    flagged = {state.code for state in states.values() if state.is_user_assigned}
    assert flagged == {"XAB", "XDP", "XKX", "XLP", "XNC", "XPM", "XSL", "XSO"}


@pytest.mark.parametrize(("code", "sovereign"), [("GRL", "DNK"), ("HKG", "CHN"), ("ESH", None)])
def test_territory_names_its_sovereign(states, code, sovereign):
    """Who meets Greenland's premier meets a part of Denmark; whose Western Sahara is stays open."""
    assert (states[code].kind, states[code].sovereign) == ("territory", sovereign)
