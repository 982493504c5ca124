"""Connections that lead nowhere private and do not last longer than an answer may take."""

from __future__ import annotations

import ipaddress
import socket
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from pipelines.ingest.answers import NotFetched

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Deadline:
    """When the answer that is being read must be whole."""

    def __init__(self) -> None:
        self._at = float("inf")

    def start(self, seconds: float) -> None:
        """Give the answer that is asked for next so many seconds."""
        self._at = time.monotonic() + seconds

    def limit(self, timeout: float | None) -> float:
        """Return how long one reading may wait; raises httpcore.ReadTimeout when time is up.

        A server that sends a byte now and then keeps every single reading short.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return left if timeout is None else min(left, timeout)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport, over connections that are checked."""

    def __init__(self, deadline: Deadline, *, allows_private: bool) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=4,
            keepalive_expiry=30.0,
            network_backend=_Backend(deadline, allows_private=allows_private),
        )


def is_private(address: str) -> bool:
    """Tell whether an IP address is one that only this machine or its network can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return not (inner or ip).is_global or ip.is_multicast


class _Backend(httpcore.SyncBackend):
    def __init__(self, deadline: Deadline, *, allows_private: bool) -> None:
        self._deadline = deadline
        self._allows_private = allows_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        # Looked up once, checked and then connected to: a second look-up could answer otherwise.
        found = _look_up(host, port)
        if not self._allows_private and any(map(is_private, found)):
            detail = f"{host} is a private address; 'private: allowed' in the source permits it"
            raise NotFetched("not fetched", detail, is_lasting=True)
        for address in found[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(found[-1], port, timeout, local_address, socket_options)

    def _connect(self, address: str, port: int, timeout: float | None, *rest: Any) -> _Stream:  # noqa: ANN401 - handed on
        limit = self._deadline.limit(timeout)
        return _Stream(super().connect_tcp(address, port, limit, *rest), self._deadline)


def _look_up(host: str, port: int) -> list[str]:
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no address for {host}: {error}") from error
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.limit(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._deadline.limit(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own interface
        return self._inner.get_extra_info(info)
