"""What of a deck is shown together while it is being written: a card, a divider, the manual, the examples."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from weasyprint import Document

from deckpress.examine import Examined
from deckpress.fitting import SIDES, called
from deckpress.load.folder import shown
from deckpress.model import Card, DeckProblems, Part, Problem
from deckpress.press import Press
from deckpress.render import Fits, Renderer


@dataclass(frozen=True)
class LeafPlan:
    """A leaf's id, kind and title, and the card or part that it shows; None for the manual and the examples."""

    name: str
    kind: str
    title: str
    thing: Card | Part | None = None


def plans(found: Examined, renderer: Renderer) -> Iterator[LeafPlan]:
    """Every leaf of a deck, in its order."""
    deck, labels = found.deck, found.labels
    yield LeafPlan("manual", "manual", labels["manual"])
    for part in deck.about.parts:
        title = f"{renderer.called(part)} · {renderer.plain(part.title)}"
        yield LeafPlan(f"part-{part.number}", "part", title, part)
        for card in deck.cards_of(part.number):
            yield LeafPlan(f"card-{card.id}", "card", f"{card.id} {renderer.plain(card.title)}", card)
    if deck.examples:
        yield LeafPlan("examples", "examples", labels["examples"])


@dataclass(frozen=True)
class Layout:
    """Pages to lay out: their HTML, or what stands for all that they depend on, and what does it."""

    html: str
    lay_out: Callable[[], Document]


def layouts(press: Press, leaf: LeafPlan, fits: Fits | None, start: int) -> list[Layout]:
    """What a leaf is made of; laying it out raises DeckProblems.

    `fits`: how the sides of a card or part are set; `start`: the page number of the first divider.
    """
    renderer, deck = press.renderer, press.deck
    if leaf.thing and fits:
        return [_side(press, leaf.thing, side, fits, start) for side in SIDES]
    if leaf.name == "manual":
        things = len(deck.about.parts) + len(deck.cards)
        stands_for = f"{things}{renderer.manual({}, notes=False)}{renderer.examples(0)}"
        return [Layout(stands_for, lambda: press.front_matter()[0])]
    last = press.last_before_examples(start - 1)
    return [Layout(renderer.examples(last), lambda: press.examples(last))]


def _side(press: Press, thing: Card | Part, side: str, fits: Fits, start: int) -> Layout:
    """One side of a card or of a part's divider, which is one page."""
    card, part = (None, thing) if isinstance(thing, Part) else (thing, press.deck.part(thing.part))
    html = press.renderer.environment.get_template("alone.html.j2").render(
        card=card,
        part=part,
        cards=press.deck.cards_of(part.number),
        side=side,
        fits=fits,
        folios=press.folios(start),
        top=press.renderer.top,
    )

    def lay_out() -> Document:
        document = press.typesetter.lay_out(html, f"{called(thing)}, {side}")
        if (pages := len(document.pages)) != 1:
            message = f"the {side} of {called(thing)} takes {pages} pages, not 1: shorten its texts"
            raise DeckProblems([Problem(press.place(thing), message)])
        return document

    return Layout(html, lay_out)


def leaf_of(file: str) -> str:
    """The id of the leaf that a file of a deck, named from its folder, is about; "" where it is about all or none."""
    path = PurePosixPath(file)
    if file in ("manual.md", "glossary.yaml"):
        return "manual"
    if path.parts[0] in ("examples", "images"):
        return "examples"
    known = ("deck.yaml", "resources.yaml")
    return f"card-{path.stem}" if path.suffix == ".yaml" and file not in known else ""


def about(problem: Problem, found: Examined) -> str:
    """The id of the leaf that a problem is about, or ""."""
    return leaf_of(_own_name(problem, found))


def blocked(found: Examined, leaves: Collection[LeafPlan]) -> set[str]:
    """The ids of those leaves that can't be laid out, as what they show could not all be read or is wrong."""
    files = {_own_name(problem, found) for problem in found.problems}
    everywhere = "deck.yaml" in files or any(path[0] == "resources" for path in found.loaded.unread)
    names = {leaf.name for leaf in leaves}
    if everywhere:
        return names
    unread = {str(path[1]) for path in found.loaded.unread if path[0] == "card"}
    gone = {leaf_of(file) for file in files} & names
    if unread:  # they name cards
        gone |= {"manual", "examples"} | {f"part-{card.split('.')[0]}" for card in unread}
    return gone


def _own_name(problem: Problem, found: Examined) -> str:
    """The name of a problem's file from the deck's folder; the whole name where it is outside."""
    return problem.place.file.removeprefix(f"{shown(found.loaded.folder)}/")
