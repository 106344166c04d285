"""The command `check --links` on a machine without a network: it tells what was answered before."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress.links.asking import Means
from deckpress.links.network import Network
from tests.links.means import DAY, FAULTS, Hours, add_resources, means
from tests.links.server import Site, answer

Run = Callable[..., int]


def nowhere() -> Means:
    """Means of a machine without a network: no name can be looked up."""

    async def fails(host: str, port: int) -> list[str]:
        raise FAULTS["stil.test"]

    return means(Hours(day=DAY + datetime.timedelta(days=30)), Network(fails))


def test_without_a_network_it_works_from_the_file_and_says_so(
    run: Run, deck: Path, at: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.acts["/boek"] = [answer(404)]
    run()
    before = (deck / ".links.json").read_bytes()
    capsys.readouterr()

    assert run(with_=nowhere()) == 1
    out, err = capsys.readouterr()
    assert out.startswith(
        f"no site could be reached, so there is no network: these are the answers of {DAY}\n"
    )
    assert err == (
        f"deck/resources.yaml:4:8: {at}/boek (named by card 1.1): dead: there is no such page (404). "
        f"Write another address, or take it out (asked on {DAY})\n"
    )
    assert (deck / ".links.json").read_bytes() == before


def test_without_a_network_good_answers_of_earlier_do(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    capsys.readouterr()
    assert run(with_=nowhere()) == 0
    assert capsys.readouterr().out == (
        f"no site could be reached, so there is no network: these are the answers of {DAY}\n"
        "addresses 2: 2 good\n"
        "the answers and their dates are kept in deck/.links.json\n"
    )


def test_without_a_network_and_a_file_nothing_is_known(
    run: Run, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(with_=nowhere()) == 3
    out, err = capsys.readouterr()
    assert out == "" and not (deck / ".links.json").exists()
    assert err == (
        "no site could be reached, so there is no network, and no answers of earlier times are kept: "
        "go online, and check again\n"
    )


def test_without_a_network_a_new_address_is_not_known(
    run: Run, deck: Path, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    add_resources(deck, at, "nieuw")
    capsys.readouterr()
    assert run(with_=nowhere()) == 3
    out, err = capsys.readouterr()
    assert err == f"deck/resources.yaml:9:8: {at}/nieuw (named by card 1.2): no answer was ever had\n"
    assert "addresses 3: 2 good, 1 never answered\n" in out


def test_without_a_network_a_broken_file_is_told_and_stays(
    run: Run, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (deck / ".links.json").write_text("<<<<<<< HEAD", encoding="utf-8")
    assert run(with_=nowhere()) == 3
    assert capsys.readouterr().err.startswith(
        "deck/.links.json is broken, so what it told of earlier checks is lost\n"
    )
    assert (deck / ".links.json").read_text(encoding="utf-8") == "<<<<<<< HEAD"
