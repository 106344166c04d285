"""Characters without a glyph: each text that has some, or, for a deck in another script, that script once."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.cli import main
from tests.decks import replace_in, tiny_deck
from tests.validate.checking import in_manual, said

ARABIC = "ابتثج"  # five letters
HEBREW = "אבגדהו"


def test_a_few_letters_of_another_script_are_told_where_they_stand(deck: Path) -> None:
    [message] = said(deck, ("1.1.yaml", "- Doe iets.", f"- {ARABIC}"))
    assert message.startswith("deck/1.1.yaml:14:5: Deze letter has no “ا” (U+0627 ARABIC LETTER ALEF), ")
    assert message.endswith(": write it with other characters")


def test_a_script_that_the_font_lacks_is_told_once(deck: Path) -> None:
    changes = [
        ("1.1.yaml", "- Doe iets.", f"- {HEBREW[:4]} ☃"),
        ("1.2.yaml", "title: De tweede kaart", f"title: {HEBREW[2:]} {ARABIC}"),
        in_manual(HEBREW),
    ]
    messages = said(deck, *changes)
    [script] = [message for message in messages if message.startswith("deck/deck.yaml:4:11: ")]
    assert script.startswith("deck/deck.yaml:4:11: Deze letter lacks 6 Hebrew letters, which stand in ")
    assert "deck/1.1.yaml, deck/1.2.yaml, deck/manual.md: “א” (U+05D0 HEBREW LETTER ALEF), “ב”" in script
    assert script.endswith("Put a font that has them in styles/fonts, and name it in styles/theme.yaml")
    assert [message.partition(" has no ")[2][:3] for message in messages if message != script] == [
        "“☃”",
        "“ا”",
    ]


def test_of_very_many_characters_the_first_are_named(deck: Path) -> None:
    signs = "".join(chr(0x4E00 + number) for number in range(100))
    [message] = said(deck, ("1.1.yaml", "- Doe iets.", f"- {signs}"))
    assert "lacks 100 CJK letters" in message and "and 40 more. Put" in message
    assert message.count("CJK UNIFIED IDEOGRAPH") == 60


def test_the_thin_space_is_made_of_another(deck: Path) -> None:
    assert said(deck, ("1.1.yaml", "- Doe iets.", "- Wat\u202f?")) == []


@pytest.mark.parametrize(
    ("language", "words", "script"), [("ar", "مرحبا بكم", "Arabic"), ("he", "שלום וברוכים הבאים", "Hebrew")]
)
def test_a_deck_from_right_to_left_is_told_which_letters_no_font_has(
    language: str,
    words: str,
    script: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    deck = tiny_deck(Path("deck"))
    replace_in(deck / "1.1.yaml", "Wat zie je?", words)
    replace_in(deck / "1.2.yaml", "Wat hoorde je?", words)
    replace_in(deck / "deck.yaml", "language: nl", f"language: {language}")
    assert main(["check", "--deck", "deck"]) == 1
    lines = capsys.readouterr().err.splitlines()
    letters = len(set(words.replace(" ", "")))
    lacks = f"Atkinson Hyperlegible Next lacks {letters} {script} letters"
    assert lines[0].startswith(f"deck/deck.yaml:4:11: {lacks}, which stand in deck/1.1.yaml, deck/1.2.yaml: ")
    assert lines[1].startswith(
        f"deck/deck.yaml:4:11: templates/labels has no words for the language {language}: "
    )
    assert lines[2:] == ["2 problems: nothing was written"]
