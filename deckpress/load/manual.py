"""A file of Markdown in sections, one for each title: the manual, or an example document, which has one title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from deckpress.anchors import slug
from deckpress.limits import MOST_TITLES, endless_file, endless_paragraph
from deckpress.loaded import few
from deckpress.markup import Heading, headings
from deckpress.model import Place, Problem, Section

MAX_TITLE = 200

# The anchors that the layout gives to pages of its own.
_TAKEN = re.compile(r"contents|examples|notes|(card|part|example)-.*")


def sections(text: str, shown_as: str) -> tuple[list[Section], list[Problem]]:
    """The sections of a manual, and what is wrong with its titles: text before the first, a level left out."""
    if problems := list(few(_endless(text, shown_as))):
        return [], problems
    if passed := endless_file(text):
        return [], [Problem(Place(shown_as, passed[0], 1), f"{passed[1]} up to here: make the text shorter")]
    lines, found = text.split("\n"), headings(text)
    titles = [heading for heading in found if heading.level == 1]
    if len(titles) > MOST_TITLES:
        message = (
            f"{len(titles)} titles, and {MOST_TITLES} is the most: write `## ` for the headings under them"
        )
        return [], [Problem(Place(shown_as, titles[MOST_TITLES].line + 1, 1), message)]
    problems = [
        *_text_before(lines[: titles[0].line] if titles else lines, shown_as),
        *few(_skipped_levels(found, shown_as)),
        *few(_unfit_titles(titles, shown_as)),
    ]
    made: list[Section] = []
    anchors: set[str] = set()
    ends = [*(heading.line for heading in titles[1:]), len(lines)][: len(titles)]
    for title, end in zip(titles, ends, strict=True):
        anchor = anchor_of(title.text, anchors)
        anchors.add(anchor)
        body = "\n".join(lines[title.line + 1 : end])
        made.append(Section(id=anchor, title=title.text[:MAX_TITLE] or "…", body=body, line=title.line + 1))
    return made, problems


def example(text: str, shown_as: str, name: str) -> tuple[list[Section], list[Problem]]:
    """The one section of an example document, called `name`, and what is wrong with its titles."""
    made, problems = sections(text, shown_as)
    message = "an example is one document, with one title: write `## ` for the headings in it"
    problems += few(Problem(Place(shown_as, section.line, 1), message) for section in made[1:])
    return [section.model_copy(update={"id": name}) for section in made[:1]], problems


def anchor_of(title: str, others: Collection[str]) -> str:
    """The anchor made of a title, unlike the others: "Wat zit erin?" becomes wat-zit-erin."""
    anchor = slug(title) or "section"
    if _TAKEN.fullmatch(anchor):
        anchor = f"section-{anchor}"
    number, first = 1, anchor
    while anchor in others:
        number += 1
        anchor = f"{first}-{number}"
    return anchor


def _endless(text: str, shown_as: str) -> Iterator[Problem]:
    """The problems of text that goes on for so long that to read it as Markdown could take minutes."""
    line = 1
    for paragraph in text.split("\n\n"):
        if said := endless_paragraph(paragraph):
            yield Problem(Place(shown_as, line, 1), f"{said} without an empty line: make paragraphs of this")
        line += paragraph.count("\n") + 2


def _text_before(lines: list[str], shown_as: str) -> list[Problem]:
    """The problem of text that stands before the first title."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            return [
                Problem(
                    Place(shown_as, number, 1), "no title before this text: write one above it, as `# Title`"
                )
            ]
    return []


def _skipped_levels(found: list[Heading], shown_as: str) -> Iterator[Problem]:
    level = 1
    for heading in found:
        if heading.level > level + 1:
            message = f"this heading skips a level: write `{'#' * (level + 1)} {heading.text[:40]}`"
            yield Problem(Place(shown_as, heading.line + 1, 1), message)
        level = heading.level


def _unfit_titles(titles: list[Heading], shown_as: str) -> Iterator[Problem]:
    for title in titles:
        if not title.text:
            yield Problem(
                Place(shown_as, title.line + 1, 1), "a title without words: write it after the `# `"
            )
        if len(title.text) > MAX_TITLE:
            message = (
                f"this title holds {len(title.text)} characters, and {MAX_TITLE} is the most: make it shorter"
            )
            yield Problem(Place(shown_as, title.line + 1, 1), message)
