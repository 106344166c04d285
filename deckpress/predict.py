"""How high a block will be, guessed by arithmetic: the widths of its words say where its lines break.

A guess only decides what is laid out first. So it may know the styles roughly: what it has wrong is learnt from the
blocks of the same kind that were laid out before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from math import inf
from statistics import median

from deckpress.heights import Block, Table
from deckpress.theme import Theme
from deckpress.units import mm_to_pt

Off = dict[str, list[float]]  # by kind of block: how much higher than by their text the last ones were, in pt

TOKEN = re.compile(r"""<(/?)([a-z0-9]+)(?: class="(\w+)[^"]*")?[^>]*>|([^<]+)""")
BREAK = re.compile(r"[ \n]+|(?<=-)(?=\w)")  # where a line may end
WIDE = 0.6  # em: a character that the font has no width of

# Roughly what deck.css says. In mm: by how much a block is narrower than the column. In em: its lines; the room above
# its points, and above those under them; what a list is indented by.
INSET = {"quote": 11.0, "panel": 8.5, "title": 12.0}
LEADING = {"quote": 1.36, "title": 1.16}
ABOVE = {"reflect": 0.36, "inspire": 0.36, "panel": 0.14, "divider-front": 0.57}
ABOVE_INNER, INDENT = 0.1, 1.15
TITLE = 19.0  # pt: the one block whose size is never another
KERNED = 0.997  # of its letters' widths is a word's, as kerning moves them together
LEARN = 20  # as many blocks of a kind are looked back on
REST = 30.0  # pt: what else a block holds, until one was laid out


@dataclass(frozen=True)
class Paragraph:
    """One text: the widths of its words in em, and how many lists it stands in."""

    words: tuple[float, ...]
    depth: int

    def lines(self, width: float, space: float) -> int:
        """How many lines of a width it fills, with the words filled in one by one; all in em."""
        count, at = 1, -space
        for word in self.words:
            at += space + word
            if at > width:
                count, at = count + 1, word
        return count


def paragraphs(block: str, html: str, widths: Mapping[str, float]) -> list[Paragraph]:
    """The texts of a block that grow with its size, as its template renders it. `widths`: of characters, in em."""
    texts: list[tuple[int, list[str]]] = []
    depth, inside = 0, False
    for closes, tag, kind, text in TOKEN.findall(html[html.find("<section") :]):
        if text and inside:
            texts[-1][1].append(text)
        elif tag in ("ul", "ol"):
            depth, inside = depth + (-1 if closes else 1), False
        elif tag in ("li", "p", "h2", "h3", "h4"):
            inside = not closes and _grows(block, tag, kind)
            if inside:
                texts.append((depth if tag == "li" else 0, []))
    return [Paragraph(_words(unescape("".join(parts)), widths), lists) for lists, parts in texts]


def _grows(block: str, tag: str, kind: str) -> bool:
    if tag == "p":
        return block != "panel" and kind != "speaker"
    return tag == "li" or block == "title"


def _words(text: str, widths: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(
        [KERNED * sum([widths.get(mark, WIDE) for mark in word]) for word in BREAK.split(text) if word]
    )


@dataclass(frozen=True)
class Guess:
    """A guess at the heights of the blocks of a card or a divider.

    `html`: each as it is rendered at any size; `table`: what is known of its heights; `off`: of others of its kind.
    """

    theme: Theme
    html: Callable[[str], str]
    table: Callable[[str], Table]
    off: Off
    _texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    _by_text: dict[tuple[str, float], float] = field(default_factory=dict)

    def __call__(self, block: str, size: float, lines: int) -> float:
        """How high a block may be, in pt."""
        off = median(self.off.get(block, [REST]))
        if known := self.table(block):
            near = min(known, key=lambda at: (abs(at[0] - size), abs(at[1] - lines)))
            off = known[near] - self.by_text(block, *near)
        return self.by_text(block, size, lines) + off

    def learn(self, block: Block, height: float) -> None:
        """Take in how high a block is, in pt."""
        name, size, lines = block
        if not self.table(name) and height < inf:
            self.off[name] = [*self.off.get(name, [])[-LEARN:], height - self.by_text(*block)]
        self.table(name)[size, lines] = height

    def by_text(self, block: str, size: float, lines: int) -> float:
        """How high in pt a block's texts and writing lines are by themselves."""
        if (block, size) not in self._by_text:
            self._by_text[block, size] = self._high(block, size or TITLE)
        return self._by_text[block, size] + lines * mm_to_pt(self.theme.rules.type.line_height)

    def _high(self, block: str, size: float) -> float:
        if block not in self._texts:
            self._texts[block] = paragraphs(block, self.html(block), self.theme.widths)
        page, texts = self.theme.rules.page, self._texts[block]
        width = mm_to_pt(page.width - page.left - page.right - INSET.get(block, 0.0)) / size
        space = self.theme.widths.get(" ", WIDE)
        rows = sum(text.lines(width - INDENT * text.depth, space) for text in texts)
        above = {0: 0.0, 1: ABOVE.get(block, 0.0)}
        between = sum(above.get(text.depth, ABOVE_INNER) for text in texts)
        return size * (rows * LEADING.get(block, self.theme.rules.type.leading) + between)
