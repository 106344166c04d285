"""The job ticket: what a print shop has to know of an order, as text to paste into it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from deckpress.theme import PageRules

_A_SERIES = {(148.0, 210.0): "A5", (105.0, 148.0): "A6", (210.0, 297.0): "A4"}  # mm, ISO 216


@dataclass(frozen=True)
class PressFile:
    """A press file of the order: its name, its pages, and how many of them are blank ones at the end."""

    file: str
    pages: int
    blank: int = 0


@dataclass(frozen=True)
class Job:
    """An order: the deck, the file of the cards and that of the manual (None: not ordered), how they are made."""

    title: str
    edition: str
    cards: PressFile
    manual: PressFile | None
    x_version: str = "PDF/X-4"
    marks: bool = False
    profile: str = "FOGRA39"
    most_ink: int = 300


def job_ticket(templates: Path, page: PageRules, job: Job) -> str:
    """The ticket as text, by the template `job-ticket.txt.j2`; lengths in it are in mm.

    Raises jinja2.TemplateError where the template names something that isn't there.
    """
    # Plain text, pasted into a mail or an order's form: nothing to escape.
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    series = _A_SERIES.get((page.width, page.height))
    return environment.get_template("job-ticket.txt.j2").render(
        vars(job),
        blank=_blank(job.manual.blank if job.manual else 0),
        width=f"{page.width:g}",
        height=f"{page.height:g}",
        bleed=f"{page.bleed:g}",
        a_series=f"{series}, " if series else "",
    )


def _blank(pages: int) -> str:
    """What to add of blank pages at the end of the manual."""
    return {0: "", 1: "; de laatste is leeg"}.get(pages, f"; de laatste {pages} zijn leeg")
