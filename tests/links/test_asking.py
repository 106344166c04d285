"""What a server can answer, and what becomes of the address."""

from __future__ import annotations

import datetime

import pytest

from deckpress.links.answers import Hop
from deckpress.links.asking import seconds_of
from tests.links.means import Hours, ask, ask_one, means
from tests.links.server import (
    Act,
    Site,
    answer,
    endless,
    hang,
    leads,
    only,
    raw,
    reset,
    trickle,
)


def test_a_page_is_good_by_head_alone(site: Site, at: str) -> None:
    site.acts["/"] = [answer()]
    found = ask_one(at + "/")
    assert (found.verdict, found.reason, found.hops) == ("good", "", ())
    assert site.methods("/") == ["HEAD"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_where_head_is_refused_get_decides(site: Site, at: str, status: int) -> None:
    site.acts["/"] = [only("GET", answer(status))]
    assert ask_one(at + "/").verdict == "good"
    assert site.methods("/") == ["HEAD", "GET"]


@pytest.mark.parametrize("act", [hang, reset, raw(b""), answer(503)])
def test_where_head_gets_no_answer_get_is_tried(site: Site, at: str, act: Act) -> None:
    site.acts["/"] = [only("GET", act)]
    assert ask_one(at + "/").verdict == "good"
    assert site.methods("/") == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("act", "verdict", "reason", "asked"),
    [
        (answer(404), "dead", "there is no such page (404)", 2),
        (answer(410), "dead", "the page is gone for good (410)", 2),
        (answer(418), "dead", "it answers 418 I'm a Teapot", 2),
        (answer(499), "dead", "it answers 499", 2),
        (answer(403), "unsure", "it lets no program in (403)", 2),
        (answer(500), "dead", "its server fails (500 Internal Server Error)", 4),
        (answer(429), "unsure", "it is too busy for us (429)", 3),
        (hang, "dead", "huis.test gives no answer within 0.3 s", 3),
        (reset, "dead", "huis.test breaks the connection off", 3),
        (raw(b""), "dead", "huis.test breaks the connection off", 3),
        (raw(b"SSH-2.0-x\r\n\r\n"), "dead", "what huis.test answers isn't of the web (no HTTP)", 3),
        (answer(302), "dead", "it redirects (302) without saying where to", 1),
        (answer(300, "Location: /a"), "dead", "it redirects (300) without saying where to", 1),
        (leads("http://huis.test:x/"), "dead", "it redirects to what is no address", 1),
        (leads("ftp://huis.test/"), "dead", "it leads to ftp://huis.test/, which is no web address", 1),
        (leads("http://huis.test:99999/"), "dead", "it leads to a port that there isn't", 1),
        (leads("/" + "a" * 3000), "dead", "it redirects (301) to an address without end", 1),
    ],
)
def test_what_is_no_page_is_told_in_plain_words(
    site: Site, at: str, act: Act, verdict: str, reason: str, asked: int
) -> None:
    site.acts["/"] = [act]
    found = ask_one(at + "/")
    assert (found.verdict, found.reason) == (verdict, reason)
    assert len(site.asked) == asked


def test_a_login_in_an_address_is_given_to_nobody(site: Site, at: str) -> None:
    site.acts["/"] = [leads(at.replace("//", "//jan:geheim@") + "/b")]
    found = ask_one(at + "/")
    assert found.verdict == "dead" and "user name" in found.reason
    assert [asked.path for asked in site.asked] == ["/"]


@pytest.mark.parametrize("fault", [answer(500), answer(503), answer(429), reset, hang])
def test_what_passes_is_asked_again(site: Site, at: str, fault: Act) -> None:
    site.acts["/"] = [fault, fault, answer()]
    assert ask_one(at + "/").verdict == "good"


def test_before_each_new_try_it_waits_twice_as_long(site: Site, at: str) -> None:
    site.acts["/"] = [reset]
    hours = Hours()
    ask_one(at + "/", means(hours, again=3.0))
    assert hours.waits == [3.0, 6.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_is_asked_for_is_kept(site: Site, at: str, status: int) -> None:
    site.acts["/"] = [answer(status, "Retry-After: 17"), answer()]
    hours = Hours()
    assert ask_one(at + "/", means(hours)).verdict == "good"
    assert hours.waits == [17.0]


def test_who_asks_for_a_wait_that_is_too_long_is_left_alone(site: Site, at: str) -> None:
    site.acts["/a"] = site.acts["/b"] = [answer(429, "Retry-After: 3600")]
    hours = Hours()
    first, second = ask([at + "/a", at + "/b"], means(hours)).values()
    words = "it is too busy for us (429), and asks to come back in 3600 s"
    assert (first.verdict, first.reason) == ("unsure", words)
    assert (second.verdict, second.reason) == ("unsure", f"not asked, as its site failed before: {words}")
    assert len(site.asked) == 1 and max(hours.waits, default=0) < 60


NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Wed, 25 Nov 2026 12:01:30 GMT", 90),
        ("Wed, 25 Nov 2026 11:00:00 -0000", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("Wed, 25 Nov 2026 12:01:30 +99999999999999999999", None),
        ("9" * 5000, None),
        ("٣", None),
    ],
)
def test_a_wait_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert seconds_of(header, NOW) == seconds


