"""Checks on how the manual and the examples are written: only Markdown and directives that the layout knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from deckpress.markup import block_tokens
from deckpress.model import Deck, Place, Problem, Section
from deckpress.near import did_you_mean
from deckpress.texts import sections
from deckpress.words import Words

_DIRECTIVES = {"@parts": r"@parts", "@glossary": r"@glossary", "@lines": r"@lines +[1-9][0-9]?"}
_DIRECTIVE = re.compile(r"\s*(@[A-Za-z]+)(?:\s+\S+)?\s*")
_OTHER_MARKDOWN = re.compile(r"\s*(> |```|~~~|\|.*\||(?:-\s*){3,}$|(?:\*\s*){3,}$|(?:_\s*){3,}$|={3,}$)")


def check_manual(deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for each unknown directive, and for Markdown that the layout doesn't set."""
    for title, section in sections(deck):
        for line, message in sorted({*_line_faults(section), *_structure_faults(section, words.quotes)}):
            yield Problem(Place(title.file, section.line + 1 + line, 1), message)


def _line_faults(section: Section) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(section.body.split("\n")):
        directive = _DIRECTIVE.fullmatch(line)
        if directive and not any(re.fullmatch(form, line.strip()) for form in _DIRECTIVES.values()):
            yield number, _message_on_directive(directive[1])
        if mark := _OTHER_MARKDOWN.match(line):
            start = mark[1].strip()[:3]
            yield number, f"“{start}” starts what the manual can't show: use headings, paragraphs and lists"


def _message_on_directive(name: str) -> str:
    if name == "@lines":
        return "`@lines` needs a number from 1 to 99: write how many lines, as `@lines 3`"
    if name in _DIRECTIVES:
        return f"`{name}` stands alone on its line: remove what follows it"
    advice = did_you_mean(name, _DIRECTIVES) or f": known are {', '.join(_DIRECTIVES)}"
    return f"unknown directive `{name}`{advice}"


def _structure_faults(section: Section, quotes: str) -> Iterator[tuple[int, str]]:
    tokens = block_tokens(section.body, quotes)  # read already, for its links
    for before, token in pairwise(tokens):
        line = token.map[0] if token.map else 0
        if before.type == "paragraph_close" and token.type == "paragraph_open" and token.level > 0:
            yield line, "a second paragraph in one point: make it a point of its own, or part of the first"
        if token.type == "heading_open" and token.level > 0:
            yield line, "a heading in a list: put an empty line before it, and start it at the margin"
        kinds = [child.type for child in token.children or ()]
        if "image" in kinds and (len(kinds) > 1 or before.type != "paragraph_open" or before.level > 0):
            yield (
                line,
                "a picture amid text: give it a paragraph of its own, with an empty line before and after",
            )
