"""What a host's robots.txt asks for (RFC 9309); it is read once in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protego import Protego

from pipelines.ingest.answers import NotFetched, show_address

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from pipelines.ingest.answers import Answer

NAME = "communique"  # what a robots.txt that means us has to name
MAX_BYTES = 500_000
_LONGEST_DELAY_SECONDS = 60.0  # some ask for hours, which is another way to forbid


class Robots:
    """The rules of the hosts that one client asks."""

    def __init__(self, get: Callable[[httpx.URL], Answer]) -> None:
        """Read with `get`, which returns an answer or raises NotFetched."""
        self._get = get
        self._rules: dict[str, Protego] = {}

    def check(self, url: httpx.URL) -> float:
        """Return the seconds that the host wants between requests.

        Raises NotFetched where the address is forbidden, or nobody can tell.
        """
        rules = self._rules_of(url)
        if not rules.can_fetch(str(url), NAME):
            detail = f"robots.txt forbids {show_address(str(url))}"
            raise NotFetched("robots forbid", detail, is_lasting=True)
        delay = float(rules.crawl_delay(NAME) or 0.0)
        if delay > _LONGEST_DELAY_SECONDS:
            detail = f"robots.txt asks for {delay:.0f} seconds between requests"
            raise NotFetched("robots forbid", detail, is_lasting=True, ends_source=True)
        return delay

    def _rules_of(self, url: httpx.URL) -> Protego:
        origin = str(url.copy_with(path="/robots.txt", query=None, fragment=None))
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._read(url.copy_with(raw_path=b"/robots.txt")))
        return self._rules[origin]

    def _read(self, url: httpx.URL) -> str:
        try:
            return self._get(url).content.decode("utf-8", errors="replace")
        except NotFetched as error:
            if error.status:
                return ""  # there is none, so nothing is forbidden
            detail = f"robots.txt cannot be read, so nothing is asked for: {error.detail}"
            raise type(error)("not fetched", detail, ends_source=True) from error
