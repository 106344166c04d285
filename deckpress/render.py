"""A deck and a side → HTML, by the Jinja2 templates; the theme → CSS.

Templates escape by themselves and stop at a name that they don't know; every text of the deck goes through `markup`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from deckpress import anchors, markup, svg
from deckpress.centre import Centre
from deckpress.compiled import COMPILED
from deckpress.furniture import FOOT_LENGTH, SHEET_LENGTH, clipped, unbroken_tail
from deckpress.model import Card, Deck, Part, Section, SideFit
from deckpress.stylesheet import css_values
from deckpress.theme import Theme
from deckpress.uses import used_by
from deckpress.words import direction

Fits = tuple[SideFit, SideFit]  # of a front and its back


@dataclass(frozen=True)
class Look:
    """What all pages of an edition share: the theme, the words, the templates."""

    theme: Theme
    labels: Mapping[str, Any]
    templates: Path

    def paint(self, name: str) -> str:
        """The colour `name` of the palette as CSS and SVG write it."""
        return self.theme.palette[name].srgb


class Renderer:
    """Renders the pages of one deck. `top` is the heading level of a part's title (a card's is one deeper);
    `anchor` names the place of a card, part or example in what is made; `centre` is whose own edition it is."""

    def __init__(
        self,
        deck: Deck,
        look: Look,
        folder: Path,
        top: int = 2,
        anchor: anchors.Anchor = anchors.in_print,
        centre: Centre | None = None,
    ) -> None:
        self.deck, self.look, self.folder, self.top, self.anchor = deck, look, folder, top, anchor
        self.centre = centre
        self.words = markup.Words.from_labels(look.labels)
        self.environment = self._environment()

    def _environment(self) -> Environment:
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(self.look.templates),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        environment.filters.update(
            inline=self.inline,
            plain=self.plain,
            unbroken_tail=unbroken_tail,
            band=self.band,
            card_band=self.card_band,
            mention=self.mention,
            uses=self.uses,
        )
        environment.globals.update(
            deck=self.deck,
            centre=self.centre,
            labels=self.look.labels,
            direction=direction(self.deck.about.language),
            colon=self.words.thinned(":"),
            foot=self.foot,
            smallest=self.look.theme.rules.type.min,
            pieces=self.pieces,
            ink=self.look.paint("ink"),
            paper=self.look.paint("paper"),
            qr=lambda card: svg.qr_path(self.address(card)),
            qr_of=svg.qr_path,
        )
        return environment

    @property
    def foot(self) -> str:
        """The words at the foot of each page."""
        about = self.deck.about
        edition = f"{self.look.labels['edition'].lower()} {self.plain(about.edition)}"
        foot = f"{self.plain(about.title)} · {edition}"
        return clipped(f"{foot} · {self.plain(self.centre.about.name)}", FOOT_LENGTH) if self.centre else foot

    def band(self, part: Part) -> str:
        """The words in the band of a part's pages."""
        return clipped(f"{self.look.labels['part']} {part.number} · {self.plain(part.title)}")

    def card_band(self, card: Card) -> str:
        """The words in the band of a card's back."""
        return clipped(f"{card.id} · {self.plain(card.title)}")

    def mention(self, cards: Sequence[Card]) -> str:
        """Cards as a text names them: "Fiches 1.3, 1.4"."""
        label = self.look.labels["card" if len(cards) == 1 else "cards"]
        return f"{label} {', '.join(card.id for card in cards)}"

    def uses(self, cards: Sequence[Card]) -> str:
        """The cards that use a sheet, as far as the sheet's foot has room for them."""
        return clipped(self.mention(cards), SHEET_LENGTH - len(self.foot)) if cards else ""

    def address(self, card: Card) -> str:
        """Where the card's QR code leads: by card id, so that it outlives every edition."""
        return f"{self.deck.about.site_url}#{card.id}"

    def called(self, part: Part) -> str:
        """What a part is called: "Luik 2"."""
        return f"{self.look.labels['part']} {part.number}"

    def elsewhere(self, anchor: str) -> str:
        """Where a link to an anchor of the deck leads from a file that doesn't hold it: its place on the site."""
        return f"{self.deck.about.site_url}#{anchors.on_site(*anchor.split('-', 1))}"

    def href(self, kind: str, target: str) -> str | None:
        """Where a link in a text leads; None where its words stay plain."""
        if kind in ("card", "part"):
            return f"#{self.anchor(kind, target)}"
        if kind == "resource":
            shown = any(example.id == target for example in self.deck.examples)
            return f"#{self.anchor('example', target)}" if shown else self.deck.resources[target].url
        return target if kind in ("web", "mail") else None

    def inline(self, text: str) -> Markup:
        """One text of the deck as HTML."""
        return markup.inline(text, self.words, self.href)

    def plain(self, text: str) -> str:
        """One text of the deck without markup."""
        return markup.plain(text, self.words)

    def pieces(self, section: Section, level: int) -> list[Markup | markup.Directive]:
        """A section's HTML, its headings from `level` on, and the places where the layout puts something of its own."""
        return [
            markup.blocks(piece, self.words, self.href, level, self._image)
            if isinstance(piece, str)
            else piece
            for piece in markup.split_directives(section.body)
        ]

    def _image(self, name: str) -> str:
        return (self.folder / name).resolve().as_uri()

    def fill(self, template: str, **values: Any) -> str:
        """A template filled in."""
        return self.environment.get_template(template).render(top=self.top, **values)

    def part(self, part: Part, fits: Mapping[str, Fits], divider: Fits, folios: Mapping[str, int]) -> str:
        """A part's divider and cards. `fits`: how each card's sides are set, by its id; `folios`: pages by anchor."""
        cards = self.deck.cards_of(part.number)
        return self.fill("part.html.j2", part=part, cards=cards, fits=fits, divider=divider, folios=folios)

    def block(self, thing: Card | Part, block: str, size: float, lines: int = 0) -> str:
        """One block of a card or a part's divider alone, at a type size in pt, ending in the anchor `end`."""
        return self.blocks(thing, [(block, size, lines)])

    def blocks(self, thing: Card | Part, asked: Sequence[tuple[str, float, int]]) -> str:
        """Blocks alone, each by name, size in pt and lines, all at the top of one page, ending in `end`, `end2` …"""
        part = thing if isinstance(thing, Part) else self.deck.part(thing.part)
        cards = self.deck.cards_of(part.number)
        return self.fill("measure.html.j2", card=thing, part=part, cards=cards, asked=asked)

    def manual(self, folios: Mapping[str, int], notes: bool) -> str:
        """Cover, contents and manual. `folios`: the page number of each anchor; `notes`: add a page to write on."""
        return self.fill("manual.html.j2", folios=folios, notes=notes)

    def examples(self, last: int) -> str:
        """All example documents, behind page number `last`."""
        return self.fill("examples.html.j2", last=last, users=self.users)

    def selection_address(self, cards: Sequence[Card]) -> str:
        """Where chosen cards are on the site, in their order."""
        return f"{self.deck.about.site_url}#{anchors.chosen(card.id for card in cards)}"

    def example(self, example: Section, size: float, line: float) -> str:
        """One example document as a sheet, set in `size` pt, its writing lines `line` mm apart."""
        users = self.users.get(example.id, ())
        return self.fill("example.html.j2", example=example, users=users, size=size, line=line)

    @cached_property
    def users(self) -> dict[str, tuple[Card, ...]]:
        """For each resource's id, the cards that link to it."""
        return used_by(self.deck, self.words)

    @cached_property
    def sheets(self) -> tuple[tuple[Path, str], ...]:
        """The files that make the CSS of the deck's pages, in order, each with what it makes."""
        templates, styles = self.look.templates, self.look.theme.folder
        values = css_values(self.look.theme, self.look.paint, self.deck.about.parts)
        names, files = ("theme.css.j2", "pages.css.j2"), (styles / "deck.css", styles / "text.css")
        made = [(templates / name, self.environment.get_template(name).render(values)) for name in names]
        return (*made, *((file, file.read_text(encoding="utf-8")) for file in files))

    @cached_property
    def stylesheet(self) -> str:
        """All CSS of the deck's pages."""
        return "".join(css for _, css in self.sheets)

    @cached_property
    def measuring_stylesheet(self) -> str:
        """The CSS of blocks alone, without the pages and their art, which are costly to set up.

        Nor are there bullets: they hang outside the text, so that its height is the same, and take a fifth of the time.
        """
        (_, theme), _, (_, deck), _ = self.sheets
        return f"{theme}{deck}\nli {{ list-style-type: none }}\n"
