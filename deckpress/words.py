"""How a language writes: its words for cards and parts, and where a line may not break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deckpress.model import CARD_ID

NBSP = "\u00a0"

_NUMBERS = {
    "card": re.compile(rf"{CARD_ID.pattern}(?!\w|\.[0-9])"),
    "part": re.compile(r"[1-9][0-9]?(?!\w|[.,][0-9])"),
}
_SYMBOLS = ("%", "mm", "cm", "m", "km", "pt", "g", "kg")


@dataclass(frozen=True)
class Words:
    """A language's words for cards and parts (one, several), what joins two numbers, and the units of numbers."""

    card: tuple[str, str]
    part: tuple[str, str]
    joiners: tuple[str, ...]
    units: tuple[str, ...] = ()

    @classmethod
    def from_labels(cls, labels: Mapping[str, Any]) -> Words:
        """The words that a label file gives."""
        return cls(
            (labels["card"], labels["cards"]),
            (labels["part"], labels["parts"]),
            tuple(labels["joiners"]),
            tuple(labels.get("units", ())),
        )

    def called(self, kind: str, number: str) -> str:
        """What a card or part is called: "Fiche 6.2"."""
        return f"{(self.card if kind == 'card' else self.part)[0]} {number}"

    def mentions(self, text: str) -> Iterator[tuple[str, int, list[re.Match[str]]]]:
        """The mentions of cards and parts, as in "Fiches 2.1 en 2.2": the kind, where its word starts, its numbers."""
        for found in self._mention.finditer(text):
            kind = "card" if found["card"] else "part"
            yield kind, found.start(), list(_NUMBERS[kind].finditer(text, found.start(), found.end()))

    def spaced(self, text: str) -> str:
        """The text on one line, with no-break spaces where no line may end."""
        text = re.sub(r"[ \t\n]+", " ", text).replace("...", "…")
        return self._no_break.sub(lambda found: (found["word"] or "") + NBSP, text)

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        between = "|".join(
            rf"\s+{re.escape(word)}\s+" if word[0].isalpha() else rf"\s*{re.escape(word)}\s*"
            for word in self.joiners
        )

        def several(word: str, kind: str) -> str:
            number = _NUMBERS[kind].pattern
            return rf"{re.escape(word)}\s+{number}(?:(?:{between}){number})*"

        one_part = rf"{re.escape(self.part[0])}\s+{_NUMBERS['part'].pattern}"
        cards = "|".join(several(word, "card") for word in reversed(self.card))
        # "Luik 2, 3 keer" is about one part, so only the plural takes more numbers than one.
        return re.compile(
            rf"\b(?:(?P<card>{cards})|{several(self.part[1], 'part')}|{one_part})", re.IGNORECASE
        )

    @cached_property
    def _no_break(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (*self.card, *self.part))
        units = "|".join(re.escape(word) for word in (*_SYMBOLS, *self.units))
        breaks = (
            rf"(?P<word>(?i:\b(?:{words}))) (?=[1-9])|(?:(?<=\S)|^) (?=[…–])|(?<=\d) (?=(?:{units})(?!\w))"
        )
        return re.compile(breaks)
