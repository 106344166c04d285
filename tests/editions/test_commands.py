"""`release`, `changes` and `reprint` as they are typed: what they say, what they write, how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.decks import replace_in, tiny_deck
from tests.editions.decks import next_edition, six_cards

ROOT = Path(__file__).parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("editions")]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests here, so that each card is fitted once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path: Path, cache: Path) -> Run:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *words, "--deck", "deck"],
            cwd=tmp_path,
            env=os.environ | {"DECKPRESS_CACHE": str(cache), "DECKPRESS_CONFIG": str(tmp_path / "config")},
            capture_output=True,
            text=True,
            check=False,
        )

    return command


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tiny_deck(tmp_path / "deck")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_keeps_each_card_and_a_second_has_nothing_to_do(run: Run, deck: Path) -> None:
    done = run("release", "2026.1")
    assert done.returncode == 0, done.stderr
    assert "deck/editions/2026.1.json: edition 2026.1 is released, 2 cards" in done.stdout
    kept = json.loads((deck / "editions" / "2026.1.json").read_text(encoding="utf-8"))
    assert kept["edition"] == "2026.1" and list(kept["cards"]) == ["1.1", "1.2"]
    assert kept["cards"]["1.1"]["texts"]["reflect"] == ["Wat zie je?", "Wat doe je?"]
    assert len(kept["cards"]["1.1"]["sha256"]) == 64 and list(kept["parts"]) == ["1"] and kept["manual"]
    before = files(deck)
    again = run("release", "2026.1")
    assert (again.returncode, again.stdout) == (
        0,
        "edition 2026.1 is released already, with these texts: nothing to do\n",
    )
    assert files(deck) == before


@pytest.mark.usefixtures("deck")
def test_a_release_changes_no_build(run: Run) -> None:
    run("--only", "screen")
    run("release", "2026.1")
    assert "nothing changed" in run("--only", "screen").stdout


def test_a_released_edition_is_not_written_over(run: Run, deck: Path) -> None:
    run("release", "2026.1")
    replace_in(deck / "1.2.yaml", "Denk even terug.", "Denk terug.")
    before = files(deck)
    done = run("release", "2026.1")
    assert done.returncode == 1
    said = "deck/deck.yaml:5:10: edition 2026.1 was released with other texts (card 1.2): give the deck a new edition"
    assert said in done.stderr
    assert files(deck) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("1.1.yaml", "Fiche 1.2 en", "Fiche 9.9 en", "deck/1.1.yaml:20:5: “Fiche 9.9” leads to card 9.9"),
        ("1.1.yaml", "- Doe iets.", f"- {'Doe iets. ' * 190}", "too long by"),
        ("deck.yaml", '"2026.1"', '"2026.2"', "deck/deck.yaml:5:10: this is edition 2026.2, not 2026.1"),
    ],
)
def test_a_deck_with_problems_or_another_name_is_not_released(
    run: Run, deck: Path, file: str, old: str, new: str, said: str
) -> None:
    replace_in(deck / file, old, new)
    if "too long" in said:
        replace_in(deck / file, "    items:\n      - dit", f"    items:\n      - {'dit ' * 490}")
    done = run("release", "2026.1")
    assert done.returncode == 1
    assert said in done.stderr
    assert not (deck / "editions").exists()


@pytest.mark.parametrize("command", ["changes", "reprint"])
def test_an_edition_that_is_not_there_or_damaged_is_told(
    run: Run, deck: Path, tmp_path: Path, command: str
) -> None:
    done = run(command, "--since", "2026.1")
    assert (done.returncode, done.stdout) == (2, "")
    assert "edition 2026.1 of deck was not released: none was" in done.stderr
    assert run(command, "--since", "../../x").returncode == 2
    run("release", "2026.1")
    done = run(command, "--since", "2026.11")
    assert done.returncode == 2 and "did you mean `2026.1`?" in done.stderr
    path = deck / "editions" / "2026.1.json"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    before = files(deck)
    for words in ((command, "--since", "2026.1"), ("release", "2026.1")):
        done = run(*words)
        assert done.returncode == 1
        assert "deck/editions/2026.1.json:" in done.stderr and "cut off here: put it back" in done.stderr
    assert files(deck) == before and not (tmp_path / "output").exists()


@pytest.mark.usefixtures("deck")
def test_with_nothing_changed_nothing_is_written(run: Run, tmp_path: Path) -> None:
    run("release", "2026.1")
    done = run("changes", "--since", "2026.1")
    assert (done.returncode, done.stdout) == (0, "Er is niets veranderd sinds editie 2026.1.\n")
    done = run("reprint", "--since", "2026.1")
    assert done.returncode == 0
    assert done.stdout == "nothing changed since edition 2026.1: there is nothing to print\n"
    assert not (tmp_path / "output").exists()


def test_changes_are_told_word_by_word(run: Run, tmp_path: Path) -> None:
    deck = six_cards(tmp_path / "deck")
    assert run("release", "2025.2").returncode == 0
    next_edition(deck)
    done = run("changes", "--since", "2025.2")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Van editie 2025.2 naar editie 2026.1. veranderd: 4, nieuw: 1, weg: 1",
        "",
        "Fiche 1.1 · De eerste kaart · veranderd",
        "  vragen: Wat zie{+,+} je?",
        "",
        "Fiche 1.3 · De kaart koala · veranderd",
        "  tips: Kijk eerst {+goed+} naar koala.",
        "",
        "Fiche 1.4 · De kaart lynx · weg",
        "",
        "Fiche 1.5 · De kaart otter · nieuw",
        "",
        "Fiche 2.1 · De kaart mol · veranderd",
        "  citaat: Zo [-zei-] {+vertelde+} mol het.",
        "",
        "Tussenblad Luik 1 · Eerste luik · veranderd",
        "  lijst van fiches: [-1.4-]{+1.5+} De kaart [-lynx-] {+otter+}",
    ]


def test_a_reprint_is_made_once_and_tells_what_it_holds(run: Run, tmp_path: Path) -> None:
    deck = six_cards(tmp_path / "deck")
    run("release", "2025.2")
    next_edition(deck)
    words = ("reprint", "--since", "2025.2", "--only", "screen,duplex", "--sheet", "a3-4up")
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert "output/herdruk-2025.2/herdruk-2025.2.pdf: 12 pages" in done.stdout
    assert "to print: 5 cards and dividers; 1 withdrawn" in done.stdout
    assert sorted(files(tmp_path / "output" / "herdruk-2025.2")) == [
        ".lock",
        *("herdruk-2025.2-a3-4up.pdf", "herdruk-2025.2.pdf", "manifest.json"),
    ]
    assert run(*words).stdout == "nothing changed: output/herdruk-2025.2 is up to date\n"
    replace_in(deck / "2.2.yaml", "Wat doe je dan?", "Wat doe je daarna?")
    assert "to print: 6 cards and dividers" in run(*words).stdout
    (deck / "editions" / "2025.2.json").write_text("{", encoding="utf-8")
    assert run(*words).returncode == 1  # it was up to date with another file


def test_a_reprint_of_the_same_edition_or_with_another_site_is_warned_of(run: Run, deck: Path) -> None:
    run("release", "2026.1")
    replace_in(deck / "1.2.yaml", "Denk even terug.", "Denk terug.")
    replace_in(deck / "deck.yaml", "example.org/klein/", "example.org/mini/")
    done = run("reprint", "--since", "2026.1", "--only", "screen")
    assert done.returncode == 0
    assert "deck/deck.yaml:5:10: the edition is still 2026.1" in done.stdout
    assert "the QR codes of old cards lead to the old address" in done.stdout


@pytest.mark.usefixtures("deck")
def test_what_a_reprint_can_t_be_ends_with_2(run: Run) -> None:
    done = run("reprint", "--since", "2026.1", "--only", "cards")
    assert done.returncode == 2 and "changed cards have no cards: choose from screen, press" in done.stderr
    done = run("reprint")
    assert done.returncode == 2 and "--since" in done.stderr
