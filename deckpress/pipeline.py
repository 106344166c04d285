"""A build from end to end: the order of the stages."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from deckpress import fresh, preflight, write
from deckpress.contrast import check_contrast
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.markup import Words
from deckpress.model import Deck, DeckProblems, Place, SideFit
from deckpress.press import Press
from deckpress.render import Look, Renderer
from deckpress.theme import Theme, load_theme
from deckpress.typeset import write_pdf
from deckpress.validate import validate

Say = Callable[[str], None]
Fits = tuple[SideFit, SideFit]


@dataclass(frozen=True)
class Request:
    """What to build from where: the folders of deck, output (None: only check), templates and styles."""

    deck: Path
    out: Path | None
    templates: Path
    styles: Path
    fingerprint: str = ""


def read_deck(request: Request, theme: Theme) -> tuple[Deck, Mapping[str, Any]]:
    """The deck and its labels. Raises DeckProblems with all that is wrong with the deck and the theme's colours."""
    loaded = load(request.deck)
    problems = list(loaded.problems) + check_contrast(theme.contrasts())
    if loaded.deck is None:
        raise DeckProblems(problems)
    asked_at = loaded.deck.places.at("deck", "language")
    labels = load_labels(request.templates, loaded.deck.about.language, asked_at)
    problems += validate(loaded, Words.from_labels(labels), theme.glyphs, theme.rules.type.family)
    if problems:
        raise DeckProblems(problems)
    return loaded.deck, labels


def expected(deck: Deck, renderer: Renderer, pages: int) -> preflight.Expected:
    """What the finished PDF of the deck has to be; `pages`: how many the cover and the manual take."""
    sides = [preflight.PageSide("cover", words=(renderer.plain(deck.about.title),))]
    sides += [preflight.PageSide("manual")] * (pages - 1)
    for part in deck.about.parts:
        number, title = str(part.number), renderer.plain(part.title)
        sides.append(preflight.PageSide("divider-front", number, words=(title,), anchor=f"part-{number}"))
        sides.append(preflight.PageSide("divider-back", number, words=(renderer.band(part),)))
        for card in deck.cards_of(part.number):
            words = (card.id, renderer.plain(card.title))
            sides.append(preflight.PageSide("card-front", card.id, words=words, anchor=f"card-{card.id}"))
            band = (renderer.card_band(card),)
            sides.append(preflight.PageSide("card-back", card.id, qr=renderer.address(card), words=band))
    rules = renderer.look.theme.rules
    return preflight.Expected(
        sides=tuple(sides),
        title=renderer.plain(deck.about.title),
        language=deck.about.language,
        anchors=tuple(section.id for section in deck.manual),
        families=(rules.type.family,),
        width=rules.page.width,
        height=rules.page.height,
        safe=rules.page.safe,
    )


def build(request: Request, say: Say) -> list[str]:
    """Build the deck, judge what was made and put it in the output folder, all or nothing; lines to tell the user.

    Without an output folder everything is made and judged, and nothing kept. Raises DeckProblems and other
    BuildErrors; the output folder is then as it was.
    """
    theme = load_theme(request.styles)
    deck, labels = read_deck(request, theme)
    say(f"{request.deck}: cards {len(deck.cards)}, parts {len(deck.about.parts)}")
    renderer = Renderer(deck, Look(theme, labels, request.templates), request.deck)
    press = Press(deck, renderer, request.styles, request.deck, say)
    try:
        fits = press.fits()
        documents = list(press.documents(fits))
    finally:
        press.kept.save()  # what is known of the other cards is kept, also where one is too long
    name = f"{deck.about.slug}.pdf"
    with work_folder(request.out) as folder:
        say(f"writing {name}")
        write_pdf(documents, folder / name)
        judge(folder / name, expected(deck, renderer, len(documents[0].pages)), say)
        if request.out:
            about = about_cards(press, fits, len(documents[0].pages))
            (folder / fresh.MANIFEST).write_bytes(manifest(request, deck, about, folder, [name]))
            names, out = [name, fresh.MANIFEST], str(request.out)
            write.commit(request.out, folder, names, lambda: fresh.outdated(out, names))
    return report(request, deck, fits, sum(len(document.pages) for document in documents))


@contextmanager
def work_folder(out: Path | None) -> Iterator[Path]:
    """Where files are made: inside the output folder, or for a mere check somewhere else."""
    if out:
        with write.staging(out) as folder:
            yield folder
    else:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)


def judge(pdf: Path, expected: preflight.Expected, say: Say) -> None:
    """Raises DeckProblems for what preflight finds, under the file's own name."""
    say(f"judging {pdf.name}")
    if problems := preflight.preflight(pdf, expected):
        raise DeckProblems([replace(problem, place=Place(pdf.name)) for problem in problems])


def about_cards(press: Press, fits: Mapping[str, Fits], pages: int) -> dict[str, Any]:
    """What the manifest says of each card: the hash of what it holds, its type sizes in pt, its two pages."""
    folios = press.folios(pages + 1)
    return {
        card.id: {
            "content": press.card_key(card),
            "front": fits[card.id][0].size,
            "back": fits[card.id][1].size,
            "pages": [folios[f"card-{card.id}"], folios[f"card-{card.id}"] + 1],
        }
        for card in press.deck.cards
    }


def manifest(
    request: Request, deck: Deck, cards: Mapping[str, Any], folder: Path, names: Sequence[str]
) -> bytes:
    """What was built from what; `names`: the files that were made in the folder."""
    files = {name: fresh.describe(str(folder / name)) for name in names}
    about = {"slug": deck.about.slug, "edition": deck.about.edition}
    return fresh.manifest({"fingerprint": request.fingerprint, "files": files, "cards": cards, **about})


def report(request: Request, deck: Deck, fits: Mapping[str, Fits], pages: int) -> list[str]:
    """What to tell of a build that went well."""
    sizes = [side.size for pair in fits.values() for side in pair]
    done = (
        f"{request.out / deck.about.slug}.pdf: {pages} pages"
        if request.out
        else f"no problems: {pages} pages"
    )
    lines = [f"{done}, type from {min(sizes):g} to {max(sizes):g} pt"]
    if (urlsplit(deck.about.site_url).hostname or "").endswith(".example"):
        lines.append(f"before you print: site_url is {deck.about.site_url}, so the QR codes lead nowhere yet")
    return lines
