"""The lines before the first card → the manual's Markdown, and the terms of its glossary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckpress.publication.blocks import bullet_of
from deckpress.publication.source import Line
from deckpress.publication.words import Mender

GLOSSARY = re.compile(r"woordenlijst|glossary|begrippen(lijst)?", re.IGNORECASE)
LONGEST_HEADING = 60  # characters
ROOM = 0.85  # of the widest line: a line that could have taken the next word below this ended on purpose


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in paragraphs: a blank line, a bullet, a heading at a page's start begin another."""
    found: list[list[Line]] = []
    fresh = True
    for line in lines:
        if line.is_blank:
            fresh = True
            continue
        if fresh or bullet_of(line) or (line.starts_page and _is_heading_line(line)):
            found.append([])
        found[-1].append(line)
        fresh = False
    return found


def _is_heading_line(line: Line) -> bool:
    """Whether a line by itself could be a heading: short, a capital at its start, no end of a sentence."""
    text = line.text
    return len(text) <= LONGEST_HEADING and text[:1].isupper() and not re.search(r"[.:;,?!…]$|-$", text)


def heads(lines: Sequence[Line], width: int) -> bool:
    """Whether the first of these lines is a heading: such a line that ends where the next word had room."""
    if not _is_heading_line(lines[0]):
        return False
    return len(lines) == 1 or len(lines[0].text) + len(lines[1].text.split()[0]) + 1 < ROOM * width


def read_manual(
    lines: Sequence[Line], behind: Sequence[Line], mender: Mender
) -> tuple[str, list[tuple[str, str]]]:
    """The manual's Markdown, and the glossary's terms with their meanings, in the source's words.

    `behind`: what stands behind the cards; it goes to the manual's end.
    """
    blocks = paragraphs(lines)
    width = max((len(line.text) for line in lines), default=0)
    at = next((n for n, block in enumerate(blocks) if GLOSSARY.fullmatch(block[0].text)), len(blocks))
    made: list[str] = []
    for n, block in enumerate([*blocks[:at], *paragraphs(behind)]):
        made += _markdown(block, width, mender, is_first=not made, is_last=n == at - 1)
    glossary = _terms(blocks[at + 1 :], mender)
    if glossary:
        made.append(f"# {escaped(blocks[at][0].text)}\n\n@glossary")
    return "\n\n".join(made) + "\n", glossary


def _markdown(
    block: Sequence[Line], width: int, mender: Mender, is_first: bool = False, is_last: bool = False
) -> list[str]:
    """A paragraph as Markdown, its headings by themselves."""
    if bullet := bullet_of(block[0]):
        return [_point([Line(block[0].number, bullet[1]), *block[1:]], width, mender)]
    if is_first or (heads(block, width) and not (is_last and len(block) == 1)):
        level = "#" if is_first or block[0].starts_page else "##"
        heading = f"{level} {escaped(mender.text(block[:1]))}"
        return [heading, *(_markdown(block[1:], width, mender) if len(block) > 1 else [])]
    return [escaped(mender.text(block, prose=True))]


def _point(lines: Sequence[Line], width: int, mender: Mender) -> str:
    """A point, its first words in bold where a heading stands there."""
    if len(lines) > 1 and heads(lines, width):
        head = mender.text(lines[:1])
        return f"- **{escaped(head)}** {escaped(mender.text(lines[1:], prose=True, after=head))}"
    return f"- {escaped(mender.text(lines, prose=True))}"


def _terms(blocks: Sequence[Sequence[Line]], mender: Mender) -> list[tuple[str, str]]:
    """Each block of the glossary is a term, on a line of its own, and what it means."""
    found: list[tuple[str, str]] = []
    for block in blocks:
        if len(block) > 1:
            found.append((escaped(mender.text(block[:1])), escaped(mender.text(block[1:], prose=True))))
        elif found:
            term, meaning = found.pop()
            found.append((term, f"{meaning} {escaped(mender.text(block))}"))
        else:
            mender.report.doubt(block[0].number, f"a term without a meaning: {block[0].text}")
    return found


def escaped(text: str) -> str:
    """A text as inline Markdown that shows just these words."""
    text = re.sub(r"([\\`*_\[\]<>{}])", r"\\\1", text)
    text = re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", text)
    return re.sub(r"^([#>+@=~-])(?=\s|$)", r"\\\1", text)
