"""How many documents a second are collected from a server on loopback, and in how much memory.

The server and each collector are processes of their own, so that neither counts for the other.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fetched_sites import TODAY, Office

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Iterator

SIZES = (10_000, 100_000)
N_IN_FEED = 5_000
N_IN_SITEMAP = 10_000  # one list at a time is in memory: of all sizes the same
FIRST_DAY = date(1990, 1, 1)
N_DAYS = (TODAY - FIRST_DAY).days
PAGE = (
    "<html><head><title>Call {n}</title></head><body><h1>Call {n}</h1><article>"
    + "<p>The presidents spoke by telephone on matter {n} of many.</p>" * 30
    + "</article></body></html>"
)


@dataclass(frozen=True)
class Measured:
    """One run of a collector: what it kept, how long it took, and its memory in megabytes.

    cpu_seconds: of the collector alone; the rest is waiting for the server and the disk.
    """

    n_new: int
    n_same: int
    seconds: float
    cpu_seconds: float
    mb_at_start: float
    mb_at_most: float
    failure: str | None


def main() -> None:
    """Print all figures; with `--serve` or `--work` be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="pages of a sitemap")
    parser.add_argument("--feed", type=int, default=N_IN_FEED, help="items of the feed")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.serve:
        asyncio.run(_serve())
    elif told.work:
        _work(told.work)
    else:
        _measure(told.feed, told.sizes)


def _measure(n_items: int, sizes: list[int]) -> None:
    print(f"pages of {len(PAGE):,} bytes, no delay, python {sys.version.split()[0]}")
    columns = (
        "pages",
        "new",
        "as before",
        "seconds",
        "CPU s",
        "a second",
        "MB at start",
        "MB at most",
    )
    print(("{:16}" + "{:>12}" * 8).format("list", *columns))
    with _run_server() as address:
        _measure_list("feed", f"{address}/{n_items}/feed", n_items)
        for n_pages in sizes:
            _measure_list("sitemap", f"{address}/{n_pages}/sitemap.xml", n_pages)


def _measure_list(kind: str, address: str, n_pages: int) -> None:
    """Print a first run, and one that finds nothing new."""
    with tempfile.TemporaryDirectory(prefix="collecting-") as name:
        office = Office(Path(name))
        office.add("aaa_mfa", address, kind)
        for run in ("first", "again"):
            command = [sys.executable, "-m", "benchmarks.collecting", "--work", name]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
            one = Measured(**json.loads(done.stdout))
            times = f"{one.seconds:12.1f}{one.cpu_seconds:12.1f}{n_pages / one.seconds:12,.0f}"
            numbers = f"{n_pages:12,}{one.n_new:12,}{one.n_same:12,}{times}"
            memory = f"{one.mb_at_start:12.0f}{one.mb_at_most:12.0f}"
            print(f"{kind + ', ' + run:16}{numbers}{memory} {one.failure or ''}", flush=True)


def _work(folder: Path) -> None:
    """Collect what a folder's source has; print what that took as JSON."""
    from pipelines.ingest.fetching import fetch
    from pipelines.ingest.window import Window
    from pipelines.jobs import Settings, fetch_sources
    from tests.fetched_sites import MANNERS

    assert callable(fetch)  # noqa: S101 - imported before the clock starts
    settings = Settings(folder / "raw", folder / "processed", folder / "reference")
    now = datetime.combine(TODAY, datetime.min.time(), UTC)
    at_start, begun, cpu_begun = _megabytes(), time.perf_counter(), time.process_time()
    (done,) = fetch_sources(settings, MANNERS, window=Window(FIRST_DAY), clock=lambda: now)
    seconds, cpu_seconds = time.perf_counter() - begun, time.process_time() - cpu_begun
    # Pages that are missed cost nothing: a run with any is no measurement.
    failure = done.failure or (f"{len(done.missed)} missed" if done.missed else None)
    times = (seconds, cpu_seconds)
    measured = Measured(done.n_new, done.n_same, *times, at_start, _megabytes(), failure)
    print(json.dumps(asdict(measured)))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _run_server() -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks.collecting", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        try:
            assert server.stdout  # noqa: S101 - it is a pipe
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


async def _answer(reader: StreamReader, writer: StreamWriter) -> None:
    """Answer the requests of one connection, as many as come."""
    while line := await reader.readline():
        path = line.split()[1].decode()
        asked = {}
        while (header := (await reader.readline()).decode()) not in {"\r\n", ""}:
            name, _, value = header.partition(":")
            asked[name.lower()] = value.strip()
        # Its pages never change, so whoever has one has the right one.
        is_known = "if-none-match" in asked
        content = b"" if is_known else _content(path, f"http://{asked['host']}").encode()
        kind = "application/xml" if path.endswith((".xml", "feed")) else "text/html; charset=utf-8"
        head = f'HTTP/1.1 {"304 Not Modified" if is_known else "200 OK"}\r\nETag: "1"\r\n'
        head += f"Content-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        writer.write(head.encode() + content)
        await writer.drain()
    writer.close()


def _content(path: str, root: str) -> str:
    parts = path.split("/")[1:]
    if parts[0] == "robots.txt":
        return "User-agent: *\nDisallow:\n"
    if parts[-1] == "feed":
        items = (_item(n, root) for n in range(int(parts[0])))
        return f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>'
    if parts[-1] == "sitemap.xml":
        n_pages = int(parts[0])
        starts = range(0, n_pages, N_IN_SITEMAP)
        links = (f"<sitemap><loc>{root}/{n_pages}/{n}.xml</loc></sitemap>" for n in starts)
        return f"<sitemapindex>{''.join(links)}</sitemapindex>"
    if parts[-1].endswith(".xml"):
        n_pages, start = int(parts[0]), int(parts[1].removesuffix(".xml"))
        numbers = range(start, min(start + N_IN_SITEMAP, n_pages))
        return f"<urlset>{''.join(_row(n, root) for n in numbers)}</urlset>"
    return PAGE.format(n=parts[-1].removesuffix(".html"))


def _day(n: int) -> date:
    return FIRST_DAY + timedelta(days=n % N_DAYS)


def _row(n: int, root: str) -> str:
    return f"<url><loc>{root}/news/{n}.html</loc><lastmod>{_day(n)}</lastmod></url>"


def _item(n: int, root: str) -> str:
    told = f"{_day(n):%a, %d %b %Y} 12:00:00 GMT"
    return f"<item><link>{root}/news/{n}.html</link><pubDate>{told}</pubDate></item>"


if __name__ == "__main__":
    main()
