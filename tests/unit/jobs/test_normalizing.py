"""Lines of JSON in, lines of JSON out, in their order."""

from __future__ import annotations

import json

import pytest

from pipelines.jobs.normalizing import BATCH, WrongLine, normalize_lines
from pipelines.reference import load_reference


@pytest.fixture(scope="module")
def reference():
    """Return the project's own reference data."""
    return load_reference()


def _run(lines, reference):
    return [json.loads(line) for line in normalize_lines(map(json.dumps, lines), reference)]


def test_line_gives_dates_sides_and_persons_with_their_places(reference):
    """Other programs rely on these names."""
    text = "President of Kazakhstan Kassym-Jomart Tokayev left on 7 May."
    line = {"id": 7, "text": text, "published": "2023-05-08", "order": "DMY", "language": "en"}
    (found,) = _run([line | {"publisher": "RUS"}], reference)
    (day,), (side,), (person,) = found["dates"], found["sides"], found["persons"]
    assert found["id"] == 7
    assert day == {
        "quote": "7 May", "span_start": 54, "span_end": 59, "first_day": "2023-05-07",
        "last_day": "2023-05-07", "date_precision": "day", "date_edtf": "2023-05-07",
        "rule_id": "DATE-NEAREST",
    }  # fmt: skip
    assert side == {"quote": "Kazakhstan", "span_start": 13, "span_end": 23, "country": "KAZ"}
    assert text[person["span_start"] : person["span_end"]] == person["quote"]
    assert (person["country"], person["office"], person["level"]) == (
        "KAZ", "president", "head_of_state",
    )  # fmt: skip
    assert person["person_id"]


def test_language_without_a_file_is_refused_line_by_line(reference):
    """A stream of many languages must not stop at the first that is not known."""
    found = _run([{"id": 1, "text": "Hallo", "language": "de"}, {"id": 2, "text": "Hi"}], reference)
    assert found[0] == {"id": 1, "dates": [], "sides": [], "persons": [], "refused": "language"}
    assert "refused" not in found[1]


def test_order_of_lines_is_kept_over_batches(reference):
    """Whoever joins by position must not get another line's answer."""
    lines = [{"id": number, "text": f"on {1 + number % 28} May"} for number in range(BATCH + 3)]
    found = _run(lines, reference)
    assert [one["id"] for one in found] == list(range(BATCH + 3))
    assert found[-1]["dates"][0]["quote"] == f"{1 + (BATCH + 2) % 28} May"


def test_curly_quotes_and_hard_spaces_keep_offsets(reference):
    """Offsets point into what was given, not into what we made of it."""
    text = "\u201cUkraine\u2019s President\u201d on 7\u00a0May 2023"
    (found,) = _run([{"id": 1, "text": text, "published": "2023-05-08"}], reference)
    (day,) = found["dates"]
    assert day["quote"] == "7\u00a0May 2023" == text[day["span_start"] : day["span_end"]]
    assert found["sides"][0]["quote"] == "Ukraine"


def test_impossible_day_is_told_and_not_mended(reference):
    """31 February may be any of four days."""
    (found,) = _run([{"id": 1, "text": "on 31/02/2023"}], reference)
    assert found["dates"] == []
    assert "31/02/2023" in found["impossible"][0]["reason"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("{", "line 1 is no JSON", id="no-json"),
        pytest.param('{"id": 1}', 'give an object with a "text"', id="no-text"),
        pytest.param('{"text": "", "publishd": ""}', "unknown publishd", id="unknown-field"),
        pytest.param('{"text": "", "published": "8 May"}', "'8 May' is no day", id="no-day"),
        pytest.param('{"text": "", "publisher": "XX"}', "'XX' is no code", id="no-side"),
        pytest.param('{"text": "", "order": "DYM"}', "'DYM' is none of", id="no-order"),
    ],
)
def test_wrong_line_stops_with_its_number_and_why(reference, line, told):
    """A wrong field that is passed over is a wrong date."""
    with pytest.raises(WrongLine, match="line 1") as error:
        list(normalize_lines([line], reference))
    assert told in str(error.value)
