"""The sides of a finished PDF: each on its own page, with its words on it, away from the trim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from pypdf import PageObject

from deckpress.model import Problem
from deckpress.preflight.finished import Finished, PageSide
from deckpress.preflight.seen import SeenPage, TextRun
from deckpress.units import pt_to_mm

_INK_TOLERANCE_MM = 0.05
_ALIKE = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00ad": None, "\u2010": "-", "\u2011": "-"})
_LINE_END_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line, which it joins to the next


def check_page_count(pdf: Finished) -> list[Problem]:
    """As many pages as sides. If not, says from which page on they are out of step."""
    if pdf.is_in_step:
        return []
    message = f"has {len(pdf.pages)} pages where the deck has {len(pdf.expected.sides)} sides"
    for number, side, page in pdf.sides():
        if missing := _missing_words(side, page):
            return [pdf.problem(f"{message}: page {number} isn't {side}, for it lacks {missing[0]!r}.")]
    return [pdf.problem(f"{message}. Does the last side take more than its page?")]


def check_pairs(pdf: Finished) -> list[Problem]:
    """Every front is on an odd page and its own back follows it, so that a sheet of paper holds both."""
    sides = pdf.expected.sides
    return [
        pdf.problem(message, number)
        for number, (before, side, after) in enumerate(zip_longest((None, *sides), sides, sides[1:]), 1)
        if side is not None
        for message in _pair_faults(number, before, side, after)
    ]


def _pair_faults(
    number: int, before: PageSide | None, side: PageSide, after: PageSide | None
) -> Iterator[str]:
    if side.kind.endswith("-front"):
        if number % 2 == 0:
            yield "a front is on an even page. Give the pages before it an even number."
        if _key(after) != (side.kind.replace("front", "back"), side.id):
            yield "its back isn't the next page. Put it there."
    elif side.kind.endswith("-back") and _key(before) != (side.kind.replace("back", "front"), side.id):
        yield "its front isn't the page before. Put it there."


def _key(side: PageSide | None) -> tuple[str, str] | None:
    return None if side is None else (side.kind, side.id)


def check_words(pdf: Finished) -> list[Problem]:
    """Each page tells which card or part it is, and holds the words that it has to."""
    if not pdf.is_in_step:
        return []
    return [
        pdf.problem(f"{word!r} isn't on the page. Is this another side, or is its text cut off?", number)
        for number, side, page in pdf.sides()
        for word in _missing_words(side, page)
    ]


def _missing_words(side: PageSide, page: SeenPage) -> list[str]:
    return [word for word in dict.fromkeys((side.id, *side.words)) if word and not is_on(word, page.text)]


def is_on(word: str, text: str) -> bool:
    """Whether `word` (one or more) is in the page's text, whole: "1.1" isn't in "11.1" nor "1.12".

    Line ends, capitals and the form of quotes and hyphens make no difference.
    """
    pattern = rf"(?<![\w.]){re.escape(_plain(word))}(?!\.?\w)"
    return any(
        re.search(pattern, _plain(text.replace(_LINE_END_HYPHEN, hyphen))) is not None for hyphen in ("-", "")
    )


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).casefold().split())


def check_safe_area(pdf: Finished) -> list[Problem]:
    """Nothing readable is nearer to the trim than the safe distance, where a cut may go astray."""
    safe = pdf.expected.safe
    return [
        pdf.problem(
            f"{_short(run.text)!r} is {_from_trim(run, page):.1f} mm from the trim. Keep {safe:g} mm.", number
        )
        for number, (page, seen) in enumerate(zip(pdf.pages, pdf.seen, strict=True), 1)
        for run in seen.runs
        if run.text and _from_trim(run, page) < safe - _INK_TOLERANCE_MM
    ]


def _from_trim(run: TextRun, page: PageObject) -> float:
    """How far the ink of a run is inside the trim, in mm; negative where it is outside."""
    trim = page.trimbox
    left, bottom = run.left - float(trim.left), run.bottom - float(trim.bottom)
    right, top = float(trim.right) - run.right, float(trim.top) - run.top
    return pt_to_mm(min(left, bottom, right, top))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
