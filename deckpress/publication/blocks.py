"""Lines → what they are: headings, bullets, and words that go on; and bullets with their lines → points, by level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from deckpress.publication.source import Line

Section = Literal["reflect", "inspire", "tools"]
HEADINGS: dict[str, Section] = {
    "reflecteren": "reflect",
    "inspireren": "inspire",
    "wat kan jou helpen": "tools",
}
CARD = re.compile(r"(?P<id>[1-9]\d?\.[1-9]\d{0,2})(?:\s+(?P<title>\S.*))?")
PART = re.compile(r"LUIK\s+(?P<number>[1-9]\d?)(?:\s*[·:–-]\s*(?P<title>\S.*))?", re.IGNORECASE)
OWN_OPEN = (
    "wat heeft jullie team zelf in huis?"  # what the builder's own pages print above the lines to write on
)
_BULLET = re.compile(r"(?P<glyph>o|[-–—•▪◦‣·*●○■□➢])\s+(?P<text>\S.*)|(?P<open>o|[-–—•▪◦‣·*●○■□➢])\s*$")
_OPEN = re.compile(r"(?:…|\.\s?\.\s?\.)\s*$")


@dataclass
class Point:
    """A point: the lines that it is written on, and the points under it."""

    lines: list[Line]
    items: list[Point] = field(default_factory=list)

    @property
    def last(self) -> Point:
        """The point that more words belong to."""
        return self.items[-1] if self.items else self


def heading_of(line: Line) -> Section | None:
    """The section of a card that a line is the heading of; its question mark may be gone."""
    return HEADINGS.get(line.text.rstrip("?:. ").casefold())


def bullet_of(line: Line) -> tuple[str, str] | None:
    """The glyph of a bullet and the words behind it; None for a line that is none."""
    found = _BULLET.fullmatch(line.text)
    if not found:
        return None
    return (found["glyph"], found["text"]) if found["glyph"] else (found["open"], "")


def is_open(words: str) -> bool:
    """Whether a bullet's words are none: the open point, for what a team has itself."""
    return not words or bool(_OPEN.fullmatch(words))


@dataclass
class Listed:
    """A list as it was printed: what stands before it, its points, its open point, and what comes after that."""

    lead: list[Line] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    opened: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def listed(lines: Sequence[Line]) -> Listed:
    """The points of a list. Its first glyph is that of its points; another is that of points under them.

    Words without a bullet go on with the point before them, also after a blank line. Behind the open point they are no
    part of the list, and on the next page nothing is.
    """
    made, outer, is_over = Listed(), "", False
    for line in (line for line in lines if not line.is_blank):
        bullet = bullet_of(line)
        is_over = is_over or (line.starts_page and bool(made.opened))
        if is_over:
            made.after.append(line)
        elif line.text.casefold() == OWN_OPEN or (bullet and is_open(bullet[1])):
            made.opened.append(line)
        elif bullet is None and made.opened:
            made.after.append(line)
        elif bullet is None:
            (made.points[-1].last.lines if made.points else made.lead).append(line)
        else:
            outer = outer or bullet[0]
            point = Point([Line(line.number, bullet[1])])
            under = bullet[0] != outer and bool(made.points)
            (made.points[-1].items if under else made.points).append(point)
    return made
