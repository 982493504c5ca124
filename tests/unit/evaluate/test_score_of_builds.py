"""A score is read from the tables of a build and from files of labels."""

import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.evaluate import score, score_baseline
from pipelines.evaluate.labels import read_labels
from pipelines.evaluate.tables import CLAIM, MENTION, RELEASE
from pipelines.schema import TABLES

TEXT = "President Ana Ruiz had a telephone conversation with President Bo Lindqvist."


def values_of(group):
    """Return the value of each figure by its name."""
    return {figure.name: figure.value for figure in group.figures}


@pytest.mark.parametrize(
    ("table", "columns"),
    [("releases", RELEASE), ("contact_mentions", MENTION), ("claims", CLAIM)],
)
def test_columns_that_are_read_are_declared(table, columns):
    """A score must not fail on a build because a name was spelled here once more."""
    assert set(columns) <= {column.name for column in TABLES[table].columns}


def test_repeated_label_is_refused(tmp_path) -> None:
    """Counted twice it would weigh twice."""
    record = {"doc": "a", "contacts": [], "claims": []}
    (tmp_path / "some_mfa.json").write_text(json.dumps([record, record]))
    with pytest.raises(ValueError, match="labelled twice"):
        read_labels([tmp_path])


def test_record_names_its_source_where_a_file_has_several(tmp_path) -> None:
    """A file of passages is of no one source; the same address in two sources is two releases."""
    records = [
        {"doc": "a", "source": "some_mfa", "contacts": [], "claims": []},
        {"doc": "a", "contacts": [], "claims": []},
    ]
    (tmp_path / "other_mfa.json").write_text(json.dumps(records))
    labels = read_labels([tmp_path])
    assert [(one.source_id, one.only) for one in labels] == [
        ("other_mfa", None),
        ("some_mfa", None),
    ]


CALLED_OFF = {
    "contact_type": "visit",
    "status": "cancelled",
    "told_as": "news",
    "date_edtf": None,
    "participants": [{"country": "SWE", "person": None}, {"country": "ESP", "person": None}],
    "host": "ESP",
    "quote": "",
}
COUNTED = {
    "countries": ["ESP", "SWE"],
    "period_edtf": None,
    "count": 2,
    "qualifier": "exact",
    "what": "visits",
    "level": None,
    "quote": "",
}


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        pytest.param({"labelled": []}, "name claims, cancelled or both", id="nothing"),
        pytest.param({"labelled": ["visits"]}, "name claims, cancelled or both", id="unknown kind"),
        pytest.param(
            {"labelled": ["claims"], "contacts": [CALLED_OFF]}, "more than its claims", id="contact"
        ),
        pytest.param(
            {"labelled": ["cancelled"], "contacts": [{**CALLED_OFF, "status": "held"}]},
            "more than its cancelled",
            id="held contact",
        ),
        pytest.param(
            {"labelled": ["cancelled"], "claims": [COUNTED]}, "more than its cancelled", id="claim"
        ),
    ],
)
def test_label_beside_what_alone_is_labelled_is_refused(tmp_path, record, problem) -> None:
    """It would count as missed whatever the coding finds, or never be looked at."""
    (tmp_path / "some_mfa.json").write_text(
        json.dumps([{"doc": "a", "contacts": [], "claims": [], **record}])
    )
    with pytest.raises(ValueError, match=problem):
        read_labels([tmp_path])


def test_record_may_label_claims_and_contacts_called_off_alone(tmp_path) -> None:
    """Both kinds at once, of a release that tells of both."""
    record = {"labelled": ["claims", "cancelled"], "contacts": [CALLED_OFF], "claims": [COUNTED]}
    (tmp_path / "some_mfa.json").write_text(json.dumps([{"doc": "a", **record}]))
    assert [one.only for one in read_labels([tmp_path])] == [frozenset({"claims", "cancelled"})]


def write_build(folder) -> None:
    """Write the three tables that a score reads: one release with one call."""
    release = {
        "release_id": "r1",
        "source_id": "some_mfa",
        "address": "a.txt",
        "publisher": "ESP",
        "published_day": date(2023, 5, 8),
        "title": "Telephone conversation with the President of Sweden",
        "text": TEXT,
    }
    mention = {
        "release_id": "r1",
        "contact_type": "telephone_conversation",
        "channel": "telephone",
        "status": "held",
        "told_as": "news",
        "first_day": date(2023, 5, 7),
        "last_day": date(2023, 5, 7),
        "date_edtf": "2023-05-07",
        "sides": ["ESP", "SWE"],
        "persons": ["Ana Ruiz", "Bo Lindqvist"],
        "host_country": None,
        "quote": "had a telephone conversation",
    }
    claim = {
        "release_id": "r1",
        "country_a": "ESP",
        "country_b": "SWE",
        "period_edtf": "2022",
        "n_claimed": 6,
        "qualifier": "exact",
        "what": "meetings",
        "level": None,
        "quote": "six meetings",
    }
    for name, row in (("releases", release), ("contact_mentions", mention)):
        part = folder / name / "published_year=2023"
        part.mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist([row]), part / "part-0.parquet")
    pq.write_table(pa.Table.from_pylist([claim]), folder / "claims.parquet")


def write_labels(folder) -> None:
    """Write the label of that release, which agrees with it but for the type of contact."""
    contact = {
        "contact_type": "telephone_conversation",
        "status": "held",
        "told_as": "news",
        "date_edtf": "2023-05-07",
        "participants": [
            {"country": "SWE", "level": "head_of_state", "person": "Bo Lindqvist"},
            {"country": "ESP", "level": "head_of_state", "person": "Ana Ruiz"},
        ],
        "host": None,
        "format": "bilateral",
        "quote": "had a telephone conversation",
    }
    record = {"doc": "a.txt", "publisher": "ESP", "published": "2023-05-08"}
    text = json.dumps([{**record, "contacts": [contact], "claims": []}])
    (folder / "some_mfa.json").write_text(text)


def test_score_reads_a_build_and_a_folder_of_labels(tmp_path) -> None:
    """The file's name is the source; the release is found by its address."""
    (tmp_path / "labels").mkdir()
    write_build(tmp_path / "build")
    write_labels(tmp_path / "labels")
    result = score(tmp_path / "build", [tmp_path / "labels"])
    assert [group.source_id for group in result.groups] == ["all", "some_mfa"]
    assert values_of(result.groups[0])["contacts F1"] == 1.0
    assert [error.kind for error in result.errors] == ["false claim"]


def test_baseline_finds_keyword_and_side_in_the_title(tmp_path) -> None:
    """It dates by the day of publication, so the call of the day before still matches."""
    write_build(tmp_path / "build")
    write_labels(tmp_path)
    labels = [tmp_path / "some_mfa.json"]
    result = score_baseline(tmp_path / "build", labels, {"Sweden": "SWE", "Norway": "NOR"})
    values = values_of(result.groups[0])
    assert (values["news F1"], values["date"]) == (1.0, 0.0)
