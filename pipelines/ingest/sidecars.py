"""What a sidecar says of the file that it lies beside: where it came from, and when."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from email.message import Message
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIDECAR = ".meta.json"
_TEXTS = ("address", "fetched_at", "content_type", "sha256", "published_day")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The parts of a sidecar that reading needs; all None where a file has none.

    address: the link. fetched_at: ISO time. charset: as the server named it.
    sha256: of the bytes as they were received. published_day: ISO day, as the publisher lists it.
    """

    address: str | None = None
    fetched_at: str | None = None
    charset: str | None = None
    sha256: str | None = None
    published_day: str | None = None


def read_sidecar(path: Path) -> Sidecar:
    """Return what `<file>.meta.json` says of a file; raises ValueError when it is wrong."""
    sidecar = path.with_name(path.name + SIDECAR)
    if not sidecar.exists():
        return Sidecar()
    loaded = json.loads(sidecar.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"{sidecar.name} must hold one object with address and fetched_at")  # noqa: TRY004 - as for broken JSON
    for key in _TEXTS:
        if not isinstance(loaded.get(key), str | None):
            raise ValueError(f"{sidecar.name}: {key} must be a text")  # noqa: TRY004 - as above
    charset = charset_of(loaded.get("content_type") or "")
    if day := loaded.get("published_day"):
        date.fromisoformat(day)
    return Sidecar(
        loaded.get("address") or None,
        loaded.get("fetched_at"),
        charset,
        loaded.get("sha256"),
        day or None,
    )


def charset_of(content_type: str) -> str | None:
    """Return the charset that a header such as 'text/html; charset=utf-8' names."""
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_charset()


def find_damage(content: bytes, sidecar: Sidecar) -> str | None:
    """Return what is wrong where bytes are not those that were received, else None."""
    if sidecar.sha256 is None or hashlib.sha256(content).hexdigest() == sidecar.sha256:
        return None
    return (
        f"its bytes are not those that were received (sha256 {sidecar.sha256[:12]}...): "
        "put the file back, or give what was changed a name of its own"
    )
