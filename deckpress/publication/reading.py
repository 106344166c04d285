"""From a publication to a deck's folder: read, sort, mend, write, and account for every line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deckpress.model import BuildError
from deckpress.newfolder import check_target, write_folder
from deckpress.publication.cards import CardLines, PartLines, all_lines, is_card, read_card, read_part, split
from deckpress.publication.deckfiles import deck_files
from deckpress.publication.folder import as_yaml
from deckpress.publication.manual import read_manual
from deckpress.publication.report import report_text
from deckpress.publication.source import Line, NoPublication, read_source
from deckpress.publication.words import Knows, Mender, Report

MOST_CARDS = 1000
MOST_TITLE_WORDS = 30
# What the builder's own pages print in their margins.
MARGINS = re.compile(r"(luik \d+|\d+\.\d+) · .*|.* · editie .*", re.IGNORECASE)


class LeftOver(BuildError):
    """The deck was written, but lines of the source are in it nowhere."""

    exit_code = 1


@dataclass
class Publication:
    """A publication, sorted: its title, the manual's lines, parts and cards; what is furniture, what nobody knows."""

    title: list[Line]
    manual: list[Line] = field(default_factory=list)
    parts: list[PartLines] = field(default_factory=list)
    cards: list[CardLines] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    furniture: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    behind: list[Line] = field(default_factory=list)  # behind a card: goes to the end of the manual


@dataclass(frozen=True)
class Import:
    """What was asked: the source, the folder to write, resources to link to, and how carefully."""

    source: Path
    to: Path
    resources: Path | None = None
    force: bool = False
    strict: bool = False


def import_publication(asked: Import, say: Callable[[str], None]) -> list[str]:
    """Write the deck; lines to tell the user. Raises NoPublication, UsageError, MissingPart; LeftOver at the end."""
    check_target(asked.to, asked.force, ", or replace what is in it with --force")
    lines, title = read_source(asked.source)
    found = sort(lines, title)
    if not found.cards:
        raise NoPublication(
            f"{asked.source} is no such publication: it holds no card, with its number and REFLECTEREN"
        )
    if len(found.cards) > MOST_CARDS:
        line = found.cards[MOST_CARDS].start.number
        raise NoPublication(f"{asked.source}:{line}: more than {MOST_CARDS:,} cards: import it in pieces")
    say(f"{asked.source}: cards {len(found.cards)}, parts {len(found.parts)}")
    report = Report()
    mender = Mender.of(lines, report, None if asked.strict else _dictionary())
    files = deck_files(found.title, found.parts, found.cards, mender, asked.resources)
    manual, glossary = read_manual(found.manual, found.behind, mender)
    files |= {"manual.md": manual} if manual.strip() else {}
    if glossary:
        files["glossary.yaml"] = as_yaml([{"term": term, "meaning": meaning} for term, meaning in glossary])
    files["import-report.md"] = report_text(asked.source.name, lines, report, found.left, found.furniture)
    write_folder(asked.to, files)
    told = [
        f"{asked.to}: repairs {len(report.repairs)}, doubts {len(report.doubts)}; read {asked.to}/import-report.md"
    ]
    if found.left:
        numbers = ", ".join(str(line.number) for line in found.left[:10])
        raise LeftOver(
            "\n".join([*told, f"{len(found.left)} lines are left over, among them {numbers}: see the report"])
        )
    return told


def _dictionary() -> Knows:
    from deckpress.publication.spelling import dutch

    return dutch()


def sort(lines: Sequence[Line], said: str = "") -> Publication:
    """Which line is what. `said`: the title that the file says it has."""
    titles = title_lines(lines, said)
    found = Publication(titles)
    furniture = words_of(" ".join(line.text for line in titles))
    kept: list[Line] = []
    for line in lines:
        is_margin = bool(MARGINS.fullmatch(line.text))
        (found.furniture if is_margin else kept).append(line)
    before, blocks = split(kept, furniture)
    found.manual = [line for line in before if line not in titles]
    found.manual = _without(found.manual, furniture, found.furniture)
    for whole in blocks:
        block = _without_end(whole, furniture, found.furniture)
        if is_card(block, 0):
            _keep_card(read_card(block), found)
        else:
            part, loose = read_part(block, furniture)
            found.furniture += loose
            found.parts.append(part)
    return found


def _keep_card(card: CardLines, found: Publication) -> None:
    found.left += card.loose
    found.behind += card.after
    if card.id in found.ids:
        found.left += list(all_lines(card))
    else:
        found.ids.add(card.id)
        found.cards.append(card)


def title_lines(lines: Sequence[Line], said: str) -> list[Line]:
    """The first line, and as many more as the title that the file says it has goes on over."""
    printed = [line for line in lines if not line.is_blank]
    for count in range(2, 5):
        if said and " ".join(line.text for line in printed[:count]) == said:
            return printed[:count]
    return printed[:1]


def words_of(title: str) -> set[str]:
    """A title and each run of its words: what a divider prints of it on lines of their own."""
    words = title.casefold().split()[:MOST_TITLE_WORDS]
    return {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}


def _without(lines: Iterable[Line], furniture: set[str], kept: list[Line]) -> list[Line]:
    """Lines without words of the title at the end, where the first divider's logo stands."""
    return _without_end(list(lines), furniture, kept)


def _without_end(lines: list[Line], furniture: set[str], kept: list[Line]) -> list[Line]:
    while lines and (lines[-1].is_blank or lines[-1].text.casefold() in furniture):
        line = lines.pop()
        if not line.is_blank:
            kept.append(line)
    return lines
