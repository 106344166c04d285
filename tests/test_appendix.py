"""Example documents as sheets: one page each, in the largest type that fits, and told where none does."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import pytest

from deckpress import appendix
from deckpress.model import DeckProblems
from deckpress.press import Press
from tests.decks import add_example, tiny_deck
from tests.presses import a_press

ROOT = Path(__file__).parent.parent
TEXT = "Een zin die zegt wat je doet, en hoe, en met wie je het doet.\n\n"


def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Press:
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    folder = tiny_deck(tmp_path / "deck")
    add_example(folder, text)
    return a_press(folder)


def kept(setter: Press) -> list[float]:
    [[_, document]] = list(appendix.sheets(setter))
    assert len(document.pages) == 1
    example = setter.deck.examples[0]
    key = setter.key("sheet", setter.renderer.stylesheet, setter.renderer.example(example, 0, 0))
    return list(setter.kept.get(key))


def test_spare_room_goes_to_the_type_then_to_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept(press(tmp_path / "a", monkeypatch, "@lines 3\n")) == [12.5, 11]
    assert kept(press(tmp_path / "b", monkeypatch, TEXT + "@lines 23\n")) == [12.5, 10]
    size, line = kept(press(tmp_path / "c", monkeypatch, TEXT * 33 + "@lines 2\n"))
    assert 10 <= size < 12.5 and line in appendix.LINES


def test_what_is_known_is_not_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setter = press(tmp_path, monkeypatch, TEXT * 33 + "@lines 2\n")
    kept(setter)
    laid = Mock(wraps=setter.typesetter.lay_out)
    monkeypatch.setattr(setter.typesetter, "lay_out", laid)
    kept(setter)
    assert laid.call_count == 1


def test_a_longer_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setter = press(tmp_path, monkeypatch, TEXT * 60)
    with pytest.raises(DeckProblems, match=r"examples/boek\.md:1:1: too long for one sheet of A4 at 10 pt"):
        list(appendix.sheets(setter))


def test_page_numbers_go_on_behind_the_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setter = press(tmp_path, monkeypatch, TEXT)
    front_matter, folios = setter.front_matter()
    behind = len(front_matter.pages) + 2 * 3  # a divider and two cards
    assert (folios["examples"], folios["example-boek"]) == (behind + 1, behind + 2)
    assert "counter-set: page 11" in setter.renderer.examples(10)


@pytest.mark.parametrize(
    "most", [None, *((size, line) for size in appendix.SIZES for line in appendix.LINES)]
)
def test_the_roomiest_is_found_in_few_tries(most: tuple[float, float] | None) -> None:
    tried = []

    def fits(size: float, line: float) -> bool:
        tried.append((size, line))
        return bool(most) and (size, line) <= most  # type: ignore[operator]

    assert appendix.roomiest(fits) == most
    assert len(set(tried)) <= 7  # of 24
