"""Damage that extraction does to words, undone where a dictionary is sure, and told where it isn't."""

from __future__ import annotations

import gc
import re
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from deckpress.model import MissingPart
from deckpress.publication.source import Line

DICTIONARIES = ("/usr/share/hunspell/nl_BE", "/usr/share/hunspell/nl_NL", "/usr/share/hunspell/nl")
MOST_COMMON = 150
ARROW = "›"  # what the deck's typeface has for an arrow
LONGEST_WORD = 200  # letters that are looked at before a hyphen
_STRETCH = 4000  # characters that a line is added to; what is before them is done
_HYPHENED = re.compile(r"(\w+)-$")
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![\w’'-])([^\W\d_]{3,}) ([^\W\d_]{3,})(?![\w’'-])")
_ARROW = re.compile(r"(?<=\S) {1,2}4 {1,3}(?=\S)")
Knows = Callable[..., bool]  # a word, and whether it has to be in the dictionary by itself


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


def dutch() -> Knows:
    """Whether a word is Dutch, by the dictionary of this machine. Raises MissingPart where there is none."""
    paths = [name for name in DICTIONARIES if Path(f"{name}.dic").exists()]
    if not paths:
        raise MissingPart(
            "no Dutch dictionary on this machine: type `sudo apt-get install hunspell-nl`, or import with --strict, "
            "which repairs nothing inside words"
        )
    from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files for the collector to close
        read = Dictionary.from_files(paths[0])
        gc.collect()

    def knows(word: str, whole: bool = False) -> bool:
        """Whether it is Dutch; `whole`: as a word of the dictionary itself, not as words written together."""
        if not whole:
            return bool(read.lookup(word) or read.lookup(word.casefold()))
        return any(read.lookuper.good_forms(word.casefold(), compound_forms=False))

    return lru_cache(maxsize=None)(knows)


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
        text = re.sub(r" {2,}", " ", "".join([*done, joined])).strip()
        return self._gaps(text, lines[0].number, prose)

    def _joined(self, before: str, after: str, line: int) -> str:
        found = _HYPHENED.search(before[-LONGEST_WORD:]) if before.endswith("-") else None
        first = re.match(r"\w+", after)
        if not found or not first or re.match(r"(en|of|tot)\b", after):
            return f"{before} {after}" if before else after
        left, right = found[1], first[0]
        if not self._is_one_word(left, right):
            self.report.doubt(line, f"is the hyphen in “{left}-{right}” the author's? It is kept")
            return before + after
        self.report.repaired(line, f"{left}-/{right}", left + right)
        return before[:-1] + after

    def _is_one_word(self, left: str, right: str) -> bool:
        """Whether a hyphen at a line's end is the typesetter's: the word is one without it."""
        if self.knows is None or not right[0].islower():
            return False
        whole = left + right
        if self.printed[whole.casefold()] or self.knows(whole, whole=True):
            return True
        return self.knows(whole) and not (self.knows(left) and self.knows(right))

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
            words = re.sub(r"^()([a-zà-ÿ]\w*)", capital, words)
        return re.sub(r"([^.][.!?] )([a-zà-ÿ]\w*)", capital, words)

    def _gaps(self, text: str, line: int, prose: bool) -> str:
        """Blanks inside a word: joined where a piece is no word, in prose also where the source has the word whole."""
        if (knows := self.knows) is None:
            return text

        def mend(found: re.Match[str]) -> str:
            left, right = found[1], found[2]
            whole = left + right
            if not right.islower() or not knows(whole):
                return found[0]
            broken = not knows(left) or not knows(right)
            if broken or (prose and self.printed[whole.casefold()]):
                return self.report.repaired(line, found[0], whole)
            if prose and not {left.casefold(), right.casefold()} & self.common:
                self.report.doubt(line, f"is “{found[0]}” one word? It is kept as two")
            return found[0]

        made: list[str] = []
        kept = at = 0  # what is made ends there; what is looked at starts there
        while found := _PAIR.search(text, at):
            mended = mend(found)
            at = found.end() if mended != found[0] else found.start(2)
            if mended != found[0]:
                made += [text[kept : found.start()], mended]
                kept = at
        return "".join([*made, text[kept:]])
