"""The one polite client: all that is ever asked of another machine is asked here."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING

import httpx
import stamina

from pipelines.ingest.answers import Answer, AskedToWait, NotFetched, show_address
from pipelines.ingest.decoding import ACCEPTED, CutOff, read_body
from pipelines.ingest.guard import Deadline, GuardedTransport
from pipelines.ingest.limits import MAX_DOCUMENT_BYTES
from pipelines.ingest.robots import MAX_BYTES, NAME, Robots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipelines.ingest.hosts import Hosts
    from pipelines.reference.fetch import Fetch

MAX_REDIRECTS = 5
_KEPT_HEADERS = ("content-type", "etag", "last-modified", "content-language")
_TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manners:
    """How all sites are asked; how often one is asked stands in its source.

    contact: a mail address or a link for those whose site is read. attempts: for one document.
    longest_wait_seconds: a site that asks for more is left for this run. timeout_seconds: for a
    connection and for each piece of an answer; answer_seconds: for the whole of it.
    """

    contact: str
    attempts: int = 4
    first_wait_seconds: float = 2.0
    longest_wait_seconds: float = 300.0
    timeout_seconds: float = 30.0
    answer_seconds: float = 120.0


class _TryAgain(Exception):  # noqa: N818 - it says what to do
    """What may be otherwise in a moment; wait: as long as the server asks for."""

    def __init__(self, detail: str, wait: float | None = None) -> None:
        super().__init__(detail)
        self.wait = wait


class Client:
    """Asks for the documents of one source."""

    def __init__(self, fetch: Fetch, manners: Manners, hosts: Hosts) -> None:
        # Its lines show whole addresses, with the keys that some hold.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._fetch = fetch
        self._manners = manners
        self._hosts = hosts
        self._deadline = Deadline()
        self._robots = Robots(lambda url: self._retry(url, {}, MAX_BYTES, obeys=False))
        agent = f"{NAME}/{version('communique')} (+{manners.contact})"
        self._client = httpx.Client(
            transport=GuardedTransport(self._deadline, allows_private=fetch.allows_private),
            headers={"User-Agent": agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*"},
            timeout=manners.timeout_seconds,
            trust_env=False,
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(
        self,
        address: str,
        known: Mapping[str, str] | None = None,
        max_bytes: int = MAX_DOCUMENT_BYTES,
    ) -> Answer:
        """Return the answer to a request for a document.

        known: the headers of the version that is there, of which `etag` and `last-modified` are
        sent; a server that has no other answers 304. Raises NotFetched.
        """
        headers = {}
        if known and known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        if known and known.get("last-modified"):
            headers["If-Modified-Since"] = known["last-modified"]
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, ValueError) as error:
            raise NotFetched("not fetched", f"no address: {error}", is_lasting=True) from error
        return self._retry(url, headers, max_bytes)

    def _retry(
        self, url: httpx.URL, headers: Mapping[str, str], max_bytes: int, *, obeys: bool = True
    ) -> Answer:
        manners = self._manners
        try:
            for attempt in stamina.retry_context(
                on=_when_to_try_again,
                attempts=manners.attempts,
                timeout=None,
                wait_initial=manners.first_wait_seconds,
                wait_max=manners.longest_wait_seconds,
                wait_jitter=manners.first_wait_seconds,
            ):
                with attempt:
                    return self._follow(url, headers, max_bytes, obeys=obeys)
        except _TryAgain as error:
            detail = f"{show_address(str(url))}: {error}, {manners.attempts} times"
            raise NotFetched("not fetched", detail) from error
        raise AssertionError("a retry ends with an answer or an error")

    def _follow(
        self, url: httpx.URL, headers: Mapping[str, str], max_bytes: int, *, obeys: bool
    ) -> Answer:
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check_host(url, asked)
            delay = self._robots.check(url) if obeys else 0.0
            with self._request(url, headers, delay) as response:
                if not response.has_redirect_location:
                    return self._read(response, asked, max_bytes)
                place = response.headers.get("location", "")
            try:
                url = url.join(place)
            except (httpx.InvalidURL, ValueError) as error:
                detail = f"{show_address(str(url))} leads to no address: {error}"
                raise NotFetched("not fetched", detail, is_lasting=True) from error
        detail = f"{show_address(str(asked))} leads on more than {MAX_REDIRECTS} times"
        raise NotFetched("not fetched", detail, is_lasting=True)

    def _check_host(self, url: httpx.URL, asked: httpx.URL) -> None:
        problem = ""
        if url.scheme not in {"http", "https"}:
            problem = "no address of the web"
        elif url.userinfo:
            problem = "holds a user or password"
        elif url.host not in self._fetch.allowed_hosts:
            problem = f"'{url.host}' is none of the source's hosts; name it in fetch.hosts"
        elif asked.scheme == "https" and url.scheme == "http":
            problem = "leads from https to http"
        if problem:
            detail = f"{show_address(str(asked))} -> {show_address(str(url))}: {problem}"
            raise NotFetched("not fetched", detail, is_lasting=True)

    @contextmanager
    def _request(
        self, url: httpx.URL, headers: Mapping[str, str], delay: float
    ) -> Iterator[httpx.Response]:
        with self._hosts.turn(url.host, max(delay, self._fetch.delay_seconds)):
            log.debug("asking for %s", show_address(str(url)))
            self._deadline.start(self._manners.answer_seconds)
            try:
                with self._client.stream("GET", url, headers=headers) as response:
                    yield response
            except httpx.TransportError as error:
                told = str(error) or type(error).__name__
                raise _TryAgain(f"no whole answer ({told})") from error
            except CutOff as error:
                raise _TryAgain(str(error)) from error

    def _read(self, response: httpx.Response, asked: httpx.URL, max_bytes: int) -> Answer:
        status = response.status_code
        if status in _TRY_AGAIN:
            raise self._wait(response)
        if status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            detail = f"{show_address(str(asked))}: status {status}"
            raise NotFetched("not fetched", detail, is_lasting=True, status=status)
        kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        coding = response.headers.get("content-encoding", "")
        content = b""
        if status == HTTPStatus.OK:
            content = read_body(response.iter_raw(), coding, max_bytes)
        return Answer(str(asked), str(response.url), status, kept, content)

    def _wait(self, response: httpx.Response) -> _TryAgain | NotFetched:
        detail = f"status {response.status_code}"
        seconds = _read_retry_after(response.headers.get("retry-after", ""))
        if seconds is None:
            return _TryAgain(detail)
        if seconds > self._manners.longest_wait_seconds:
            detail = f"{detail}, asks to come back in {seconds:.0f} seconds: run again after that"
            return AskedToWait("not fetched", detail, ends_source=True)
        # The host's own pause, which holds for all who ask it.
        self._hosts.pause(response.url.host, seconds)
        return _TryAgain(detail, wait=0.0)


def _when_to_try_again(error: Exception) -> bool | float:
    if not isinstance(error, _TryAgain):
        return False
    return True if error.wait is None else error.wait


def _read_retry_after(value: str) -> float | None:
    if value.strip().isdecimal():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
