"""The site of a deck, as one page: everything that it holds, gathered and filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from deckpress import anchors
from deckpress.model import Deck
from deckpress.press import Fits
from deckpress.render import Look, Renderer
from deckpress.site import assets, links, related
from deckpress.stylesheet import css_values

SCREEN = ".print"  # where cards stand as they are printed
UNSCRIPTED = "html:not(.js) .faces"  # where they do when the browser prints the page as it is


class SiteRenderer(Renderer):
    """Renders a deck for the site: its anchors there, its pictures in the page itself."""

    def _image(self, name: str) -> str:
        return assets.picture(self.folder / name)


def page(renderer: Renderer, fits: Fits, has: Callable[[str], bool], stem: str) -> str:
    """The site's HTML. `has`: whether a file stands beside the site's folder; `stem`: what the deck's PDF is called."""
    deck, look = renderer.deck, renderer.look
    site = SiteRenderer(deck, look, renderer.folder, anchor=anchors.on_site)
    all_links = links.alphabetical(deck, site.users)
    scripts = look.templates / "site" / "script"
    first, script = assets.first_script(scripts), assets.script(scripts)
    return site.fill(
        "site/page.html.j2",
        anchor=anchors.on_site,
        fits=fits,
        users=site.users,
        related=_filled(deck, related.related(deck, site.words)),
        all_links=all_links,
        links_of=_filled(deck, links.per_card(all_links)),
        places={card.id: place for place, card in enumerate(deck.cards)},
        shapes={part.number: assets.shape(look.theme, at) for at, part in enumerate(deck.about.parts, 1)},
        files=files(deck, has, stem),
        css=Markup(css(site, look)),
        first=Markup(first),
        script=Markup(script),
        policy=assets.policy(first, script),
    )


def _filled(deck: Deck, by_card: Mapping[str, Any]) -> dict[str, Any]:
    """With nothing for the cards that have nothing."""
    return {card.id: by_card.get(card.id, ()) for card in deck.cards}


def files(deck: Deck, has: Callable[[str], bool], stem: str) -> dict[str, Any]:
    """The PDFs that the page links to, by what they hold; an empty text where there is none."""

    def beside(name: str) -> str:
        return f"../{name}" if has(name) else ""

    return {
        "deck": beside(f"{stem}.pdf"),
        "parts": {part.number: beside(f"parts/{part.number}.pdf") for part in deck.about.parts},
        "cards": {card.id: beside(f"cards/{card.id}.pdf") for card in deck.cards},
        "examples": {example.id: beside(f"examples/{example.id}.pdf") for example in deck.examples},
    }


def css(renderer: Renderer, look: Look) -> str:
    """All styles of the page: the theme, the screen's, and the cards' own for when they are printed."""
    parts = renderer.deck.about.parts
    values = css_values(look.theme, look.paint, parts) | {
        "fonts": list(assets.fonts(look.theme)),
        "parts": list(assets.art(look.theme, look.paint, len(parts))),
        "numbers": [part.number for part in parts],
        "night": assets.NIGHT,
        "night_accent": assets.lifted(look.paint("cover"), assets.NIGHT, assets.AAA),
    }
    cards = (look.theme.folder / "deck.css").read_text(encoding="utf-8")
    paper = (look.theme.folder / "paper.css").read_text(encoding="utf-8")
    printed = assets.scoped(cards + paper, SCREEN)
    unscripted = assets.scoped(cards + paper, UNSCRIPTED)
    screen = (look.theme.folder / "site.css").read_text(encoding="utf-8")
    texts = {"screen": screen, "printed": printed, "unscripted": unscripted}
    return renderer.fill("site/page.css.j2", **{name: Markup(text) for name, text in texts.items()}, **values)
