"""The job ticket."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.theme import load_theme
from deckpress.ticket import Job, PressFile, job_ticket

ROOT = Path(__file__).parent.parent
PAGE = load_theme(ROOT / "styles").rules.page
JOB = Job("Ouders & co", "2026.1", PressFile("co-press.pdf", 68), PressFile("co-press-manual.pdf", 16))


def ticket(job: Job = JOB) -> str:
    return job_ticket(ROOT / "templates", PAGE, job)


@pytest.mark.parametrize(
    "words",
    [
        "Ouders & co, editie 2026.1",
        "co-press.pdf",
        "co-press-manual.pdf",
        "A5, 148 × 210 mm, staand",
        "34 losse kaarten per set, voorkant en achterkant (68 bladzijden)",
        "16 bladzijden, kaft inbegrepen\n",
        "250 tot 300 g/m²",
        "4/4",
        "PDF/X-4",
        "FOGRA39",
        "3 mm rondom",
        "Snijtekens     geen",
        "hoogstens 300 %",
    ],
)
def test_it_says_what_a_print_shop_asks(words: str) -> None:
    assert words in ticket()


def test_marks_and_variant() -> None:
    told = ticket(replace(JOB, x_version="PDF/X-1a:2003", marks=True))
    assert "PDF/X-1a:2003" in told and "Snijtekens     ja" in told


def test_cards_alone() -> None:
    told = ticket(replace(JOB, manual=None))
    assert "HANDLEIDING" not in told and "\n\nVOOR DE DRUKKERIJ" in told


@pytest.mark.parametrize(("blank", "words"), [(1, "; de laatste is leeg"), (3, "; de laatste 3 zijn leeg")])
def test_blank_pages_are_told(blank: int, words: str) -> None:
    assert words in ticket(replace(JOB, manual=PressFile("x.pdf", 16, blank)))


def test_a_page_that_is_no_a_size() -> None:
    assert "Formaat        120 × 210 mm" in job_ticket(
        ROOT / "templates", PAGE.model_copy(update={"width": 120.0}), JOB
    )


def test_it_fits_a_mail() -> None:
    assert max(map(len, ticket().splitlines())) <= 100 and len(ticket().splitlines()) < 50
