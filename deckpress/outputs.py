"""What a build makes: each output by its name, from a deck that is laid out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from deckpress import appendix, excerpts, expect, selection, webpage
from deckpress.aside import aside
from deckpress.job import Job, refuse
from deckpress.typeset import write_excerpt, write_pdf


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
    shop, stem = job.print_shop, job.stem
    names = {f"{stem}-press.pdf": shop.write_cards}
    if job.front:
        names[f"{stem}-press-manual.pdf"] = shop.write_manual
    for name, write in names.items():
        job.say(f"writing {name}")
        refuse(name, write(job.folder / name))
    order = f"{stem}-press.txt"
    text = shop.ticket(job.renderer.look.templates, *names)
    (job.folder / order).write_text(text, encoding="utf-8", newline="\n")
    return [*names, order]


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


def site(job: Job) -> list[str]:
    """The page to pick cards on, which the QR codes lead to. Last, as it links to the files that are there."""
    name = "site/index.html"
    job.say(f"writing {name}")
    (job.folder / name).parent.mkdir(exist_ok=True)
    html = webpage.page(job.renderer, job.fits, job.has, job.stem)
    (job.folder / name).write_text(html, encoding="utf-8", newline="\n")
    return [name]


def handout(job: Job) -> list[str]:
    """Sheets of A4 with the questions of the cards."""
    name = f"{job.stem}-handout.pdf"
    job.say(f"writing {name}")
    document = selection.handout(job.press, job.chosen, job.name)
    write_pdf([document], job.folder / name)
    job.judge(name, expect.expected_handout(job.deck, job.renderer, document))
    return [name]


def printed(job: Job, kind: str, made: Callable[[], bytes]) -> list[str]:
    """Write a file that is made of the screen PDF; its name."""
    name = f"{job.stem}-{kind}.pdf"
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
    "site": site,
}

APART = ("examples", "parts", "cards")  # that no other output is made of; half of the work of all
LAST = ("site",)

Files = dict[str, list[str]]  # the names of the files of each output


def make(job: Job, names: Sequence[str]) -> list[str]:
    """Make outputs, on two cores where there are; their files' names in the order of the outputs.

    Raises DeckProblems for what preflight finds.
    """
    apart, last = ([name for name in names if name in some] for some in (APART, LAST))
    others = [name for name in names if name not in (*APART, *LAST)]
    if not apart or not others:
        files = _made(job, names)
    else:
        with aside(partial(_made_apart, job, apart)) as result:
            files = _made(job, others)
            files_apart, known = result()
        job.press.kept.update(known)
        files |= files_apart | _made(job, last)
    return [file for name in names for file in files[name]]


def _made(job: Job, names: Sequence[str]) -> Files:
    return {name: OUTPUTS[name](job) for name in names}


def _made_apart(job: Job, names: Sequence[str]) -> tuple[Files, dict[str, Any]]:
    """The files, and what is known of fits by now."""
    return _made(job, names), job.press.kept.used
