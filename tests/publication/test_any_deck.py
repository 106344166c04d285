"""Any deck, printed in the publication's form and imported, comes back equal."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckpress.load import load
from deckpress.model import Card, Deck, Item, Quote, Reflect
from deckpress.publication.manual import escaped
from deckpress.publication.reading import Import, import_publication
from tests.decks import tiny_deck
from tests.publication.plain import rows
from tests.publication.printing import FORMS, Form, printed

pytestmark = pytest.mark.slow

# Words with all that texts have in them; the marks that lists, headings and quotes begin with only inside words.
LETTERS = st.text("abcdeëéöxzABÉ", min_size=1, max_size=9)
MARKED = st.sampled_from(
    ["foto’s", "‘zo’", "up-to-date", "(en)", "10", "a/b", "c*d", "<b>", "[e]", "€", "&", "f_g", "é…", "1.1.b"]
)
WORD = st.one_of(LETTERS, LETTERS, LETTERS, MARKED)


def sentences(most: int) -> st.SearchStrategy[str]:
    """A text that begins with a letter and ends as a sentence does, and that is more than one word."""
    body = st.lists(WORD, min_size=1, max_size=most).map(" ".join)
    return st.builds(
        lambda first, rest, end: escaped(f"{first} {rest}{end}"), LETTERS, body, st.sampled_from(".?!…;)")
    )


ITEMS = st.builds(
    lambda text, items: Item(text=text, items=tuple(items)),
    sentences(30),
    st.lists(sentences(12), max_size=3),
)


@st.composite
def cards(draw: st.DrawFn, number: int) -> Card:
    """A card of part 1."""
    return Card(
        id=f"1.{number}",
        title=draw(LETTERS) + " " + draw(LETTERS),
        quote=Quote(text=draw(sentences(40)), speaker=draw(LETTERS) + ", " + draw(LETTERS)),
        reflect=Reflect(
            lead=draw(st.one_of(st.none(), sentences(12))),
            questions=tuple(draw(st.lists(sentences(25), min_size=1, max_size=5))),
        ),
        inspire=tuple(draw(st.lists(ITEMS, min_size=1, max_size=5))),
        tools=tuple(draw(st.lists(ITEMS, max_size=3))),
    )


DECKS = st.integers(1, 4).flatmap(lambda count: st.tuples(*(cards(number) for number in range(1, count + 1))))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    deck = load(tiny_deck(tmp_path_factory.mktemp("small") / "deck")).deck
    assert deck
    return deck


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=DECKS, form=st.sampled_from(list(FORMS.values())))
def test_it_comes_back_equal(small: Deck, made: tuple[Card, ...], form: Form) -> None:
    deck = replace(small, cards=made)
    with tempfile.TemporaryDirectory() as name:
        source, to = Path(name) / "gedrukt.txt", Path(name) / "deck"
        source.write_bytes(printed(deck, form))
        import_publication(Import(source, to, strict=True), lambda line: None)
        loaded = load(to)
        assert loaded.deck and not loaded.problems
        assert rows(loaded.deck) == rows(deck)
