"""A deck as a source for Typst (bench/): every text of it is there, and none of it is markup of Typst."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.typstdeck import SCALES, TypstDeck
from bench.typsttexts import escaped, string
from deckpress.load import load
from deckpress.markup import plain, plain_blocks, split_directives
from deckpress.model import Deck
from deckpress.texts import DeckText, inline_texts, texts
from tests.decks import replace_in, tiny_deck
from tests.htmls import FIT, ROOT, renderer

SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
NOT_PRINTED = {
    "contact",
    "themes",
    "paths",
    "situations",
    "resources",
}  # in a path: what is for the site only
STRING = r'"(?:[^"\\]|\\.)*"'


def loaded(folder: Path) -> Deck:
    found = load(folder)
    assert found.deck and not found.problems
    return found.deck


def source(deck: Deck) -> str:
    fits = {card.id: FIT for card in deck.cards}
    return TypstDeck(renderer(deck)).whole(fits, {part.number: FIT for part in deck.about.parts}, notes=True)


def shown(markup: str) -> str:
    """Markup of Typst as it is read, where it has nothing but escapes. Raises ValueError for anything else."""
    if found := re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\.", "", markup)):
        raise ValueError(f"{found[0]} isn't escaped in {markup}")
    return re.sub(r"\\(.)", r"\1", markup)


def said(deck_source: str) -> str:
    """All that a source says: its links and its bold words as their words, and what is escaped as what is meant."""
    text = re.sub(rf"#(?:to|link)\({STRING}, lined\[((?:[^\]\\]|\\.)*)\]\);", r"\1", deck_source)
    text = re.sub(r"#strong\[((?:[^\]\\]|\\.)*)\]", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text)


def printed(deck: Deck) -> list[str]:
    """The plain words of each text that stands on paper."""
    words = renderer(deck).words
    found = [plain(text, words) for path, text in inline_texts(deck) if not NOT_PRINTED & set(path)]
    blocks = [one for one in texts(deck) if one.block]
    return [text for text in found if text] + [text for block in blocks for text in in_blocks(block, deck)]


def in_blocks(block: DeckText, deck: Deck) -> list[str]:
    pieces = (piece for piece in split_directives(block.text) if isinstance(piece, str))
    return [text for piece in pieces for _, text in plain_blocks(piece, renderer(deck).words)]


def test_every_text_of_the_deck_is_in_its_source() -> None:
    deck = loaded(ROOT / "cards" / "nl")
    made = said(source(deck))
    wanted = printed(deck)
    assert len(wanted) > 700
    assert [text for text in wanted if text.replace("\n", " ") not in made] == []


def test_a_text_that_is_left_out_is_noticed() -> None:
    deck = loaded(ROOT / "cards" / "nl")
    made = said(source(deck)).replace("Hoe maak je een goede eerste indruk op een gezin?", "")
    assert len([text for text in printed(deck) if text.replace("\n", " ") not in made]) == 1


def test_each_card_and_part_has_its_two_sides(tmp_path: Path) -> None:
    deck = loaded(tiny_deck(tmp_path / "deck"))
    lines = source(deck).splitlines()
    calls = [line.split("(")[0] for line in lines if line.startswith(("#front(", "#back(", "#divider-"))]
    assert calls == ["#divider-front", "#divider-back", "#front", "#back", "#front", "#back"]


def test_sizes_are_those_that_the_fit_found(tmp_path: Path) -> None:
    made = source(loaded(tiny_deck(tmp_path / "deck")))
    front, back = FIT
    assert made.count(f"{front.size}pt, {front.quote_size}pt, {front.gap}pt, ") == 2
    assert made.count(f"{back.size}pt, {back.gap}pt, {back.lines}, false, ") == 2


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_of_typst_is_shown_as_it_is(sign: str) -> None:
    assert escaped(f"a{sign}b") == f"a\\{sign}b"


@given(st.text())
def test_no_text_is_markup_of_typst(text: str) -> None:
    assert shown(escaped(text)) == text.replace("\n", " ")


@given(st.text())
def test_a_string_of_typst_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(STRING, string(text), re.DOTALL)
    inner = string(text)[1:-1]
    assert re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], inner) == text


def test_what_an_author_writes_stays_text(tmp_path: Path) -> None:
    folder = tiny_deck(tmp_path / "deck")
    hostile = r'#read("x") $y$ @z \[a\] \*b\* \_c\_ \\d ~e // f = g - h'
    replace_in(folder / "1.1.yaml", "  - Wat zie je?", f"  - 'Wat {hostile}'")
    deck = loaded(folder)
    question = deck.cards[0].reflect.questions[0]
    writer = TypstDeck(renderer(deck))
    assert shown(writer.inline(question)[1:-1]) == writer.plain(question)
    assert "Wat \\#read\\(" in source(deck)


def test_a_link_leads_into_the_deck_or_out_of_it(tmp_path: Path) -> None:
    made = source(loaded(tiny_deck(tmp_path / "deck")))
    assert '#to("card-1.2", lined[Fiche 1\\.2]);' in made.replace("\N{NO-BREAK SPACE}", " ")
    assert '#link("https://example.org/boek", lined[boek]);' in made
    assert '#divider-front(parts.p1, "part-1"' in made


def test_each_text_that_flows_has_a_scale_of_its_own(tmp_path: Path) -> None:
    made = source(loaded(tiny_deck(tmp_path / "deck")))
    assert [made.count(f"/*{name}*/1.0") for name in SCALES] == [1, 1, 1]
