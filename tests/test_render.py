"""Templates and deck → HTML and CSS: sound whatever the deck's texts are, every link with its anchor."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from deckpress import svg, webpage
from deckpress.furniture import BAND_LENGTH, clipped, unbroken_tail
from deckpress.load import load
from deckpress.model import Deck
from tests.decks import tiny_deck
from tests.htmls import FIT, documents, elements, parsed, renderer, words


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    loaded = load(tiny_deck(tmp_path_factory.mktemp("render") / "deck"))
    assert loaded.deck and not loaded.problems
    return loaded.deck


@pytest.fixture(scope="module")
def rooted(deck: Deck) -> list[Element]:
    return documents(deck)


def test_every_link_has_its_anchor_and_every_anchor_is_one(rooted: list[Element]) -> None:
    anchors = [element.attrib["id"] for root in rooted for element in root.iter() if "id" in element.attrib]
    assert len(anchors) == len(set(anchors))
    links = [link.attrib["href"] for root in rooted for link in elements(root, "a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert {"#card-1.1", "#card-1.2", "#part-1", "#woorden", "https://example.org/boek"} <= set(links)
    assert {"card-1.1", "card-1.2", "part-1", "contents", "woorden", "waarvoor-dient-dit"} == set(anchors)


def test_headings_go_down_one_level_at_a_time(rooted: list[Element]) -> None:
    levels = [
        int(str(h.tag)[1]) for root in rooted for h in elements(root, "h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert max(levels) == 4
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_a_heading_names_its_part_or_card(rooted: list[Element]) -> None:
    headings = [(h.tag, words(h)) for h in elements(rooted[1], "h2", "h3")]
    assert headings[0] == ("h2", "Luik 1 Eerste luik")
    assert headings[-2:] == [("h3", "1.1 De eerste kaart"), ("h3", "1.2 De tweede kaart")]


def test_pages_of_a_side(rooted: list[Element]) -> None:
    front, back = elements(rooted[1], "section")[2:4]
    assert front.attrib["style"] == "page: front-1; --size: 11pt; --quote-size: 13pt; --gap: 2pt"
    assert back.attrib["style"] == "page: back-1; --size: 10.5pt; --gap: 1pt"
    assert (front.attrib["data-folio"], back.attrib["data-folio"]) == ("11", "12")
    assert (front.attrib["data-band"], back.attrib["data-band"]) == (
        "Luik 1 · Eerste luik",
        "1.1 · De eerste kaart",
    )
    assert front.attrib["data-foot"] == back.attrib["data-foot"] == "Klein deck · editie 2026.1"
    assert len([line for line in elements(back, "div") if line.attrib.get("class") == "line"]) == 3


def test_the_qr_code_is_of_the_card_on_the_site(deck: Deck, rooted: list[Element]) -> None:
    rendered = renderer(deck)
    codes = [[p.attrib["d"] for p in elements(code, "path")][1] for code in elements(rooted[1], "svg")]
    assert [rendered.address(card) for card in deck.cards] == [
        f"https://example.org/klein/#1.{n}" for n in (1, 2)
    ]
    assert codes == [svg.qr_path(rendered.address(card))[0] for card in deck.cards]
    names = [words(title) for title in elements(rooted[1], "title")[1:]]
    assert names == [f"QR-code naar fiche 1.{n} op de website" for n in (1, 2)]


@pytest.mark.parametrize("block", ["title", "quote", "reflect", "inspire", "panel"])
def test_a_block_alone_is_the_block_on_its_page(deck: Deck, rooted: list[Element], block: str) -> None:
    card = deck.cards[0]
    alone = elements(parsed(renderer(deck).block(card, block, 11, 3)), "section")[0]
    assert list(alone)[-1].attrib == {"id": "end"}
    on_page = [words(child) for section in elements(rooted[1], "section")[2:4] for child in section]
    code = "QR-code naar fiche 1.1 op de website"
    assert [words(child) for child in list(alone)[:-1]] == [
        text for text in (text.replace(code, "").strip() for text in on_page) if text == words(alone)
    ]


def test_the_contents_say_the_page_of_each_anchor(deck: Deck) -> None:
    folios = {"waarvoor-dient-dit": 3, "woorden": 4, "part-1": 5, "card-1.1": 7, "card-1.2": 9}
    root = parsed(renderer(deck).manual(folios, notes=False))
    rows = [(li.find("a"), li.find("span")) for li in elements(root, "li")]
    shown = {a.attrib["href"][1:]: words(span) for a, span in rows if a is not None and span is not None}
    assert shown == {name: str(number) for name, number in folios.items()}


@pytest.mark.parametrize("notes", [True, False])
def test_a_page_of_notes_only_where_asked_for(deck: Deck, notes: bool) -> None:
    titles = [words(h) for h in elements(documents(deck, notes)[0], "h2")]
    assert ("Notities" in titles) == notes


def test_a_name_that_a_template_does_not_know_stops_it(deck: Deck) -> None:
    environment = renderer(deck).environment
    for template in (
        "{{ titel }}",
        "{{ deck.about.titel }}",
        "{{ labels.titel }}",
        "{% if titel %}{% endif %}",
    ):
        with pytest.raises(UndefinedError):
            environment.from_string(template).render()


@given(st.text(max_size=200) | st.lists(st.text("abc", min_size=1, max_size=20)).map(" ".join))
@example("a" * 200)
def test_a_band_is_clipped_after_a_word(text: str) -> None:
    shown = clipped(text)
    assert len(shown) <= BAND_LENGTH
    assert shown == text or (shown.endswith(" …") and text.startswith(shown[:-2]))
    assert (shown == text) == (len(text) <= BAND_LENGTH)


@pytest.mark.parametrize(
    ("title", "tail"),
    [
        ("Over iets (en nog iets)", "(en nog iets)"),
        ("(a) en (b)", "(b)"),
        ("Over (iets) anders", None),
        ('Over (<a href="#card-1.1">Fiche 1.1</a>)', None),
        ("Over " + "(" + "x" * 41 + ")", None),
    ],
)
def test_brackets_at_the_end_of_a_title_stay_together(title: str, tail: str | None) -> None:
    found = parsed(str(unbroken_tail(Markup(title)))).find(".//span")
    assert (None if found is None else words(found)) == tail


@pytest.mark.parametrize(("language", "direction"), [("nl", None), ("ar", "rtl"), ("he", "rtl")])
def test_pages_are_in_the_language_and_its_direction(
    deck: Deck, language: str, direction: str | None
) -> None:
    about = deck.about.model_copy(update={"language": language})
    for root in documents(replace(deck, about=about)):
        assert (root.attrib["lang"], root.attrib.get("dir")) == (language, direction)


@pytest.mark.parametrize(("language", "direction"), [("nl", None), ("ar", "rtl")])
def test_the_site_is_in_the_language_and_its_direction(
    deck: Deck, language: str, direction: str | None
) -> None:
    about = deck.about.model_copy(update={"language": language})
    fits = {card.id: FIT for card in deck.cards}
    root = parsed(webpage.page(renderer(replace(deck, about=about)), fits, lambda name: False, "klein"))
    assert (root.attrib["lang"], root.attrib.get("dir")) == (language, direction)


def test_a_sheet_s_foot_names_as_many_of_its_cards_as_it_has_room_for(deck: Deck) -> None:
    made, card = renderer(deck), deck.cards[0]
    assert made.uses([]) == "" and made.uses([card]) == made.mention([card])
    many = made.uses([card] * 99)
    assert many.startswith(f"Fiches {card.id}, {card.id}") and many.endswith(f"{card.id}, …")
    assert 90 < len(many) + len(made.foot) <= 105
