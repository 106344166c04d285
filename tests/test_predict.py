"""What is guessed of heights before anything is laid out: where lines break, and what was learnt from other blocks."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from deckpress.heights import Table
from deckpress.predict import KERNED, Guess, Paragraph, paragraphs
from deckpress.theme import load_theme
from deckpress.units import mm_to_pt

THEME = load_theme(Path(__file__).parent.parent / "styles")
WIDTHS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz-&", 0.5)


def width(letters: int) -> float:
    return pytest.approx(letters * 0.5 * KERNED)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("words", "fits", "lines"),
    [
        ((), 5, 1),
        ((1, 1, 1), 3.5, 1),  # three words and two spaces
        ((1, 1, 1), 3.4, 2),
        ((1, 1, 1), 1, 3),
        ((9, 1), 3, 3),  # a word that is too long has a line, which it doesn't fill
        ((2, 2, 2, 2), 4.25, 2),
    ],
)
def test_words_fill_lines_one_by_one(words: tuple[float, ...], fits: float, lines: int) -> None:
    assert Paragraph(words, 0).lines(fits, space=0.25) == lines


def test_the_texts_of_a_block_are_found_in_its_html() -> None:
    html = (
        '<head><p>kop</p></head><section class="side"><div class="inspire"><h4>kop</h4><ul class="tips">'
        "<li>abc de-fg</li><li>a &amp; b<ul><li>hij <strong>kl</strong>m</li></ul></li></ul></div></section>"
    )
    found = paragraphs("inspire", html, WIDTHS)
    assert [text.depth for text in found] == [1, 1, 2]
    assert [text.words for text in found] == [
        (width(3), width(3), width(2)),
        (width(1), width(1), width(1)),
        (width(3), width(3)),
    ]


def test_what_has_its_own_size_is_no_text_of_the_block() -> None:
    quote = '<section><p class="words">ab</p><p class="speaker">cd</p></section>'
    assert len(paragraphs("quote", quote, WIDTHS)) == 1
    panel = "<section><h4>kop</h4><ul><li>ab</li></ul><p>regels</p></section>"
    assert len(paragraphs("panel", panel, WIDTHS)) == 1
    assert len(paragraphs("title", '<section><h3 class="title of-3">ab</h3></section>', WIDTHS)) == 1


def guess(html: str, table: Table | None = None, off: dict[str, list[float]] | None = None) -> Guess:
    known: Table = {} if table is None else table
    return Guess(THEME, lambda block: html, lambda block: known, {} if off is None else off)


TIPS = f"<section><ul>{'<li>een tip van een aantal woorden</li>' * 4}</ul></section>"


def test_larger_type_and_more_lines_are_higher() -> None:
    high = guess(TIPS)
    assert high("inspire", 10, 0) < high("inspire", 12, 0)
    more = high("inspire", 10, 3) - high("inspire", 10, 0)
    assert more == pytest.approx(3 * mm_to_pt(THEME.rules.type.line_height))


def test_it_learns_from_blocks_of_the_same_kind() -> None:
    off: dict[str, list[float]] = {}
    first = guess(TIPS, off=off)
    first.learn(("inspire", 10, 0), first.by_text("inspire", 10, 0) + 77)
    other = guess(f"<section><ul>{'<li>iets</li>' * 9}</ul></section>", off=off)
    assert other("inspire", 11, 0) == other.by_text("inspire", 11, 0) + 77
    assert other("reflect", 11, 0) != other.by_text("reflect", 11, 0) + 77


def test_one_odd_block_teaches_it_nothing() -> None:
    off = {"inspire": [20.0, 20.0, 300.0]}
    assert guess(TIPS, off=off)("inspire", 11, 0) == guess(TIPS).by_text("inspire", 11, 0) + 20


def test_it_knows_a_block_best_that_was_laid_out_at_another_size() -> None:
    table: Table = {}
    high = guess(TIPS, table, {"inspire": [20.0]})
    high.learn(("inspire", 10, 0), high.by_text("inspire", 10, 0) + 31)
    assert table == {(10, 0): high("inspire", 10, 0)}
    assert high("inspire", 10.25, 0) == high.by_text("inspire", 10.25, 0) + 31


def test_a_block_that_no_page_holds_spoils_no_guess() -> None:
    off: dict[str, list[float]] = {}
    table: Table = {}
    high = guess(TIPS, table, off)
    high.learn(("inspire", 12, 0), inf)
    assert high("inspire", 11.75, 0) == inf
    assert guess(TIPS, off=off)("inspire", 12, 0) < inf


def test_no_text_at_all_is_no_fault() -> None:
    assert guess("")("inspire", 10, 0) > 0
    assert guess(f"<section>{'</ul>' * 9}<li>een</section>")("inspire", 10, 0) > 0
