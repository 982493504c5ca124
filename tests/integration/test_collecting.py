"""The command line from a publisher's site to the tables: collect, then run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fetched_sites import SOURCE, put_feed
from loopback import run_site
from small_runs import make_reference

from pipelines import storage

HTML = "text/html"
CALL = """<html><head><title>News</title></head><body><h1>{title}</h1><article>
<p>On 8 May 2023 the President of Turkmenistan had a telephone conversation with the President of
{country}.</p></article></body></html>"""
LIST = """<html><body><h1>News</h1><ul class="releases"><li>Call with the President of Kazakhstan
</li></ul><article><p>The President of Turkmenistan met the President of Kazakhstan.</p></article>
</body></html>"""
TURKIYE = CALL.format(title="Call with Türkiye", country="Türkiye")
COMMAND = "import sys; from pipelines.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def site():
    """Run a site with a feed of pages, some of which are none that can be read."""
    with run_site() as running:
        pages = {
            "call": (CALL.format(title="Call with China", country="China"), HTML, "utf-8"),
            # The bytes decide, then the page, then its server.
            "named-wrongly": (
                CALL.format(title="Call with Türkiye", country="Türkiye"),
                f"{HTML}; charset=iso-8859-1",
                "utf-8",
            ),
            "named-by-its-server": (
                CALL.format(title="Télécon", country="Türkiye").replace("8 May", "9 May"),
                f"{HTML}; charset=windows-1252",
                "windows-1252",
            ),
            "not-as-named": (TURKIYE, f"{HTML}; charset=utf-8", "windows-1252"),
            "another-alphabet": (
                CALL.format(title="Разговор с Президентом Казахстана", country="Kazakhstan"),
                f"{HTML}; charset=iso-8859-1",
                "windows-1251",
            ),
            "list": (LIST, HTML, "utf-8"),
            "made-anew": ("<html><body><p>The President met.</p></body></html>", HTML, "utf-8"),
        }
        items = ""
        for name, (text, content_type, encoding) in pages.items():
            running.put(f"/{name}.html", text.encode(encoding), content_type)
            day = "<pubDate>Mon, 08 May 2023 12:00:00 GMT</pubDate>"
            items += f"<item><link>{running.address}/{name}.html</link>{day}</item>"
        put_feed(running, f"{items}<item><link>{running.address}/gone.html</link></item>")
        yield running


@pytest.fixture(scope="module")
def call(site, project, tmp_path_factory):
    """Return a function that runs the command of an installation which knows the site's source."""
    folder = tmp_path_factory.mktemp("installed")
    for package in ("pipelines", "flows"):
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(project / package, folder / package, ignore=left_out)
    made = make_reference(folder / "reference")
    shutil.copytree(made, folder / "pipelines" / "reference", dirs_exist_ok=True)
    source = SOURCE.format(connector="feed", address=f"{site.address}/feed")
    (folder / "pipelines" / "reference" / "sources" / "aaa_mfa.yml").write_text(source)
    folders = ("--raw", str(folder / "raw"), "--processed", str(folder / "processed"))

    def run(*arguments):
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", COMMAND, *arguments, *folders],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def collected(call):
    """Collect once; return how that ended."""
    return call("collect", "--contact", "mailto:tests@mfa.example", "--from", "2023-05-01")


@pytest.fixture(scope="module")
def read(call, collected):
    """Run on what was collected; return a function that reads a table with the pages' names."""
    assert collected.returncode == 0, collected.stderr
    done = call("run", "--no-prefect")
    assert done.returncode == 0, done.stderr
    build = Path(call("tables", "--path").stdout.strip())

    def run(name):
        table = storage.read_table(build, name)
        if "address" not in table:
            return table
        return table.assign(page=table["address"].str.extract(r"/([a-z-]+)\.html$")[0])

    return run


def test_collecting_tells_what_is_new_and_what_is_missed(site, collected):
    """One page of eight is not there."""
    row = next(line for line in collected.stdout.splitlines() if "aaa_mfa" in line)
    assert row.split() == ["aaa_mfa", "7", "0", "0", "1"]
    assert f"aaa_mfa: missed {site.address}/gone.html: " in collected.stdout
    agents = {one.headers["user-agent"] for one in site.asked}
    assert all("communique/" in one and "tests@mfa.example" in one for one in agents)


def test_what_was_collected_is_coded(read):
    """With the address of the page, and the other side as the page spells it."""
    told = read("contact_mentions").merge(read("releases"), on="release_id", validate="m:1")
    found = sorted(zip(told["page"], told["sides"].map(list), told["contact_type"], strict=True))
    call = "telephone_conversation"
    assert found == [
        ("call", ["CHN", "TKM"], call),
        ("named-by-its-server", ["TKM", "TUR"], call),
        ("named-wrongly", ["TKM", "TUR"], call),
    ]


def test_what_is_no_release_stands_in_quarantine_with_its_reason(read):
    """A list among releases is not coded, a page in an unknown charset not guessed."""
    refused = read("quarantine")
    reasons = dict(zip(refused["page"], refused["reason"], strict=True))
    assert reasons == {
        "another-alphabet": "wrong encoding",
        "gone": "not fetched",
        "list": "list page",
        "made-anew": "selector matched nothing",
        "not-as-named": "wrong encoding",
    }


@pytest.mark.usefixtures("read")
def test_collecting_again_adds_nothing_and_a_site_that_is_gone_is_a_failure(site, call):
    """The exit code is for schedules: 1 says that somebody should look."""
    again = call("collect", "--contact", "mailto:tests@mfa.example", "--source", "aaa_mfa")
    assert again.returncode == 0
    assert " 0 " in next(line for line in again.stdout.splitlines() if "aaa_mfa" in line)
    site.put("/feed", "moved", HTML, status=410)
    failed = call("collect", "--contact", "mailto:tests@mfa.example")
    assert failed.returncode == 1
    assert "status 410" in failed.stdout
