"""The page's HTML: sound whatever a deck's texts are, its links leading somewhere, the same each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckpress import webpage
from deckpress.load import load
from deckpress.model import Deck, Quote, Reflect
from tests.decks import tiny_deck
from tests.htmls import FIT, elements, parsed, renderer, words
from tests.site.conftest import watch

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "</script><script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    '" onmouseover="x" \'&quot; {{ 7 * 7 }} ${7}',
    "👩‍👧 שלום עולם مرحبا \u202etxet",
    "<!-- ]]> </style><style>* { display: none }",
)


@pytest.fixture
def tiny(tmp_path: Path) -> Deck:
    deck = load(tiny_deck(tmp_path / "deck")).deck
    assert deck
    return deck


def page(deck: Deck, has: Callable[[str], bool] = lambda name: False) -> str:
    return webpage.page(renderer(deck), {card.id: FIT for card in deck.cards}, has, "klein")


def hostile(deck: Deck) -> Deck:
    """The deck with texts as no loader would let them in."""
    text = " ".join(HOSTILE).replace("<", r"\<")
    card = deck.cards[0].model_copy(
        update={
            "title": text,
            "quote": Quote(text=text, speaker=text),
            "situations": (text,),
            "reflect": Reflect(lead=text, questions=(text,)),
        }
    )
    return Deck(
        deck.about.model_copy(update={"title": text, "subtitle": text}),
        (card, *deck.cards[1:]),
        deck.resources,
        deck.glossary,
        deck.manual,
    )


def test_every_card_is_there_and_every_link_has_its_place(tiny: Deck) -> None:
    root = parsed(page(tiny))
    anchors = [element.get("id") for element in elements(root) if element.get("id")]
    assert len(anchors) == len(set(anchors)) and {"1.1", "1.2", "luik-1", "links"} <= set(anchors)
    targets = {str(link.get("href")) for link in elements(root, "a")}
    inside = {target[1:] for target in targets if target.startswith("#") and target[1:]}
    assert inside - set(anchors) == {"thema-onthaal"}  # the script's own
    assert "https://example.org/boek" in targets


def test_it_links_to_the_files_that_are_there(tiny: Deck) -> None:
    def files(has: Callable[[str], bool]) -> set[str]:
        return {
            str(link.get("href"))
            for link in elements(parsed(page(tiny, has)), "a")
            if str(link.get("href")).startswith("../")
        }

    assert files(lambda name: False) == set()
    assert files(lambda name: True) == {
        "../klein.pdf",
        "../parts/1.pdf",
        "../cards/1.1.pdf",
        "../cards/1.2.pdf",
    }


def test_it_asks_for_nothing_outside(tiny: Deck) -> None:
    for element in elements(parsed(page(tiny))):
        assert not element.get("src") or str(element.get("src")).startswith("data:")
        if element.tag == "link":
            assert str(element.get("href")).startswith("data:")


def test_it_is_the_same_each_time(tiny: Deck) -> None:
    assert page(tiny) == page(tiny)


def test_hostile_words_add_no_element(tiny: Deck) -> None:
    plain, attacked = parsed(page(tiny)), parsed(page(hostile(tiny)))
    names = [[str(element.tag) for element in elements(root)] for root in (plain, attacked)]
    assert {name: names[1].count(name) for name in set(names[1])}.keys() == {*names[0]} | {"h4", "li", "ul"}
    for name in ("script", "style", "img", "svg"):
        assert names[0].count(name) == names[1].count(name)


@pytest.mark.tools
@pytest.mark.slow
def test_hostile_words_are_shown_as_they_are(tiny: Deck, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "hostile.html"
    deck = hostile(tiny)
    file.write_text(
        webpage.page(renderer(deck), {card.id: FIT for card in deck.cards}, lambda name: False, "klein"),
        encoding="utf-8",
    )
    wrong: list[str] = []
    watch(page, wrong)
    page.goto(file.as_uri())
    page.fill("#q", "onerror")
    page.click("#what summary")
    page.click("#situations button >> nth=0")
    page.locator('.card[data-id="1.1"] .choose').click()
    page.click("#bar a")
    assert "<img src=x onerror=" in page.inner_text(".row a")
    page.evaluate("window.print = () => undefined")
    page.click("#press button[type=submit]")
    assert page.locator("img[src=x]").count() == 0 and page.title() == title_of(deck)
    assert wrong == []


def title_of(deck: Deck) -> str:
    """What the page's title says when no script has changed it."""
    html = webpage.page(renderer(deck), {card.id: FIT for card in deck.cards}, lambda name: False, "klein")
    return words(elements(parsed(html), "title")[0])
