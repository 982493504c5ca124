"""Pages, by the selectors of their source or by what looks like main text."""

from __future__ import annotations

import pytest

from pipelines.parse.html_text import text_of_html
from pipelines.reference.source import Fields

FIELDS = Fields(
    title="h1", date="meta[name=day]::attr(content)", body=("div.text",), place="p.place",
    drop=("div.text > nav",), list_page=("div.paging",),
)  # fmt: skip
PAGE = """<html><head><meta name="day" content="2023-05-08"></head><body>
<h1>A call with  B</h1><p class="place">Moscow</p>
<div class="text"><nav>Home / News</nav><p>The presidents
  spoke by <b>telephone</b>.</p><p>They agreed to meet.</p></div>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def parse_page(parse):
    """Return a function that parses a page of a source with the selectors above."""

    def run(html, **others):
        return parse(html, address="one.html", media="html", **({"fields": FIELDS} | others))

    return run


def test_selectors_find_the_parts(parse_page):
    """Nothing else of the page comes into the text."""
    release = parse_page(PAGE)
    expected = "A call with B\n\nThe presidents spoke by telephone.\n\nThey agreed to meet."
    assert release.text == expected
    assert release.place == "Moscow"
    assert [(e.basis, e.text) for e in release.date_evidence] == [("metadata", "2023-05-08")]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("h1>", "h2>", "selector matched nothing", id="no-title"),
        pytest.param('div class="text"', "div", "selector matched nothing", id="no-text"),
        pytest.param(
            "</body>", '<div class="text">More</div></body>', "selector matched twice",
            id="two-texts",
        ),
        pytest.param(
            "</head>", '<meta name="day" content="2023-05-09"></head>', "selector matched twice",
            id="two-days",
        ),
        pytest.param(
            "</body>", '<div class="paging">1 2 3</div></body>', "list page", id="list-of-releases"
        ),
    ],
)  # fmt: skip
def test_page_of_another_shape_is_refused(parse_page, old, new, reason):
    """A site that changed must be seen, not guessed at."""
    refused = parse_page(PAGE.replace(old, new))
    assert (refused.stage, refused.reason, refused.address) == ("parse", reason, "one.html")


def test_day_that_is_said_twice_alike_is_one_day(parse_page):
    """Many pages have it in their head and in their foot."""
    release = parse_page(PAGE.replace("</head>", '<meta name="day" content="2023-05-08"></head>'))
    assert [e.text for e in release.date_evidence] == ["2023-05-08"]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<html><head><title>A call</title></head></html>", id="head-only"),
        pytest.param("<html><body> <br> </body></html>", id="blank-body"),
        pytest.param("<html><body><script>go()</script></body></html>", id="script-only"),
        pytest.param(
            '<html><body><h1>A call</h1><div class="text"> </div></body></html>', id="blank-text"
        ),
    ],
)
def test_page_without_text_is_refused(parse_page, html):
    """It was served, and says nothing."""
    assert parse_page(html).reason == "no body"


def test_page_without_date_is_a_release(parse_page):
    """That it has none is seen where dates are read."""
    release = parse_page(PAGE.replace('name="day"', ""))
    assert release.date_evidence == ()


def test_time_stamp_in_utc_is_given_in_the_zone_of_the_publisher(parse_page):
    """Ten in the evening in London is the next day in Ashgabat."""
    html = PAGE.replace("2023-05-08", "2023-05-08T22:00:00Z")
    release = parse_page(html, stamps="utc", time_zone="Asia/Ashgabat")
    assert release.date_evidence[0].text == "2023-05-09T03:00:00+05:00"


def test_false_suffix_of_a_local_time_stamp_moves_nothing(parse_page):
    """Some sites write Z behind the clock on their wall."""
    html = PAGE.replace("2023-05-08", "2023-05-08T22:00:00Z")
    release = parse_page(html, stamps="local", time_zone="Asia/Ashgabat")
    assert release.date_evidence[0].text == "2023-05-08T22:00:00Z"


def test_main_text_is_found_without_selectors(parse_page):
    """A source can begin without them."""
    sentence = (
        "<p>The presidents of A and B spoke by telephone and agreed to meet in the autumn.</p>"
    )
    html = (
        "<html><head><title>A call with B</title>"
        '<meta property="article:published_time" content="2023-05-08"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>A call with B</h1>{sentence * 6}"
        "</article></body></html>"
    )
    release = parse_page(html, fields=Fields())
    assert release.title == "A call with B"
    assert "agreed to meet in the autumn." in release.text
    assert "Home" not in release.text
    assert release.date_evidence[0].text == "2023-05-08"


def test_list_of_releases_is_refused_without_selectors(parse_page):
    """Its lines are headlines: none is a sentence."""
    items = "".join(
        f"<li><a href='/{n}'>Meeting number {n} of ministers</a></li>" for n in range(40)
    )
    html = f"<html><body><main><ul>{items}</ul></main></body></html>"
    assert parse_page(html, fields=Fields()).reason in {"list page", "no body"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>One.</p><p>Two.</p>", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("<p>One<br>two</p>", "One\ntwo", id="line-break"),
        pytest.param("<ul><li>One</li><li>two</li></ul>", "One\n\ntwo", id="list"),
        pytest.param("<div>One<p>two</p>three</div>", "One\n\ntwo\n\nthree", id="nested"),
        pytest.param("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>",
                     "A B\n\nC", id="table"),
        pytest.param("<p>The <b>P</b>resident\n of   B</p>", "The President of B", id="inline"),
        pytest.param("<p>One</p><style>p{}</style><script>x()</script>", "One", id="unseen"),
        pytest.param("A &amp; B", "A & B", id="entity"),
        pytest.param("<p>One</p><!-- not shown -->", "One", id="comment"),
    ],
)  # fmt: skip
def test_text_of_html_keeps_paragraphs_apart(html, expected):
    """A sentence never runs over the edge of a paragraph."""
    assert text_of_html(html) == expected


def test_page_of_open_tags_alone_is_refused(parse_page):
    """The parser's time grows with the square of the depth: a million would take an hour."""
    refused = parse_page(PAGE.replace("They agreed", "<div>" * 900_000 + "They agreed"))
    assert refused.reason == "not well-formed"


def test_long_page_is_not_taken_for_a_deep_one(parse_page):
    """Old pages leave paragraphs and items of lists open."""
    text = "<p>They met.<br><img src=a><ul><li>One<li>Two</ul>" * 20_000
    assert parse_page(PAGE.replace("They agreed", f"{text}They agreed")).title
