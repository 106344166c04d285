"""The manual holds only what the layout can set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.validate.checking import in_manual, said

SECOND = "a second paragraph in one point: make it a point of its own, or part of the first"
OTHER = "starts what the manual can't show: use headings, paragraphs and lists"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@part", "5:1: unknown directive `@part`: did you mean `@parts`?"),
        ("@xyz 3", "5:1: unknown directive `@xyz`: known are @parts, @glossary, @lines"),
        ("@lines", "5:1: `@lines` needs a number from 1 to 99: write how many lines, as `@lines 3`"),
        ("@lines 0", "5:1: `@lines` needs a number from 1 to 99: write how many lines, as `@lines 3`"),
        ("@lines 100", "5:1: `@lines` needs a number from 1 to 99: write how many lines, as `@lines 3`"),
        ("@parts 2", "5:1: `@parts` stands alone on its line: remove what follows it"),
        ("Tekst.\n\n> citaat", f"7:1: “>” {OTHER}"),
        ("```", f"5:1: “```” {OTHER}"),
        ("| a | b |", f"5:1: “| a” {OTHER}"),
        ("---", f"5:1: “---” {OTHER}"),
        ("* * *", f"5:1: “* *” {OTHER}"),
        ("- een\n\n  nog\n- twee", f"7:1: {SECOND}"),
        ("- een\n  ## kop", "6:1: a heading in a list: put an empty line before it, and start it at the margin"),
    ],
)  # fmt: skip
def test_what_can_not_be_set(deck: Path, text: str, message: str) -> None:
    assert said(deck, in_manual(text)) == [f"deck/manual.md:{message}"]


@pytest.mark.parametrize(
    "text",
    [
        "@lines 12",
        "  @parts  ",
        "Mail aan x@y.z\n@ home",
        "@ons allen is gevraagd te komen",
        "- een\n\n- twee\n  - drie\n\n1. een\n2. twee",
        "## Kop\n### Kop **vet**\n\nTekst – met streep.",
        "a > b en *nadruk* | streep",
    ],
)
def test_what_can_be_set(deck: Path, text: str) -> None:
    assert said(deck, in_manual(text)) == []
