"""The body of an answer, read and unpacked within a limit, whatever its headers promise."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from pipelines.ingest.answers import NotFetched

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPTED = "gzip, deflate"
_STEP = 65_536
# How zlib is told what surrounds the packed bytes.
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class CutOff(ValueError):  # noqa: N818 - it names a state of the answer, as NotFetched does
    """An answer that ends before its end; asked for again it may be whole."""


def read_body(chunks: Iterable[bytes], coding: str, max_bytes: int) -> bytes:
    """Return the unpacked body of an answer, whose packed bytes come in chunks.

    coding: the header Content-Encoding. Raises CutOff when it is not whole, NotFetched when it
    holds more than `max_bytes`, packed or unpacked, or cannot be unpacked.
    """
    name = coding.strip().lower()
    if name in {"", "identity"}:
        return _join(chunks, max_bytes)
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise NotFetched("not fetched", f"packed as '{coding}', which was not asked for")
    body = bytearray()
    unpacker: _Unpacker | None = None
    n_packed = 0
    for chunk in chunks:
        n_packed += len(chunk)
        unpacker = unpacker or _Unpacker(name, chunk)
        for piece in unpacker.unpack(chunk):
            body += piece
            if len(body) > max_bytes or n_packed > max_bytes:
                raise _too_large(max_bytes)
    if unpacker and not unpacker.is_whole:
        raise CutOff("the packed answer is cut off")
    return bytes(body)


class _Unpacker:
    """Unpacks chunk by chunk, never more than a step at once."""

    def __init__(self, name: str, first: bytes) -> None:
        # "deflate" should be zlib's format; some servers send the bare one.
        is_zlib = len(first) > 1 and int.from_bytes(first[:2], "big") % 31 == 0
        self._window = _GZIP if name != "deflate" else _ZLIB if is_zlib else _RAW
        self._zlib = zlib.decompressobj(self._window)

    def unpack(self, chunk: bytes) -> Iterable[bytes]:
        while chunk:
            if self._zlib.eof:  # another packed piece follows, as gzip allows
                self._zlib = zlib.decompressobj(self._window)
            try:
                yield self._zlib.decompress(chunk, _STEP)
            except zlib.error as error:
                raise NotFetched("not fetched", f"cannot be unpacked: {error}") from error
            chunk = self._zlib.unconsumed_tail or self._zlib.unused_data

    @property
    def is_whole(self) -> bool:
        return self._zlib.eof


def _join(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def _too_large(max_bytes: int) -> NotFetched:
    detail = f"more than {max_bytes} bytes, packed or unpacked; reading ended there"
    return NotFetched("too large", detail, is_lasting=True)
