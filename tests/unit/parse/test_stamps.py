"""However a time stamp comes in, a release belongs to the day that its publisher's clock shows."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.ingest import read_folder
from pipelines.normalize.publication import date_release
from pipelines.parse import parse_document
from pipelines.parse.stamps import local_stamp
from pipelines.reference.source import Fields

ASHGABAT, NEW_YORK = "Asia/Ashgabat", "America/New_York"
# A release of 23:30 on 8 May in Ashgabat, five hours east of Greenwich, in every way.
LATE = [
    pytest.param("2023-05-08T23:30:00+05:00", id="late-iso-own-offset"),
    pytest.param("2023-05-08T18:30:00Z", id="late-iso-z"),
    pytest.param("2023-05-08T18:30:00.000Z", id="late-iso-z-with-milliseconds"),
    pytest.param("2023-05-08T18:30:00+00:00", id="late-iso-offset-of-greenwich"),
    pytest.param("2023-05-08 18:30:00 UTC", id="late-iso-utc"),
    pytest.param("2023-05-08T11:30:00-0700", id="late-iso-offset-of-a-host-abroad"),
    pytest.param("2023-05-08 23:30:00", id="late-naive"),
    pytest.param("20230508233000", id="late-naive-compact"),
    pytest.param("20230508T183000Z", id="late-compact-z"),
    pytest.param("Mon, 08 May 2023 23:30:00 +0500", id="late-rss-own-offset"),
    pytest.param("Mon, 08 May 2023 18:30:00 GMT", id="late-rss-gmt"),
    pytest.param("Mon, 08 May 2023 14:30:00 EDT", id="late-rss-zone-by-name"),
    pytest.param("Mon, 08 May 2023 18:30:00 -0000", id="late-rss-without-a-place"),
    pytest.param("Mon, 08 May 2023 23:30:00", id="late-rss-naive"),
    pytest.param("2023-05-08", id="late-a-day-alone"),
]
# The same at half past midnight, when the day in Greenwich is still the seventh.
EARLY = [
    pytest.param("2023-05-08T00:30:00+05:00", id="early-iso-own-offset"),
    pytest.param("2023-05-07T19:30:00Z", id="early-iso-z"),
    pytest.param("2023-05-07T19:30:00.000Z", id="early-iso-z-with-milliseconds"),
    pytest.param("2023-05-07 19:30:00 UTC", id="early-iso-utc"),
    pytest.param("2023-05-07T12:30:00-0700", id="early-iso-offset-of-a-host-abroad"),
    pytest.param("2023-05-07 19:30:00 +0000", id="early-iso-space-before-the-offset"),
    pytest.param("2023-05-08 00:30:00", id="early-naive"),
    pytest.param("20230508003000", id="early-naive-compact"),
    pytest.param("20230507T193000Z", id="early-compact-z"),
    pytest.param("Mon, 08 May 2023 00:30:00 +0500", id="early-rss-own-offset"),
    pytest.param("Sun, 07 May 2023 19:30:00 GMT", id="early-rss-gmt"),
    pytest.param("Sun, 07 May 2023 15:30:00 EDT", id="early-rss-zone-by-name"),
    pytest.param("Sun, 07 May 2023 19:30:00 -0000", id="early-rss-without-a-place"),
]


def _published(release):
    dated, refused = date_release(release, None, "DMY")
    assert refused == ()
    return dated.published_day


@pytest.fixture
def publish(parse):
    """Return a function that gives the publication day of a row with a time stamp."""
    fields = Fields(title="title", date="date", body=("text",))

    def run(stamp, **others):
        row = {"title": "A call", "date": stamp, "text": "They spoke."}
        shape = {"connector": "table", "media": "record", "fields": fields}
        return _published(parse(row, **({"time_zone": ASHGABAT} | shape | others)))

    return run


@pytest.mark.parametrize("stamp", [*LATE, *EARLY])
def test_a_stamp_gives_the_day_of_the_publishers_clock(publish, stamp):
    """Half an hour before midnight and half an hour after it, by whatever clock it is written."""
    assert publish(stamp) == date(2023, 5, 8)


@pytest.mark.parametrize(
    ("stamp", "zone", "day"),
    [
        pytest.param("2023-05-09T03:30:00Z", NEW_YORK, date(2023, 5, 8), id="summer-time"),
        pytest.param("2023-01-09T04:30:00Z", NEW_YORK, date(2023, 1, 8), id="winter-time"),
        pytest.param("2023-01-09T05:00:00Z", NEW_YORK, date(2023, 1, 9), id="midnight"),
        pytest.param("2010-07-01T20:30:00Z", "Europe/Moscow", date(2010, 7, 2), id="moscow-2010"),
        pytest.param("2022-07-01T20:30:00Z", "Europe/Moscow", date(2022, 7, 1), id="moscow-2022"),
    ],
)
def test_the_zone_has_the_clock_of_that_day(publish, stamp, zone, day):
    """Summer time and changes of law move midnight."""
    assert publish(stamp, time_zone=zone) == day


@pytest.mark.parametrize("suffix", ["Z", "+00:00", "", ".000Z"])
def test_a_suffix_declared_false_moves_nothing(publish, suffix):
    """Some sites write Z behind the clock on their wall: `stamps: local`."""
    assert publish(f"2023-05-08T23:30:00{suffix}", stamps="local") == date(2023, 5, 8)


@pytest.mark.parametrize("stamp", ["2023-05-07 19:30:00", "20230507193000", "2023-05-07T19:30"])
def test_naive_stamps_declared_as_utc_are_moved(publish, stamp):
    """Some databases keep UTC and do not say so: `stamps: utc`."""
    assert publish(stamp, stamps="utc") == date(2023, 5, 8)


def test_a_day_in_utc_stays(publish):
    """A day without a time has no clock."""
    assert publish("2023-05-07", stamps="utc") == date(2023, 5, 7)


@pytest.mark.parametrize("stamp", ["2023-05-07T25:30:00Z", "2023-02-31T10:00:00Z", "soon"])
def test_what_is_no_stamp_stays_as_it_is(make_source, stamp):
    """It is refused where dates are read, with the words of the document."""
    assert local_stamp(stamp, make_source(time_zone=ASHGABAT)) == stamp


@pytest.mark.parametrize("stamp", ["0001-01-01T00:30:00Z", "9999-12-31T23:30:00Z"])
def test_the_ends_of_the_calendar_are_no_crash(make_source, stamp):
    """Such stamps are placeholders of databases."""
    assert {local_stamp(stamp, make_source(time_zone=z)) for z in (ASHGABAT, NEW_YORK)} >= {stamp}


def test_a_stamp_stays_as_written_where_its_day_does(make_source):
    """Refusals quote it, and a reader looks for the quote on the page."""
    stamp = "2023-05-08T18:30:00Z"
    assert local_stamp(stamp, make_source(time_zone=ASHGABAT)) == stamp


PAGE = (
    '<html><head><title>A call</title><meta property="article:published_time" content="{stamp}">'
    "</head><body><article><h1>A call</h1><p>{text}</p></article></body></html>"
)


@pytest.mark.parametrize("stamp", ["2023-05-08T00:30:00+05:00", "2023-05-07T19:30:00+00:00"])
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(Fields(), id="without-selectors"),
        pytest.param(
            Fields(title="h1", date="meta::attr(content)", body=("article",)), id="by-selectors"
        ),
    ],
)
def test_the_stamp_of_a_page_gives_the_day_of_the_publishers_clock(parse, fields, stamp):
    """Most sites write the time of publication into the head, with an offset."""
    page = PAGE.format(stamp=stamp, text="The ministers spoke by telephone about trade. " * 20)
    release = parse(page, media="html", time_zone=ASHGABAT, fields=fields)
    assert _published(release) == date(2023, 5, 8)


@pytest.mark.parametrize("stamp", ["Sun, 07 May 2023 19:30:00 GMT", "2023-05-07T19:30:00Z"])
def test_the_stamp_of_an_xml_file_gives_the_day_of_the_publishers_clock(parse, stamp):
    """RSS has the form of mail, Atom that of ISO."""
    item = f"<item><title>A call</title><pubDate>{stamp}</pubDate><p>They spoke.</p></item>"
    fields = Fields(title="title", date="pubDate", body=("p",))
    release = parse(item, media="xml", time_zone=ASHGABAT, fields=fields)
    assert _published(release) == date(2023, 5, 8)


def test_the_stamp_of_a_parquet_table_gives_the_day_of_the_publishers_clock(tmp_path, make_source):
    """A column of moments knows its zone."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    moment = pa.array([1683487800], pa.int64()).cast(pa.timestamp("s", tz="UTC"))
    rows = pa.table({"title": ["A call"], "date": moment, "text": ["They spoke."]})
    (tmp_path / "aaa_mfa").mkdir()
    parquet.write_table(rows, tmp_path / "aaa_mfa" / "releases.parquet")
    fields = Fields(title="title", date="date", body=("text",))
    source = make_source(connector="table", media="record", time_zone=ASHGABAT, fields=fields)
    (document,) = read_folder(tmp_path, source)
    assert _published(parse_document(document, source)) == date(2023, 5, 8)


def test_a_dateline_is_by_the_publishers_clock(parse):
    """A time behind the day of a dateline moves nothing."""
    release = parse("A call\n\n08/05/2023 23:30\n\nThey spoke.", time_zone=ASHGABAT)
    assert _published(release) == date(2023, 5, 8)
