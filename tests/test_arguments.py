"""What was typed: outputs by name, offsets that begin with a minus, and what can't be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress import cli
from deckpress.cli import joined, parse
from deckpress.commands.build import outputs_in
from tests.decks import tiny_deck


def test_without_a_command_it_builds() -> None:
    assert parse([]).command == parse(["--quiet"]).command == "build"
    assert parse(["calibrate"]).command == "calibrate"


def test_outputs_are_made_in_their_own_order() -> None:
    assert outputs_in("fold, screen") == ("screen", "fold")


def test_an_offset_may_begin_with_a_minus() -> None:
    words = ["calibrate", "--back-offset", "-1.5,0.5", "--printer", "kantoor"]
    assert joined(words) == ["calibrate", "--back-offset=-1.5,0.5", "--printer", "kantoor"]
    assert parse(words).back_offset == "-1.5,0.5"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "screen,pres"], "pres is no output: choose from screen, examples"),
        (["--only", ","], "nothing is no output"),
        (["--flip", "long"], "invalid choice: 'long'"),
        (["--copies", "many"], "invalid int value: 'many'"),
        (["--name", "x"], "--name is what chosen cards are called: add --select EXPR or --random N"),
        (["--select", "1.1", "--from", "1.*"], "--from and --seed say how cards are drawn: add --random N"),
        (["--select", "1.1", "--random", "2"], "not allowed with argument"),
        (
            ["--select", "1.1", "--only", "screen,cards"],
            "chosen cards have no cards: choose from screen, press",
        ),
        (["--copies", "0"], "0 copies: ask for 1 to 500"),
        (["--sheet", "a4-2"], "there is no sheet layout `a4-2`: did you mean `a4-2up`?"),
        (["--printer", "zolder"], "there is no printer `zolder`: none is known yet."),
        (["--printer", "../zolder"], "can't be a printer's name"),
        (["calibrate", "--back-offset", "1,2"], "an offset belongs to a printer"),
        (["calibrate", "--printer", "a", "--back-offset", "1,2"], "add --flip long-edge or"),
        (
            ["calibrate", "--printer", "a", "--flip", "long-edge", "--back-offset", "-1"],
            "is not two numbers in mm",
        ),
        (
            ["calibrate", "--printer", "a", "--flip", "long-edge", "--back-offset", "-11,0"],
            "10 mm is the most",
        ),
        (["calibrate", "--sheet", "a5"], "there is no sheet layout `a5`"),
    ],
)
def test_what_can_t_be_asked_for_ends_with_2(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CONFIG", str(tmp_path / "config"))
    tiny_deck(tmp_path / "cards" / "nl")
    try:
        code = cli.main(words)
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "output").exists() and not (tmp_path / "config").exists()
