"""The command `check --links` as it is typed, on a small deck whose addresses are at a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import fresh
from tests.decks import replace_in
from tests.links.means import DAY, Hours, add_resources, means
from tests.links.server import Site, answer, hang, leads, reset

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., int]


def side_file(deck: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = json.loads((deck / ".links.json").read_text(encoding="utf-8"))[
        "addresses"
    ]
    return found


def test_all_is_well(run: Run, deck: Path, at: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    out, err = capsys.readouterr()
    assert out == "addresses 2: 2 good\nthe answers and their dates are kept in deck/.links.json\n"
    assert err == ""
    assert {url: one["good"] for url, one in side_file(deck).items()} == {
        f"{at}/boek": str(DAY),
        f"{at}/klein/": str(DAY),
    }


def test_each_kind_is_told_with_its_place_and_the_cards(
    run: Run, deck: Path, at: str, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    hours = Hours()
    site.acts["/oud"], site.acts["/nieuw"] = [leads("/nieuw")], [answer()]
    site.acts["/rond"] = [leads("/rond", 302)]
    site.acts["/druk"] = [answer(429, "Retry-After: 2")]
    site.acts["/even"] = [answer(500), answer(500), answer()]
    site.acts["/traag"] = [answer(before=lambda: hours.pass_by(8))]
    site.acts["/hangt"], site.acts["/stuk"] = [hang], [reset]
    site.acts["/dicht"] = [answer(403)]
    site.acts["/weg"] = [answer(410)]
    names = ("oud", "rond", "druk", "even", "traag", "hangt", "stuk", "dicht", "weg", "nergens")
    add_resources(deck, at, *names)
    assert run(with_=means(hours, patience=100)) == 1
    out, err = capsys.readouterr()

    def line(number: int, name: str, words: str) -> str:
        return f"deck/resources.yaml:{number}:8: {at}/{name} (named by card 1.2): {words}"

    advice = "Write another address, or take it out"
    assert err.splitlines() == [
        line(13, "rond", f"dead: 302 to {at}/rond, then it redirects in a circle. {advice}"),
        line(29, "hangt", f"dead: huis.test gives no answer within 0.3 s. {advice}"),
        line(33, "stuk", f"dead: huis.test breaks the connection off. {advice}"),
        line(41, "weg", f"dead: the page is gone for good (410). {advice}"),
        line(45, "nergens", f"dead: there is no such page (404). {advice}"),
    ]
    assert out.splitlines() == [
        line(9, "oud", f"moved for good (301) to {at}/nieuw: write that in resources.yaml"),
        line(
            17,
            "druk",
            "can't be judged: it is too busy for us (429), and asks to come back in 2 s. Open it yourself",
        ),
        line(25, "traag", "slow: it took 8 s"),
        line(37, "dicht", "can't be judged: it lets no program in (403). Open it yourself"),
        "addresses 12: 5 good (1 of them moved, 1 of them slow), 5 dead, 2 can't be judged",
        "the answers and their dates are kept in deck/.links.json",
    ]


def test_quiet_tells_what_is_dead_only(
    run: Run, site: Site, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.acts["/boek"], site.acts["/klein/"] = [answer(404)], [leads("/boek-2")]
    site.acts["/boek-2"] = [answer()]
    assert run("--quiet") == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("deck/resources.yaml:4:8: ") and err.count("\n") == 1


def test_a_broken_deck_is_told_and_nothing_asked(
    run: Run, deck: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(deck / "1.1.yaml", "Fiche 1.2", "Fiche 9.2")
    assert run() == 1
    assert site.asked == [] and not (deck / ".links.json").exists()
    err = capsys.readouterr().err
    assert err.startswith("deck/1.1.yaml:") and err.endswith("no address was asked\n")


def test_a_broken_side_file_is_told_and_made_anew(
    run: Run, deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (deck / ".links.json").write_text('{"format": 1, "addr', encoding="utf-8")
    assert run() == 0
    assert capsys.readouterr().out.startswith(
        "deck/.links.json is broken, so what it told of earlier checks is lost\n"
    )
    assert len(side_file(deck)) == 2


def test_a_file_that_cant_be_kept_is_told(run: Run, deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (deck / ".links.json").mkdir()
    assert run() == 0
    out = capsys.readouterr().out
    assert "deck/.links.json is no file" in out and "can't be kept in deck/.links.json" in out


def test_a_site_that_isnt_there_yet_is_told(
    run: Run, deck: Path, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_in(deck / "deck.yaml", f"{at}/klein/", "https://klein.example/")
    assert run() == 0
    assert (
        "not asked: site_url is https://klein.example/, so the QR codes lead nowhere yet\n"
        in capsys.readouterr().out
    )


def test_the_command_itself_never_asks_this_machine(deck: Path, at: str, site: Site) -> None:
    for name in ("deck.yaml", "resources.yaml"):
        replace_in(deck / name, at, at.replace("huis.test", "127.0.0.1"))
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", "--links", "--deck", "deck"],
        env=os.environ | {"DECKPRESS_CACHE": str(deck.parent / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert (
        done.stderr.count("dead: 127.0.0.1 is not on the public internet, so that no reader gets there") == 2
    )
    assert site.asked == [] and "addresses 2: 2 dead" in done.stdout


def test_after_a_check_a_build_has_nothing_to_do(run: Run, deck: Path) -> None:
    before = fresh.fingerprint([str(deck)], {})
    run()
    assert fresh.fingerprint([str(deck)], {}) == before