def test_a_permanent_redirect_says_where_it_has_moved_to(site: Site, at: str) -> None:
    site.acts["/oud"] = [leads("/nieuw")]
    site.acts["/nieuw"] = [leads("/nl?taal=nl", 302)]
    site.acts["/nl?taal=nl"] = [answer()]
    found = ask_one(at + "/oud")
    assert found.hops == (Hop(status=301, to=f"{at}/nieuw"), Hop(status=302, to=f"{at}/nl?taal=nl"))
    assert found.verdict == "good" and found.moved == found.hops[:1]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_passing_redirect_is_no_move(site: Site, at: str, status: int) -> None:
    site.acts["/a"], site.acts["/b"], site.acts["/c"] = [leads("/b", status)], [leads("/c", 301)], [answer()]
    found = ask_one(at + "/a")
    assert [hop.status for hop in found.hops] == [status, 301] and found.moved == ()


def test_what_moved_to_nowhere_is_dead(site: Site, at: str) -> None:
    site.acts["/a"] = [leads("/b", 308)]
    found = ask_one(at + "/a")
    assert (found.verdict, found.moved) == ("dead", ()) and found.hops[0].to == at + "/b"


def test_a_redirect_to_a_site_that_isnt_there_shows_a_network(site: Site, at: str) -> None:
    site.acts["/"] = [leads("http://weg.test/")]
    found = ask_one(at + "/")
    assert (found.reason, found.reached) == ("there is no site called weg.test", True)


def test_a_circle_is_seen(site: Site, at: str) -> None:
    site.acts["/a"], site.acts["/b"] = [leads("/b", 302)], [leads(at + "/a#x", 302)]
    found = ask_one(at + "/a")
    assert (found.verdict, found.reason) == ("dead", "it redirects in a circle")
    assert [hop.to for hop in found.hops] == [at + "/b", at + "/a#x"] and len(site.asked) == 2


def test_a_cookie_may_end_a_circle(site: Site, at: str) -> None:
    site.acts["/a"] = [leads("/a", 302, "Set-Cookie: seen=1"), answer()]
    assert ask_one(at + "/a").verdict == "good"


@pytest.mark.parametrize("cookie", [";;;=", "a=b; expires=never; domain=.; path=x", "\xff=\x01", "=" * 9000])
def test_an_odd_cookie_is_no_fault_of_ours(site: Site, at: str, cookie: str) -> None:
    site.acts["/"] = [leads("/b", 302, f"Set-Cookie: {cookie}")]
    site.acts["/b"] = [answer()]
    assert ask_one(at + "/").verdict in ("good", "dead")


def test_redirects_without_end_are_followed_so_far(site: Site, at: str) -> None:
    for number in range(20):
        site.acts[f"/{number}"] = [leads(f"/{number + 1}", 302, "Set-Cookie: n=1")]
    found = ask_one(at + "/0", means(redirects=5))
    assert (found.verdict, found.reason) == ("dead", "it redirects more than 5 times")
    assert len(site.asked) == 6


def test_a_page_without_end_is_not_read(site: Site, at: str) -> None:
    site.acts["/"] = [only("GET", answer(405))]
    site.acts["/"] = [answer(405), endless]
    assert ask_one(at + "/").verdict == "good"


def test_a_head_without_end_ends(site: Site, at: str) -> None:
    site.acts["/"] = [trickle]
    found = ask_one(at + "/", means(total=0.4, tries=1))
    assert (found.verdict, found.reason) == ("dead", "huis.test gives no answer within 0.4 s")


def test_an_answer_says_how_long_it_took(site: Site, at: str) -> None:
    hours = Hours()
    site.acts["/"] = [leads("/b", before=lambda: hours.pass_by(3))]
    site.acts["/b"] = [answer(before=lambda: hours.pass_by(4.5))]
    assert ask_one(at + "/", means(hours)).seconds == 7.5


def test_a_fragment_is_told_to_no_server(site: Site, at: str) -> None:
    site.acts["/a"] = [answer()]
    assert ask_one(at + "/a#daar").verdict == "good"
    assert site.asked[0].path == "/a"


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "http://huis.test:99999/",
        "https://\udcff.test/",
        "http://-/",
        "http://0177.0.0.1/",
        f"http://{'a' * 9000}.test/",
        f"http://{'a.' * 900}test/",
    ],
)
def test_what_is_no_address_is_dead(url: str) -> None:
    assert ask_one(url).verdict == "dead"
