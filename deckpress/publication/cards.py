"""Lines → parts and cards: a card begins at its number and ends where the next thing begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from deckpress.publication.blocks import CARD, PART, Point, heading_of, listed
from deckpress.publication.source import Line

LONGEST_TITLE = 12  # lines between a card's number and its first heading, blank ones aside
OPENING = "‘“\"'«‚"
CLOSING = re.compile(r"[’”\"'»]\s*[.,]?$")


@dataclass
class CardLines:
    """A card as it was printed: which lines are what."""

    id: str
    start: Line
    title: list[Line] = field(default_factory=list)
    lead: list[Line] = field(default_factory=list)
    quote: list[Line] = field(default_factory=list)
    speaker: list[Line] = field(default_factory=list)
    reflect: list[Point] = field(default_factory=list)
    inspire: list[Point] = field(default_factory=list)
    tools: list[Point] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)  # behind the open point: no longer the card's
    loose: list[Line] = field(default_factory=list)  # in none of its lists


@dataclass
class PartLines:
    """A part's divider: its number, its title's lines, and the titles that it lists, by card id."""

    number: int
    start: Line
    title: list[Line] = field(default_factory=list)
    contents: dict[str, list[Line]] = field(default_factory=dict)


def split(lines: Sequence[Line], furniture: set[str]) -> tuple[list[Line], list[list[Line]]]:
    """The lines before the first divider or card, and those of each divider and card."""
    starts = [at for at, line in enumerate(lines) if is_divider(lines, at) or is_card(lines, at)]
    ends = [*starts[1:], len(lines)][: len(starts)]
    before = list(lines[: starts[0]]) if starts else list(lines)
    return before, [list(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def is_card(lines: Sequence[Line], at: int) -> bool:
    """Whether a card begins here: its number, then before any other number the heading of its questions."""
    if not CARD.fullmatch(lines[at].text):
        return False
    for seen, line in enumerate(_after(lines, at), start=1):
        if heading_of(line) == "reflect":
            return True
        if CARD.fullmatch(line.text) or PART.fullmatch(line.text) or seen > 3 * LONGEST_TITLE:
            return False
    return False


def is_divider(lines: Sequence[Line], at: int) -> bool:
    """Whether a part's divider begins here: LUIK and a number, and then what it is called and its cards."""
    found = PART.fullmatch(lines[at].text)
    if not found or found["title"]:
        return False
    for line in _after(lines, at):
        if card := CARD.fullmatch(line.text):
            return card["id"].split(".")[0] == found["number"]
        if PART.fullmatch(line.text):
            return False
    return False


def _after(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The lines with words behind one; no copy of them all, as that is asked of very many lines."""
    return (lines[index] for index in range(at + 1, len(lines)) if not lines[index].is_blank)


def read_card(lines: Sequence[Line]) -> CardLines:
    """One card's lines, sorted."""
    found = CARD.fullmatch(lines[0].text)
    assert found
    card = CardLines(found["id"], lines[0])
    if found["title"]:
        card.title.append(Line(lines[0].number, found["title"]))
    regions = _regions(lines[1:])
    title, early_quote = _at_quote(regions[None], is_title=True)
    card.title += [line for line in title if not line.is_blank]
    questions, late_quote = _at_quote(regions["reflect"])
    card.quote, card.speaker = quote_of([*early_quote, *late_quote])
    asked, tips, tools = listed(questions), listed(regions["inspire"]), listed(regions["tools"])
    card.lead, card.reflect = asked.lead, asked.points
    card.inspire, card.tools = tips.points, tools.points
    card.open = [*asked.opened, *tips.opened, *tools.opened]
    card.after = tools.after
    card.loose = [*asked.after, *tips.lead, *tips.after, *tools.lead]
    return card


def _regions(lines: Sequence[Line]) -> dict[str | None, list[Line]]:
    """The lines of each section, without its heading; those before the first are under None."""
    regions: dict[str | None, list[Line]] = {None: [], "reflect": [], "inspire": [], "tools": []}
    section: str | None = None
    for line in lines:
        heading = heading_of(line)
        section = heading or section
        if not heading:
            regions[section].append(line)
    return regions


def _at_quote(lines: Sequence[Line], is_title: bool = False) -> tuple[list[Line], list[Line]]:
    """The lines before a quote, and those from it on: it opens with a quotation mark after a blank line or a title."""
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        opens = bool(line.text) and line.text[0] in OPENING
        if opens and (is_title or before is None or before.is_blank or line.starts_page):
            return list(lines[:at]), list(lines[at:])
    return list(lines), []


def quote_of(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of what is said, and those that say by whom: what follows the last closing mark at a line's end."""
    said = [line for line in lines if not line.is_blank]
    closed = [at for at, line in enumerate(said) if CLOSING.search(line.text)]
    last = closed[-1] if closed else len(said) - 1
    return said[: last + 1], said[last + 1 :]


def read_part(lines: Sequence[Line], furniture: set[str]) -> tuple[PartLines, list[Line]]:
    """One divider's lines, sorted, and those that are furniture: words of the publication's title by themselves."""
    found = PART.fullmatch(lines[0].text)
    assert found
    part, left = PartLines(int(found["number"]), lines[0]), []
    current = ""
    for before, line in pairwise(lines):
        entry = CARD.fullmatch(line.text)
        if line.is_blank:
            continue
        if line.text.casefold() in furniture and (not current or before.is_blank):
            left.append(line)
        elif entry:
            current = entry["id"]
            part.contents[current] = [Line(line.number, entry["title"] or "")]
        elif current:
            part.contents[current].append(line)
        else:
            part.title.append(line)
    return part, left


def all_lines(card: CardLines) -> Iterator[Line]:
    """Every line that a card holds."""
    yield card.start
    for point in (*card.reflect, *card.inspire, *card.tools):
        yield from point.lines
        for inner in point.items:
            yield from inner.lines
    yield from (*card.title, *card.lead, *card.quote, *card.speaker, *card.open)
