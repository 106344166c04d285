"""Damage that extraction does to words, undone where a dictionary is sure, and told where it isn't."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from deckpress.publication.source import Line

MOST_COMMON = 150
ARROW = "›"  # what the deck's typeface has for an arrow
LONGEST_WORD = 200  # letters that are looked at before a hyphen
_STRETCH = 4000  # characters that a line is added to; what is before them is done
_HYPHENED = re.compile(r"(\w+)-$")
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![\w’'-])([^\W\d_]{3,}) ([^\W\d_]{3,})(?![\w’'-])")
_ARROW = re.compile(r"(?<=\S) {1,2}4 {1,3}(?=\S)")
_FIRST = re.compile(r"\w+")
_JOINED = re.compile(r"(en|of|tot)\b")
_GAP = re.compile(r" {2,}")
_START = re.compile(r"^()([a-zà-ÿ]\w*)")
_SENTENCE = re.compile(r"([^.][.!?] )([a-zà-ÿ]\w*)")
Knows = Callable[
    ..., bool
]  # a word, and whether it has to be in the dictionary by itself; it may raise Spent


class Spent(Exception):
    """So much was looked up in the dictionary that no more is."""


@dataclass
class Report:
    """What was repaired and what is doubtful, each with its line's number."""

    repairs: list[tuple[int, str, str]] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)

    def repaired(self, line: int, before: str, after: str) -> str:
        """Note a repair; what is written instead."""
        self.repairs.append((line, before, after))
        return after

    def doubt(self, line: int, what: str) -> None:
        """Note what a person has to settle."""
        self.doubts.append((line, what))


@dataclass
class Mender:
    """Joins the lines of a text, undoing what extraction did. `knows` is None where nothing inside words is mended."""

    report: Report
    knows: Knows | None
    printed: Counter[str]

    @cached_property
    def common(self) -> set[str]:
        """The words that the source holds most: of these no doubt is made."""
        return {word for word, _ in self.printed.most_common(MOST_COMMON)}

    @classmethod
    def of(cls, lines: Sequence[Line], report: Report, knows: Knows | None) -> Mender:
        """One that knows which words the whole source holds in one piece."""
        return cls(report, knows, Counter(w.casefold() for line in lines for w in _WORD.findall(line.text)))

    def text(self, lines: Sequence[Line], prose: bool = False, after: str = "") -> str:
        """The words of some lines as one text; `prose`: running text, in which sentences begin with a capital.

        `after`: what stands before it, where it goes on with a sentence.
        """
        if not lines:
            return ""
        done: list[str] = []
        joined = ""
        for line in lines:
            words = self._arrows(line)
            if prose:
                words = self._capitals(words, joined or after, line.number)
            joined = self._joined(joined, words, line.number)
            if len(joined) > _STRETCH:
                done.append(joined[:-LONGEST_WORD])
                joined = joined[-LONGEST_WORD:]
        text = _GAP.sub(" ", "".join([*done, joined])).strip()
        return self._gaps(text, lines[0].number, prose)

    def _joined(self, before: str, after: str, line: int) -> str:
        found = _HYPHENED.search(before[-LONGEST_WORD:]) if before.endswith("-") else None
        first = _FIRST.match(after) if found else None
        if not found or not first or _JOINED.match(after):
            return f"{before} {after}" if before else after
        left, right = found[1], first[0]
        if not self._is_one_word(left, right, line):
            self.report.doubt(line, f"is the hyphen in “{left}-{right}” the author's? It is kept")
            return before + after
        self.report.repaired(line, f"{left}-/{right}", left + right)
        return before[:-1] + after

    def _is_one_word(self, left: str, right: str, line: int) -> bool:
        """Whether a hyphen at a line's end is the typesetter's: the word is one without it."""
        if self.knows is None or not right[0].islower():
            return False
        whole = left + right
        if self.printed[whole.casefold()] or self._knows(whole, line, otherwise=False, whole=True):
            return True
        if self._knows(left, line, otherwise=True) and self._knows(right, line, otherwise=True):
            return False
        return self._knows(whole, line, otherwise=False)

    def _knows(self, word: str, line: int, otherwise: bool, whole: bool = False) -> bool:
        """Whether a word is one; when the dictionary was asked too much, it is not asked again, and nothing mended."""
        try:
            return self.knows(word, whole) if self.knows else otherwise
        except Spent:
            self.knows = None
            doubt = "too many words are in no dictionary, is this Dutch? From here on nothing inside words is mended"
            self.report.doubt(line, doubt)
            return otherwise

    def _arrows(self, line: Line) -> str:
        if self.knows is None:
            return line.text
        mended = _ARROW.sub(f" {ARROW} ", line.text)
        if mended != line.text and "‘" not in line.text and "  4" not in line.text and "4  " not in line.text:
            return line.text  # a number between words
        if mended != line.text:
            self.report.repaired(line.number, "4", ARROW)
        return mended

    def _capitals(self, words: str, before: str, line: int) -> str:
        """Sentences that lost their capital: at the start, and behind a full stop."""
        if self.knows is None:
            return words

        def capital(found: re.Match[str]) -> str:
            return found[1] + self.report.repaired(line, found[2], found[2][0].upper() + found[2][1:])

        if not before or before.rstrip().endswith((".", "!", "?")):
            words = _START.sub(capital, words)
        return _SENTENCE.sub(capital, words)

    def _gaps(self, text: str, line: int, prose: bool) -> str:
        """Blanks inside a word: joined where a piece is no word, in prose also where the source has the word whole."""
        if self.knows is None:
            return text
        made: list[str] = []
        kept = at = 0  # what is made ends there; what is looked at starts there
        while found := _PAIR.search(text, at):
            mended = self._without_gap(found, line, prose)
            at = found.end() if mended else found.start(2)
            if mended:
                made += [text[kept : found.start()], mended]
                kept = at
        return "".join([*made, text[kept:]])

    def _without_gap(self, found: re.Match[str], line: int, prose: bool) -> str | None:
        """Two words as one, where they are; first what is quick to know is asked of them."""
        left, right = found[1], found[2]
        if not right.islower():
            return None
        whole = left + right
        is_broken = not (self._knows(left, line, otherwise=True) and self._knows(right, line, otherwise=True))
        is_printed = prose and self.printed[whole.casefold()] > 0
        is_doubtful = prose and not {left.casefold(), right.casefold()} & self.common
        if not (is_broken or is_printed or is_doubtful) or not self._knows(whole, line, otherwise=False):
            return None
        if is_broken or is_printed:
            return self.report.repaired(line, found[0], whole)
        self.report.doubt(line, f"is “{found[0]}” one word? It is kept as two")
        return None
