"""What a build makes: each output by its name, from a deck that is laid out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from weasyprint import Document

from deckpress import appendix, excerpts, expect, preflight
from deckpress.model import Deck, DeckProblems, Place, Problem, SideFit
from deckpress.press import Press
from deckpress.printing import Plan, Printer
from deckpress.printshop import PrintShop
from deckpress.render import Renderer
from deckpress.typeset import write_excerpt, write_pdf

Say = Callable[[str], None]
Fits = Mapping[str, tuple[SideFit, SideFit]]


@dataclass(frozen=True)
class Job:
    """A deck laid out, the folder that its files are made in, and who is told what is going on."""

    press: Press
    fits: Fits
    documents: list[Document]
    folder: Path
    say: Say
    plan: Plan

    @property
    def deck(self) -> Deck:
        """The deck itself."""
        return self.press.deck

    @property
    def renderer(self) -> Renderer:
        """What rendered it."""
        return self.press.renderer

    @property
    def front(self) -> int:
        """How many pages cover and manual take."""
        return len(self.documents[0].pages)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(len(document.pages) for document in self.documents)

    @cached_property
    def screen(self) -> Path:
        """The PDF for the screen, made and judged; all that is printed is made of it."""
        target = self.folder / f"{self.deck.about.slug}.pdf"
        self.say(f"writing {target.name}")
        write_pdf(self.documents, target)
        self.say(f"judging {target.name}")
        self.judge(target.name, self.expected)
        return target

    @cached_property
    def expected(self) -> preflight.Expected:
        """What the PDF for the screen has to be."""
        behind = tuple(expect.example_sides(self.documents[-1])) if self.deck.examples else ()
        return expect.expected(self.deck, self.renderer, self.front, behind)

    @property
    def sheets(self) -> int:
        """How many cards and dividers there are: sheets of paper with two sides."""
        return len(self.deck.about.parts) + len(self.deck.cards)

    @cached_property
    def printer(self) -> Printer:
        """What makes the files to print."""
        page, whole = self.renderer.look.theme.rules.page, self.expected
        pdf = self.screen.read_bytes()
        return Printer(pdf, self.front, self.sheets, page, self.plan, whole.title, whole.language)

    @cached_property
    def print_shop(self) -> PrintShop:
        """What makes the files for a print shop."""
        theme, edition = self.renderer.look.theme, self.renderer.plain(self.deck.about.edition)
        return PrintShop(self.screen, self.expected, self.front, self.sheets, edition, theme, self.plan)

    def judge(self, name: str, expected: preflight.Expected) -> None:
        """Raises DeckProblems for what preflight finds in a file of the folder, under the file's own name."""
        refuse(name, preflight.preflight(self.folder / name, expected))


def refuse(name: str, problems: list[Problem]) -> None:
    """Raises DeckProblems for what preflight found in a file, under the file's own name."""
    if problems:
        raise DeckProblems([replace(problem, place=Place(name)) for problem in problems])


def screen(job: Job) -> list[str]:
    """The whole deck, for a screen and to send."""
    return [job.screen.name]


def examples(job: Job) -> list[str]:
    """Each example document as a sheet of A4."""
    if job.deck.examples:
        job.say("writing examples")
    names = []
    for example, document in appendix.sheets(job.press):
        name = f"examples/{example.id}.pdf"
        (job.folder / name).parent.mkdir(exist_ok=True)
        write_pdf([document], job.folder / name)
        job.judge(name, expect.expected_sheet(job.deck, job.renderer, example.title))
        names.append(name)
    return names


def cards(job: Job) -> list[str]:
    """Each card as a file of its own."""
    job.say("writing cards")
    return [excerpt(job, each) for each in excerpts.cards(job.deck, job.renderer, job.documents[1:])]


def parts(job: Job) -> list[str]:
    """Each part as a file of its own."""
    job.say("writing parts")
    return [excerpt(job, each) for each in excerpts.parts(job.deck, job.renderer, job.documents[1:])]


def excerpt(job: Job, made: excerpts.Excerpt) -> str:
    """Write and judge some of the pages; the file's name."""
    target = job.folder / made.name
    target.parent.mkdir(exist_ok=True)
    write_excerpt(made.document, made.pages, target, made.title, job.renderer.elsewhere)
    job.judge(made.name, made.expected(job.deck, job.renderer))
    return made.name


def press(job: Job) -> list[str]:
    """The cards and the manual for a print shop, and the text to order them with."""
    slug, shop = job.deck.about.slug, job.print_shop
    cards, manual, order = f"{slug}-press.pdf", f"{slug}-press-manual.pdf", f"{slug}-press.txt"
    for name, write in ((cards, shop.write_cards), (manual, shop.write_manual)):
        job.say(f"writing {name}")
        refuse(name, write(job.folder / name))
    text = shop.ticket(job.renderer.look.templates, cards, manual)
    (job.folder / order).write_text(text, encoding="utf-8", newline="\n")
    return [cards, manual, order]


def duplex(job: Job) -> list[str]:
    """Cards side by side on sheets, for a printer that prints both sides."""
    return printed(job, job.plan.name, job.printer.duplex)


def fold(job: Job) -> list[str]:
    """Front and back side by side on one side of a sheet, to be folded."""
    return printed(job, "a4-fold", job.printer.fold)


def large(job: Job) -> list[str]:
    """Every page as large as A4."""
    return printed(job, "a4-large", job.printer.large)


def booklet(job: Job) -> list[str]:
    """Cover and manual as a leaflet."""
    return printed(job, "manual-booklet", job.printer.booklet)


def printed(job: Job, kind: str, made: Callable[[], bytes]) -> list[str]:
    """Write a file that is made of the screen PDF; its name."""
    name = f"{job.deck.about.slug}-{kind}.pdf"
    job.say(f"writing {name}")
    (job.folder / name).write_bytes(made())
    return [name]


OUTPUTS: Mapping[str, Callable[[Job], list[str]]] = {
    "screen": screen,
    "examples": examples,
    "parts": parts,
    "cards": cards,
    "press": press,
    "duplex": duplex,
    "fold": fold,
    "large": large,
    "booklet": booklet,
}
