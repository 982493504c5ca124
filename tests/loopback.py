"""A web server on loopback with pages of our own making, that can misbehave on purpose."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow:\n"


@dataclass(frozen=True)
class Page:
    """What is served at a path; it has an ETag and answers 304 to whoever has it."""

    content: bytes
    content_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        """Serve the page."""
        etag = f'"{hashlib.sha256(self.content).hexdigest()[:8]}"'
        is_known = self.status == 200 and request.headers.get("If-None-Match") == etag
        request.send_response(304 if is_known else self.status)
        for name, value in {
            "Content-Type": self.content_type,
            "ETag": etag,
            **self.headers,
        }.items():
            request.send_header(name, value)
        request.send_header("Content-Length", "0" if is_known else str(len(self.content)))
        request.end_headers()
        if not is_known:
            request.wfile.write(self.content)


@dataclass(frozen=True)
class Asked:
    """One request that came in: its path, headers in lower case, and when."""

    path: str
    headers: dict[str, str]
    at: float


class Site:
    """A running server: `pages` by path, what was `asked`, and its `address`."""

    def __init__(self) -> None:
        """Serve on a free port until `stop`."""
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[Asked] = []
        self.before: Callable[[str], None] = lambda _path: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _make_handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = self._say_nothing  # type: ignore[method-assign]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self.put("/robots.txt", ROBOTS, "text/plain")
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """The address of its root, without a slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def put(self, path: str, text: str | bytes, content_type: str = HTML, **others: Any) -> None:
        """Serve a text at a path from now on."""
        content = text.encode() if isinstance(text, str) else text
        self.pages[path] = Page(content, content_type, **others)

    def _say_nothing(self, *_: object) -> None:
        """Take it that whoever asked is gone: tests kill them."""

    def stop(self) -> None:
        """Stop serving; whoever asks afterwards finds nobody."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def run_site() -> Iterator[Site]:
    """Yield a site that runs as long as the block."""
    site = Site()
    try:
        yield site
    finally:
        site.stop()


def write_slowly(content: bytes, pause_seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return a page that comes byte by byte, as from a slow loris."""

    def serve(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        for byte in content:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(pause_seconds)

    return serve


def answer_in_turn(
    *pages: Callable[[BaseHTTPRequestHandler], None],
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return a page that answers otherwise each time, and stays at its last answer."""
    left = list(pages)

    def serve(request: BaseHTTPRequestHandler) -> None:
        page = left.pop(0) if len(left) > 1 else left[0]
        page(request)

    return serve


def _make_handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # an answer in two pieces waits forty milliseconds between them
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append(Asked(self.path, headers, time.monotonic()))
            site.before(self.path)
            page = site.pages.get(self.path, Page(b"not here", status=404))
            try:
                page(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
