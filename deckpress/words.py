"""How a language writes: its words for cards and parts, and where a line may not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deckpress.model import CARD_ID

NBSP, THIN = "\u00a0", "\u202f"  # spaces on which no line ends

_NUMBERS = {
    "card": re.compile(rf"{CARD_ID.pattern}(?!\w|\.[0-9])"),
    "part": re.compile(r"[1-9][0-9]?(?!\w|[.,][0-9])"),
}
_SPACES = re.compile(r"[ \t\n]+")
_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_SYMBOLS = ("%", "mm", "cm", "m", "km", "pt", "g", "kg")


def direction(language: str) -> str:
    """The direction in which a language is written, as HTML says it: ltr or rtl."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Words:
    """A language's words for cards and parts (one, several), what joins two numbers, and the units of numbers.

    `quotes`: what straight quotation marks become, outer and inner; `thin`: signs with a thin space before, and behind.
    """

    card: tuple[str, str]
    part: tuple[str, str]
    joiners: tuple[str, ...]
    units: tuple[str, ...] = ()
    quotes: str = "“”‘’"
    thin: tuple[str, str] = ("", "")

    @classmethod
    def from_labels(cls, labels: Mapping[str, Any]) -> Words:
        """The words that a label file gives."""
        return cls(
            (labels["card"], labels["cards"]),
            (labels["part"], labels["parts"]),
            tuple(labels["joiners"]),
            tuple(labels.get("units", ())),
            labels.get("quotes", cls.quotes),
            (labels.get("thin_before", ""), labels.get("thin_after", "")),
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
        if not text:
            return ""  # between two mentions there is often nothing
        text = _SPACES.sub(" ", text).replace("...", "…")
        return self._no_break.sub(lambda found: (found["word"] or "") + NBSP, self.thinned(text))

    def thinned(self, text: str) -> str:
        """The text with thin no-break spaces by the signs that have them, whether a space was typed there or not."""
        return self._thin.sub(THIN, text) if any(self.thin) else text

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
    def _thin(self) -> re.Pattern[str]:
        def one_of(signs: str) -> str:
            return f"[{re.escape(signs)}]" if signs else "(?!)"

        before, behind = map(one_of, self.thin)
        closing = one_of("".join(sign for sign in self.thin[0] if unicodedata.category(sign) == "Pf"))
        spaces = f"[ {NBSP}{THIN}]"
        # Where none was typed, one comes behind a word, but not in 8:30, https:// and ?!; by quotation marks always.
        # A sign that starts a stretch of text stands behind a bold word or a link.
        places = (
            rf"{spaces}+(?={before})",
            rf"(?<={behind}){spaces}*",
            rf"(?:(?<=[\w)\]…%°”’])|(?<={closing}))(?={before}(?![\w/]))",
            rf"^(?={before}(?![\w/!?]))",
            rf"(?<!{spaces})(?={closing})",
        )
        return re.compile("|".join(places))

    @cached_property
    def _no_break(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in (*self.card, *self.part))
        units = "|".join(re.escape(word) for word in (*_SYMBOLS, *self.units))
        breaks = (
            rf"(?P<word>(?i:\b(?:{words}))) (?=[1-9])|(?:(?<=\S)|^) (?=[…–])|(?<=\d) (?=(?:{units})(?!\w))"
        )
        return re.compile(breaks)
