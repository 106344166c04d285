"""A deck of two parts and six cards, and its next edition: three cards changed, one added, one withdrawn."""

from __future__ import annotations

from pathlib import Path

from tests.decks import replace_in, tiny_deck

CARD = """\
id: "{id}"
title: De kaart {name}
quote:
  text: Zo zei {name} het.
  speaker: een ouder
themes: [onthaal]
reflect:
  - Wat zie je bij {name}?
  - Wat doe je dan?
inspire:
  - Kijk eerst naar {name}.
  - text: Denk aan
    items: [dit, dat]
"""
SECOND = """\
  - number: 2
    title: Tweede luik
    line: Waarom dit tweede luik er is.
"""
NAMES = {"1.3": "koala", "1.4": "lynx", "2.1": "mol", "2.2": "noordkaper"}
CHANGED, ADDED, WITHDRAWN = ("1.1", "1.3", "2.1"), "1.5", "1.4"


def card(folder: Path, number: str, name: str) -> None:
    """Write a card whose words are about an animal."""
    (folder / f"{number}.yaml").write_text(CARD.format(id=number, name=name), encoding="utf-8")


def six_cards(folder: Path) -> Path:
    """The deck of edition 2025.2; the answer is its folder."""
    tiny_deck(folder)
    replace_in(folder / "deck.yaml", "2026.1", "2025.2")
    replace_in(folder / "deck.yaml", "themes:\n", f"{SECOND}themes:\n")
    for number, name in NAMES.items():
        card(folder, number, name)
    return folder


def next_edition(folder: Path) -> None:
    """Make edition 2026.1 of it. The list of cards on the divider of part 1 is another; part 2's stays."""
    replace_in(folder / "deck.yaml", "2025.2", "2026.1")
    replace_in(folder / "1.1.yaml", "Wat zie je?", "Wat zie, je?")
    replace_in(folder / "1.3.yaml", "Kijk eerst naar koala.", "Kijk eerst goed naar koala.")
    replace_in(folder / "2.1.yaml", "Zo zei mol het.", "Zo vertelde mol het.")
    (folder / "1.4.yaml").unlink()
    card(folder, "1.5", "otter")
