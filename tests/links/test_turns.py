"""Hosts are asked side by side, each one request at a time, with a pause, and not for ever."""

from __future__ import annotations

import asyncio

from tests.links.means import Hours, ask, means
from tests.links.server import Act, Asked, Site, answer, leads, reset, serving


def meeting(number: int) -> Act:
    """Answers once so many requests are in hand at the same time."""
    waiting: list[asyncio.Event] = []

    async def act(writer: asyncio.StreamWriter, asked: Asked) -> None:
        waiting.append(asyncio.Event())
        if len(waiting) == number:
            for event in waiting:
                event.set()
        await waiting[-1].wait()
        await answer()(writer, asked)

    return act


def test_hosts_are_asked_side_by_side(site: Site, at: str) -> None:
    site.acts["/"] = [meeting(5)]
    found = ask([at.replace("huis", f"huis-{number}") + "/" for number in range(5)], means(read=5.0))
    assert {answer.verdict for answer in found.values()} == {"good"}


def test_not_too_many_are(site: Site, at: str) -> None:
    counts: list[int] = []

    async def counted(writer: asyncio.StreamWriter, asked: Asked) -> None:
        counts.append(sum(site.now.values()))
        await asyncio.sleep(0.02)
        await answer()(writer, asked)

    site.acts["/"] = [counted]
    ask([at.replace("huis", f"huis-{number}") + "/" for number in range(6)], means(at_once=2))
    assert len(counts) == 6 and max(counts) == 2


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(site: Site, at: str) -> None:
    for number in range(6):
        site.acts[f"/{number}"] = [leads(f"/op/{number}")]
        site.acts[f"/op/{number}"] = [answer()]
    hours = Hours()
    found = ask([f"{at}/{number}" for number in range(6)], means(hours, pause=0.7))
    assert {answer.verdict for answer in found.values()} == {"good"}
    assert site.most == {"huis.test": 1} and len(site.asked) == 12
    assert hours.waits == [0.7] * 11


def test_an_address_is_asked_once(site: Site, at: str) -> None:
    site.acts["/"] = [answer()]
    assert len(ask([at + "/", at + "/"])) == 1 and len(site.asked) == 1


def test_a_host_that_is_silent_is_left_alone(site: Site, at: str) -> None:
    for number in range(20):
        site.acts[f"/{number}"] = [reset]
    found = ask([f"{at}/{number}" for number in range(20)], means(patience=6))
    assert len(site.asked) == 6
    assert {answer.verdict for answer in found.values()} == {"dead"}
    assert (
        found[f"{at}/19"].reason
        == "not asked, as its site failed before: huis.test breaks the connection off"
    )


def test_a_host_with_many_dead_pages_is_asked_for_all(site: Site, at: str) -> None:
    found = ask([f"{at}/{number}" for number in range(20)], means(patience=6))
    assert {answer.reason for answer in found.values()} == {"there is no such page (404)"}
    assert len(site.asked) == 40


def test_a_host_that_is_silent_holds_up_no_other(site: Site, at: str) -> None:
    site.acts["/"] = [answer()]
    with serving(Site({"/": [reset]})) as port:
        bad = f"http://stuk.test:{port}/"
        found = ask([bad, at + "/"])
    assert (found[bad].verdict, found[at + "/"].verdict) == ("dead", "good")


def test_a_host_that_answers_now_and_then_is_asked_for_all(site: Site, at: str) -> None:
    for number in range(20):
        site.acts[f"/{number}"] = [reset if number % 2 else answer()]
    found = ask([f"{at}/{number}" for number in range(20)], means(patience=3, tries=1))
    assert len(site.asked) == 20
    assert [answer.verdict for answer in found.values()].count("good") == 10
