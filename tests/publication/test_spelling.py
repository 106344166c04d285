"""Whether a word is Dutch: asked of a small dictionary, and never for hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.publication import spelling
from deckpress.publication.source import lines_of
from deckpress.publication.spelling import LONGEST, MOST_TRIED, asked, dictionary
from deckpress.publication.words import Knows, Mender, Report, Spent

AFFIXES = "SET UTF-8\nCOMPOUNDBEGIN B\nCOMPOUNDEND E\nCOMPOUNDMIN 1\nSFX S Y 1\nSFX S 0 en .\n"
STEMS = f"6\nboek/BES\nhand/BES\nde\nouders\n{'x' * LONGEST}\n{'y' * (LONGEST + 1)}\n"


@pytest.fixture
def knows(tmp_path: Path) -> Knows:
    (tmp_path / "nl.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "nl.dic").write_text(STEMS, encoding="utf-8")
    return asked(dictionary(str(tmp_path / "nl")))


def test_words_and_words_together(knows: Knows) -> None:
    assert [word for word in ("boek", "Boeken", "DE", "handboek", "handboeken", "boeek") if knows(word)] == [
        "boek", "Boeken", "DE", "handboek", "handboeken",
    ]  # fmt: skip
    assert knows("boeken", whole=True) and not knows("handboek", whole=True)


def test_what_is_very_long_is_no_word(knows: Knows) -> None:
    assert knows("x" * LONGEST) and not knows("y" * (LONGEST + 1))


def test_a_text_of_what_is_no_word_is_mended_up_to_a_line_that_is_told(
    knows: Knows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "MOST_TRIED", 200)
    text = (
        "de ou ders\n"
        + "".join(f"\nqqqqq{chr(97 + n)} zzzzz{chr(97 + n)}" for n in range(20))
        + "\n\nde ou ders\n"
    )
    lines, report = lines_of(text), Report()
    mender = Mender.of(lines, report, knows)
    made = [mender.text([line]) for line in lines if not line.is_blank]
    assert made[0] == "de ou ders" and made[-1] == "de ou ders"
    [(line, doubt)] = report.doubts
    assert 3 < line < len(lines) and doubt.startswith("too many words are in no dictionary, is this Dutch?")
    with pytest.raises(Spent):
        knows("nogeenwoord")


def test_the_limit_is_above_what_a_publication_needs() -> None:
    assert MOST_TRIED >= 25_000  # the publication of 28 cards asks for 9,000
