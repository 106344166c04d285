"""A deck printed in the form of a publication, as its text comes out of a PDF: what an import is tried on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deckpress.model import Card, Deck, Item
from tests.publication.plain import said


@dataclass(frozen=True)
class Form:
    """How it is printed: the glyphs of points and of those under them, the width of lines, ends of lines and pages."""

    outer: str = "o"
    inner: str = "-"
    width: int = 80
    page: str = "\n"
    end: str = "\n"
    open: str = "o …"


FORMS = {
    "as it comes": Form(),
    "60 columns": Form(width=60),
    "100 columns": Form(width=100),
    "dots and dashes": Form(outer="•", inner="–", open="• ..."),
    "squares": Form(outer="▪", inner="•", open="▪ …"),
    "line ends of Windows": Form(end="\r\n"),
    "form feeds": Form(page="\f"),
}


def printed(deck: Deck, form: Form = Form()) -> bytes:
    """The deck as the text of a publication."""
    lines = [deck.about.title, "", "Handleiding", *_wrapped("Dit deck dient om te oefenen.", form), ""]
    for part in deck.about.parts:
        lines += [form.page, "Verbinden", f"LUIK {part.number}", *_wrapped(said(part.title), form), ""]
        for card in deck.cards_of(part.number):
            lines += [*_wrapped(f"{card.id} {said(card.title)}", form), ""]
        for card in deck.cards_of(part.number):
            lines += [form.page, *_card(card, form)]
    return form.end.join(lines).encode()


def _card(card: Card, form: Form) -> Iterator[str]:
    yield from (card.id, "", *_wrapped(said(card.title), form), "", "REFLECTEREN ", "")
    if card.reflect.lead:
        yield from _wrapped(said(card.reflect.lead), form)
    yield from _points([Item(text=question) for question in card.reflect.questions], form)
    yield from ("", f"‘{_first(said(card.quote.text), form)}")
    yield from (*_rest(said(card.quote.text) + "’", form), "", f"- {said(card.quote.speaker)}", "")
    yield from ("INSPIREREN", "", *_points(card.inspire, form), "")
    yield from ("WAT KAN JOU HELPEN", "", *_points(card.tools, form), form.open, "")


def _points(items: Sequence[Item], form: Form) -> Iterator[str]:
    for number, item in enumerate(items):
        yield from _wrapped(f"{form.outer} {said(item.text)}", form)
        for point in item.items:
            yield from _wrapped(f"{form.inner} {said(point)}", form)
        if number % 3 == 1:
            yield ""


def _wrapped(text: str, form: Form) -> list[str]:
    return textwrap.wrap(text, form.width, break_long_words=False, break_on_hyphens=False)


def _first(text: str, form: Form) -> str:
    return _wrapped(text, form)[0]


def _rest(text: str, form: Form) -> list[str]:
    lines = _wrapped(text, form)
    whole = " ".join(lines)
    return _wrapped(whole[len(_first(text.removesuffix("’"), form)) :].strip(), form)
