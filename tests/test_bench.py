"""What bench/ measures with: decks that change, whole processes, comparisons that don't compare unlike things."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import comparison, goals
from bench.comparison import Asked, Case, Comparison
from bench.decks import change_card, make_deck
from bench.measuring import Cost, Stopped, spread
from bench.others import ENGINES, SCALES, letters, scaled
from deckpress.load import load
from tests.decks import tiny_deck

ROOT = Path(__file__).parent.parent
ONE = Cost(1.0, 1.0, 10.0)


def costs(wall: float, memory: float = 100) -> list[Cost]:
    return [Cost(wall, wall, memory)]


# Decks


def test_a_card_is_changed_to_something_new_each_time(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    words = [change_card(deck / "1.1.yaml") for _ in range(3)]
    assert words == ["(1)", "(2)", "(3)"]
    found = load(deck)
    assert found.deck and found.deck.cards[0].reflect.questions == ("(3) Wat zie je?", "Wat doe je?")


def test_a_card_with_a_lead_is_changed_too(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    change_card(deck / "1.2.yaml")
    found = load(deck)
    assert found.deck and found.deck.cards[1].reflect.questions == ("(1) Wat hoorde je?",)


def test_every_card_of_the_deck_can_be_changed(tmp_path: Path) -> None:
    deck = make_deck(tmp_path / "deck", 28)
    for card in deck.glob("[1-9]*.yaml"):
        change_card(card)
    found = load(deck)
    assert found.deck and not found.problems
    assert {card.reflect.questions[0][:4] for card in found.deck.cards} == {"(1) "}


def test_a_card_that_asks_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.1.yaml").write_text("id: x\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="asks nothing"):
        change_card(tmp_path / "1.1.yaml")


# Processes. In one of their own: what measures waits for all that was started, also by the tests.

BIG = "b = bytearray(150_000_000); import time; time.sleep(3)"


def measured(code: str, limit: float = 60) -> tuple[str, float, float]:
    """What a measuring process says of Python running this code: how it ended, its wall time and its memory."""
    asked = (
        "import sys\n"
        "from bench.measuring import run, Stopped\n"
        "try:\n"
        f"    cost, said = run([sys.executable, '-c', {code!r}], limit={limit})\n"
        "    print(said.strip(), cost.wall, cost.memory, sep='|')\n"
        "except Stopped as error:\n"
        "    print(str(error).replace('\\n', ' '), 0, 0, sep='|')\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    said, wall, memory = done.stdout.strip().rsplit("|", 2)
    return said, float(wall), float(memory)


@pytest.mark.slow
def test_what_a_process_says_and_takes() -> None:
    said, wall, memory = measured(f"print('done'); {BIG}")
    assert said == "done" and wall > 3 and memory > 140


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_the_memory_of_all_that_is_started_is_seen_together() -> None:
    both = f"import subprocess, sys; c = [sys.executable, '-c', {BIG!r}]\n"
    _, _, memory = measured(f"{both}[p.wait() for p in [subprocess.Popen(c), subprocess.Popen(c)]]")
    assert memory > 280


@pytest.mark.slow
def test_a_process_that_fails_is_told_with_what_it_said() -> None:
    assert re.search("ended with 1: .*ZeroDivisionError", measured("1 / 0")[0])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process started")
def test_a_process_that_takes_too_long_is_ended() -> None:
    assert measured("import time; time.sleep(600)", limit=1)[0] == "over 1 s"


# Comparisons


def compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int, texts: str) -> Comparison:
    """A comparison where another engine made so many pages, with these texts on each; the builder made 3."""
    made = Comparison(tmp_path, 28, Asked((), (), 1, 60))
    made.screen.out.mkdir()
    (made.screen.out / "deck.pdf").touch()
    made.costs["Other"] = [ONE]
    found = {"deck.pdf": (3, {"2": letters("Hoe gaat het?")}), "Other.pdf": (pages, {"2": letters(texts)})}
    monkeypatch.setattr(comparison, "counted", lambda pdf, numbers: found[pdf.name])
    return made


WANTED = {"whole": 3, "asked": {"2": "Hoe gaat het?"}}
OTHER = [Case("Other", "Other", lambda: [ONE])]


def test_the_same_pages_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = compared(tmp_path, monkeypatch, 3, "Waarom? Hoe\ngaat  het?")
    made.compare(WANTED, OTHER)
    assert made.notes == ["Pages: deckpress 3, Other 3"]


def test_another_number_of_pages_isnt_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stopped, match="of 3 pages they made deckpress 3, Other 4"):
        compared(tmp_path, monkeypatch, 4, "Hoe gaat het?").compare(WANTED, OTHER)


def test_another_card_on_the_page_isnt_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stopped, match=r"page 2 by Other doesn't ask: Hoe gaat het\?"):
        compared(tmp_path, monkeypatch, 3, "Iets anders").compare(WANTED, OTHER)


def test_what_cant_be_measured_is_left_out_from_then_on(tmp_path: Path) -> None:
    made, runs = Comparison(tmp_path, 28, Asked((), (), 1, 60)), []

    def run() -> list[Cost]:
        runs.append(1)
        raise Stopped("over 1 s")

    made.run(Case("Other", "Other", run))
    made.run(Case("Other", "Other", run))
    assert len(runs) == 1 and "Other" not in made.costs and made.notes == ["Other: not here: over 1 s"]


def test_a_text_is_set_larger_where_its_name_stands() -> None:
    assert scaled("/*toc*/1.0 /*manual*/0.98", "manual", 1.02) == "/*toc*/1.0 /*manual*/1.02"
    assert SCALES[0] == 1 and len(set(SCALES)) == len(SCALES)


def test_each_engine_has_a_name_and_a_title_of_its_own() -> None:
    assert (
        len({engine.name for engine in ENGINES}) == len({engine.title for engine in ENGINES}) == len(ENGINES)
    )
    assert {goals.BARE, goals.TYPST} <= {engine.title for engine in ENGINES}


# Goals


def test_goals_that_are_reached_and_that_are_not() -> None:
    small = {goals.COLD: costs(2.8), goals.NOTHING: costs(0.1), goals.BARE: costs(4), goals.EVERY: costs(11)}
    large = {goals.COLD: costs(112), goals.BARE: costs(100, 1000)}
    rows = [line for line in list(goals.table({28: small, 1120: large}))[1:] if "not run" not in line]
    assert rows == [
        "| nothing changed: of bare WeasyPrint, 28 cards | 0.025 | 0.025 | reached |",
        "| cold, every output: of bare WeasyPrint, 28 cards | 2.500 | 2.750 | not reached |",
        "| cold: time a card at 1,120 cards, of that at 28 | 1.150 | 1.000 | reached |",
        "| cold: peak memory, of bare WeasyPrint's, 1,120 cards | 0.500 | 0.100 | reached |",
    ]


def test_goals_that_were_not_measured_are_said_to_be_not_run() -> None:
    assert {line.split(" | ")[3] for line in list(goals.table({28: {}}))[1:]} == {"not run |"}


def test_ratios_are_of_each_run() -> None:
    runs, base = [Cost(wall, 0, 0) for wall in (2, 3, 8)], [Cost(wall, 0, 0) for wall in (1, 2, 4)]
    assert goals.ratios(runs, base) == "2.000 (1.500–2.000)"
    assert goals.ratios(runs, base[:1]) == "3.000 (2.000–8.000)"
    assert goals.ratios(runs, []) == "–"
    assert spread([3, 1, 2], ".0f") == "2 (1–3)"
