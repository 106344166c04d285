"""Writes a deck as other engines read it, its fits taken from the cache or found. A process of its own, as it is large.

usage: sources.py DECK FOLDER

Into the folder: `bare.html` is what the builder lays out, as one document; `browser-….html` the same with what browsers
want otherwise; `typst-….typ`. Of the last two there is one of the `whole` deck and one of each text that flows over
pages, set larger or smaller until it takes as many pages as the builder's (`others.py`). `wanted.json` says how many.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.pages import Pages, body, one_document, pages_of, press_of  # noqa: E402
from bench.typstdeck import TypstDeck  # noqa: E402
from deckpress.press import Press  # noqa: E402
from deckpress.theme import PageRules  # noqa: E402

FONTS, CHANGED = "fonts", "2.1"
IS_PAIR = re.compile(r"(\.\w+ ):is\((.+?), (.+?)\)( \+ \.\w+)")  # which pagedjs doesn't read


def main() -> None:
    deck, folder = map(Path, sys.argv[1:])
    press = press_of(deck)
    pages = pages_of(press)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(press.renderer.look.theme.folder / FONTS, folder / FONTS, dirs_exist_ok=True)
    if (deck / "images").is_dir():
        shutil.copytree(deck / "images", folder / "images", dirs_exist_ok=True)
    for name, text in (
        *html(press, pages),
        *typst(press, pages),
        ("wanted.json", json.dumps(wanted(press, pages))),
    ):
        (folder / name).write_text(text, encoding="utf-8")


def html(press: Press, pages: Pages) -> Iterator[tuple[str, str]]:
    """The documents for engines that read HTML. Fonts and pictures are named from the folder that they are in."""
    css = press.renderer.stylesheet
    for_browsers = IS_PAIR.sub(r"\1\2\4, \1\3\4", css) + adapted(
        press.renderer.look.theme.rules.page, press.renderer.foot
    )
    flows = flowing(pages)
    for name, documents, style in (
        ("bare", pages.documents, css),
        ("browser-whole", pages.documents, for_browsers),
        *((f"browser-{flow}", (text,), for_browsers) for flow, text in flows.items()),
    ):
        made = one_document(documents, f"<style>{style}</style>")
        for place in (press.renderer.look.theme.folder, press.renderer.folder):
            made = made.replace(f"{place.resolve().as_uri()}/", "")
        yield f"{name}.html", made


def flowing(pages: Pages) -> dict[str, str]:
    """The document of each text that flows over pages: contents, manual without its cover, examples."""
    front, *_ = pages.documents
    head, (_, toc, *manual) = front.split("<body>")[0], re.split(r"(?=<section )", body(front))[1:]
    flows = {"toc": toc, "manual": "".join(manual)}
    if pages.examples:
        flows["examples"] = body(pages.documents[-1])
    return {name: f"{head}<body>{text}</body></html>" for name, text in flows.items()}


def adapted(page: PageRules, foot: str) -> str:
    """What browsers want otherwise.

    They place a panel at the foot of a box, not of a page; have no strings that pages take from their text; and their
    pages end at the trim.
    """
    words = foot.replace("\\", "\\\\").replace('"', '\\"')
    return f"""
@page {{ bleed: 0; @top-left {{ content: none }} @bottom-left {{ content: "{words}" }} }}
.text {{ --scale: /*examples*/1.0; font-size: calc(11pt * var(--scale)) }}
.manual, .notes {{ --scale: /*manual*/1.0 }}
.toc {{ --scale: /*toc*/1.0; font-size: calc(10.5pt * var(--scale)) }}
.back {{ position: relative; height: {page.flow_bottom - page.flow_top - 0.3:.1f}mm }}
.front, .divider-back {{ position: relative }}
.side:not(.divider-front)::before {{
  content: attr(data-band); position: absolute; top: {5.4 - page.flow_top:.1f}mm; left: 0;
  font: 600 9pt var(--family); color: var(--paper); white-space: nowrap
}}
.front::before {{ left: 6.4mm }}
"""


def typst(press: Press, pages: Pages) -> Iterator[tuple[str, str]]:
    """The documents for Typst."""
    writer = TypstDeck(press.renderer)
    yield "typst-whole.typ", writer.whole(pages.fits, pages.dividers, pages.notes)
    flows = {"toc": writer.toc(), "manual": writer.manual(pages.notes), "examples": writer.examples()}
    for name, lines in flows.items():
        yield f"typst-{name}.typ", writer.source(lines, whole=False)


def wanted(press: Press, pages: Pages) -> dict[str, object]:
    """So many pages of all and of each text that flows; what the first and the last card ask, by page; the page of the
    card that is changed, and what it asks."""
    deck, before = press.deck, 1 + pages.contents + pages.manual
    folios = press.folios(before + 1)
    asked = {
        card.id: (folios[f"card-{card.id}"], press.renderer.plain(card.reflect.questions[0]))
        for card in deck.cards
    }
    flows = {"toc": pages.contents, "manual": pages.manual, "examples": pages.examples}
    return {
        "whole": before + 2 * (len(deck.about.parts) + len(deck.cards)) + pages.examples,
        "flows": {name: count for name, count in flows.items() if count},
        "asked": dict([asked[deck.cards[0].id], asked[deck.cards[-1].id]]),
        "changed": asked[CHANGED],
    }


if __name__ == "__main__":
    main()
