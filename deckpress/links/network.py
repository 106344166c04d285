"""Requests that reach public servers only.

A deck comes from strangers, so an address in it, or one that it redirects to, may point at this machine or at the
network behind it. A name is therefore looked up here, what it stands for is judged, and the connection is made to
that very number: a second look-up could give another (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import certifi
import httpx

from deckpress.links.failures import Failure
from deckpress.links.limits import Limits

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

MOST_TRIED = 3  # of the numbers that a name stands for
AGENT = "Mozilla/5.0 (compatible; deckpress; checks the links of a deck)"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052, 2.1: the last 32 bits are an IPv4 address
NO_SUCH_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


async def resolve(host: str, port: int) -> Sequence[str]:
    """The numbers that a name stands for, by this machine's resolver. Raises OSError, as socket.getaddrinfo."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_public(ip: IP) -> bool:
    """Whether an address is one of the public internet (IANA's registries); one in an IPv6 address is judged itself."""
    if isinstance(ip, ipaddress.IPv6Address):
        low = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
        if inner := ip.ipv4_mapped or ip.sixtofour or low:
            return is_public(inner)
        if ip.is_site_local:  # which RFC 3879 took out of use, and Python holds to be global
            return False
    return ip.is_global and not ip.is_multicast


def trusted() -> ssl.SSLContext:
    """TLS 1.2 or newer, with the certificates that the system knows (or SSL_CERT_FILE names) and those of Mozilla."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())  # a bare machine knows none
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True)
class Network:
    """How names are looked up, which addresses may be reached, whose certificates are trusted."""

    resolve: Resolve = resolve
    is_allowed: Callable[[IP], bool] = is_public
    context: ssl.SSLContext = field(default_factory=trusted)

    def client(self, limits: Limits) -> httpx.AsyncClient:
        """What asks: it follows no redirect by itself, and takes no proxy, which would look names up anew."""
        timeout = httpx.Timeout(limits.read, connect=limits.connect, pool=None)
        headers = {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.8"}
        # One connection a request: two sites at one number would otherwise share it, and its certificate.
        pool = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        inner = httpx.AsyncHTTPTransport(verify=self.context, trust_env=False, limits=pool)
        return httpx.AsyncClient(
            transport=_Guarded(self, limits, inner), headers=headers, timeout=timeout, trust_env=False
        )

    async def numbers(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """The allowed numbers that a host stands for. Raises Failure where there are none."""
        try:
            found = await asyncio.wait_for(self.resolve(host, port), seconds)
        except socket.gaierror as error:
            if error.errno in NO_SUCH_NAME:
                raise Failure(f"there is no site called {host}", reached=False) from None
            raise Failure(f"the name {host} can't be looked up", again=True, reached=False) from None
        except (OSError, UnicodeError, asyncio.TimeoutError):
            raise Failure(f"the name {host} can't be looked up", again=True, reached=False) from None
        allowed = [number for number in found if self.is_allowed(ipaddress.ip_address(number))]
        if not allowed:
            reason = f"{host} is not on the public internet, so that no reader gets there"
            raise Failure(reason, reached=None)
        return list(dict.fromkeys(allowed))[:MOST_TRIED]


class _Guarded(httpx.AsyncBaseTransport):
    """Sends a request to the number that its host was judged by; the host stays in its header and in TLS."""

    def __init__(self, network: Network, limits: Limits, inner: httpx.AsyncBaseTransport) -> None:
        self.network, self.limits, self.inner = network, limits, inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        *others, last = await self.network.numbers(host, port, self.limits.connect)
        for number in others:
            try:
                return await self.inner.handle_async_request(_at(number, request, host))
            except httpx.ConnectError as error:
                if _is_refused_by_name(error):
                    raise
            except httpx.ConnectTimeout:
                pass
        return await self.inner.handle_async_request(_at(last, request, host))

    async def aclose(self) -> None:
        await self.inner.aclose()


def _at(number: str, request: httpx.Request, host: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": host.strip("[]")},
    )


def _is_refused_by_name(error: httpx.ConnectError) -> bool:
    """Whether it is TLS that failed: another number of the same site would fail as well."""
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None
