"""What a request may give: an answer, or why there is none; addresses as logs may show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

# Matches "api_key", "X-Amz-Signature", "token"; not "id", "page".
_SECRET = re.compile(r"key|token|secret|sig|pass|auth|session|credential", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request for a document.

    address: as it was asked for. final_address: where redirects led to. status: 200 or 304.
    headers: those that matter, names in lower case. content: unpacked; empty for 304.
    """

    address: str
    final_address: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class NotFetched(Exception):  # noqa: N818 - it names a state of the document, as Refused does
    """A document that was not fetched; reason is one of the closed list, detail says more.

    is_lasting: asking again would give the same. ends_source: nothing more is to be asked for now.
    status: of the answer, where that is why.
    """

    def __init__(
        self,
        reason: str,
        detail: str,
        *,
        is_lasting: bool = False,
        ends_source: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.is_lasting = is_lasting
        self.ends_source = ends_source
        self.status = status


class AskedToWait(NotFetched):
    """The site asks for more time than a run waits: nothing may be asked before the next run."""


def show_address(address: str) -> str:
    """Return an address without what gives access: user, password, keys among its parameters."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    query = parts.query
    if _SECRET.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([(key, "***" if _SECRET.search(key) else value) for key, value in pairs])
    return urlunsplit((parts.scheme, host, parts.path, query.replace("%2A%2A%2A", "***"), ""))
