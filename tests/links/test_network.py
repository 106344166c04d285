"""Only public servers are reached, and only those whose certificate holds."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import httpx
import pytest
import trustme

from deckpress.links.failures import Failure
from deckpress.links.network import AGENT, Network, is_public, trusted
from deckpress.links.network import resolve as by_system
from tests.links.means import QUICK, ask, ask_one, is_this_machine, means, resolve
from tests.links.server import Site, answer, leads, raw, serving


@pytest.mark.parametrize(
    "number", ["1.1.1.1", "193.190.0.1", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_public_numbers(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00::1", "ff02::1", "ff0e::1", "2001:db8::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "fec0::1",
        ),
    ],
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_never_asked(site: Site, at: str, host: str) -> None:
    port = at.rpartition(":")[2]
    found = ask_one(f"http://{host}:{port}/", means(network=Network()))
    assert found.verdict == "dead" and found.reason.endswith(
        "is not on the public internet, so that no reader gets there"
    )
    assert site.asked == []


@pytest.mark.parametrize(
    "to",
    [
        "http://intern.test/",
        "https://wolk.test/",
        "http://10.0.0.1/",
        "http://169.254.169.254/meta",
        "//[::1]/",
    ],
)
def test_a_redirect_doesnt_lead_inside_either(site: Site, at: str, to: str) -> None:
    site.acts["/"] = [leads(to, 302)]
    found = ask_one(at + "/")
    assert found.verdict == "dead" and "is not on the public internet" in found.reason
    assert len(found.hops) == 1 and len(site.asked) == 1


def test_a_second_look_up_changes_nothing(site: Site, at: str) -> None:
    asked: list[str] = []

    async def changing(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    site.acts["/"] = [answer()]
    assert ask_one(at + "/", means(network=Network(changing, is_this_machine))).verdict == "good"
    assert asked == ["huis.test"] and len(site.asked) == 1


def test_of_several_numbers_those_that_are_allowed_are_tried(site: Site, at: str) -> None:
    async def several(host: str, port: int) -> Sequence[str]:
        return ["10.0.0.1", "127.0.0.2", "127.0.0.1"]  # at 127.0.0.2 nobody listens

    site.acts["/"] = [answer()]
    assert ask_one(at + "/", means(network=Network(several, is_this_machine))).verdict == "good"
    assert [asked.host for asked in site.asked] == ["huis.test"]


@pytest.mark.parametrize(
    ("host", "reason", "reached"),
    [
        ("weg.test", "there is no site called weg.test", False),
        ("stil.test", "the name stil.test can't be looked up", False),
        ("huis.test:1", "huis.test refuses the connection", True),
    ],
)
def test_a_site_that_isnt_there(host: str, reason: str, reached: bool) -> None:
    found = ask_one(f"http://{host}/")
    assert (found.verdict, found.reason, found.reached) == ("dead", reason, reached)


def test_a_look_up_that_hangs_ends() -> None:
    async def never(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(3600)
        return []

    found = ask_one("http://huis.test/", means(network=Network(never, is_this_machine), connect=0.05))
    assert found.reason == "the name huis.test can't be looked up"


def test_the_system_looks_names_up() -> None:
    assert "127.0.0.1" in asyncio.run(by_system("localhost", 80))


def test_who_asks_says_so_and_takes_no_proxy(site: Site, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    heads: list[httpx.Headers] = []

    async def look() -> None:
        async with Network(resolve, is_this_machine).client(QUICK) as client:
            heads.append((await client.get(at + "/")).request.headers)

    asyncio.run(look())
    assert heads[0]["user-agent"] == AGENT and heads[0]["host"] == at.removeprefix("http://")
    assert len(site.asked) == 1


YESTERDAY = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
BROKEN: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "has expired": lambda ca: ca.issue_cert("slot.test", not_after=YESTERDAY),
    "is for another site": lambda ca: ca.issue_cert("ander.test"),
    "was signed by nobody known": lambda ca: trustme.CA().issue_cert("slot.test"),
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secure(authority: trustme.CA) -> Network:
    """The network, with an authority that is trusted."""
    context = trusted()
    authority.configure_trust(context)
    return Network(resolve, is_this_machine, context)


@contextmanager
def locked(site: Site, certificate: trustme.LeafCert) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with serving(site, context) as port:
        yield f"https://slot.test:{port}/"


def test_a_certificate_of_that_name_is_good(site: Site, authority: trustme.CA) -> None:
    site.acts["/"] = [answer()]
    with locked(site, authority.issue_cert("slot.test")) as url:
        assert ask_one(url, means(network=secure(authority))).verdict == "good"


@pytest.mark.parametrize("words", BROKEN)
def test_a_broken_certificate_is_dead(site: Site, authority: trustme.CA, words: str) -> None:
    site.acts["/"] = [answer()]
    with locked(site, BROKEN[words](authority)) as url:
        found = ask_one(url, means(network=secure(authority)))
    assert (found.verdict, found.reason) == (
        "dead",
        f"its certificate {words}, so that browsers warn against it",
    )
    assert site.asked == []


def test_two_sites_at_one_number_show_a_certificate_each(site: Site, authority: trustme.CA) -> None:
    site.acts["/"] = [answer()]
    with locked(site, authority.issue_cert("slot.test")) as url:
        other = url.replace("slot.test", "ander.test")
        found = ask([url, other], means(network=secure(authority)))
    assert found[url].verdict == "good" and "is for another site" in found[other].reason


def test_no_tls_at_a_secure_address(site: Site, at: str, authority: trustme.CA) -> None:
    site.acts["/"] = [raw(b"hello\r\n\r\n")]
    found = ask_one(at.replace("http:", "https:"), means(network=secure(authority)))
    assert found.verdict == "dead" and found.reason.startswith(
        "no secure connection with huis.test can be made"
    )


def test_a_failure_is_no_answer() -> None:
    with pytest.raises(Failure, match=r"half\.test is not on the public"):
        asyncio.run(Network(resolve, is_public).numbers("half.test", 80, 1))
