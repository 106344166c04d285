"""The check of a deck's links: the deck is read and judged, its addresses are asked, and the answers kept."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from deckpress.anchors import is_placeholder
from deckpress.links import kept
from deckpress.links.addresses import addresses
from deckpress.links.answers import Known, known, settled
from deckpress.links.asking import Means, ask_all
from deckpress.links.report import Report, days, report
from deckpress.markup import Words
from deckpress.model import Deck, MissingPart
from deckpress.progress import Progress


@dataclass(frozen=True)
class Checked:
    """What came of it, and what to tell before the report and after it."""

    report: Report
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def usual_means() -> Means:
    """What users' decks are asked with: public servers only, patiently and politely."""
    return Means()


def check_links(folder: Path, deck: Deck, words: Words, quiet: bool = False) -> Checked:
    """Ask every address of a deck, whose pages aren't laid out; the answers are kept in its folder.

    Raises MissingPart without a network where nothing is known of earlier times.
    """
    means = usual_means()
    found = addresses(deck, words)
    before, told = _known_before(folder)
    progress = Progress(len(found), quiet)
    try:
        asked = asyncio.run(ask_all([address.url for address in found], means, progress.show))
    finally:
        progress.close()
    answers = settled(asked)
    now = known(answers, before, means.clock.today())
    if any(answer.verdict == "unreached" for answer in answers.values()):
        told.append(_offline(now, told))
    return Checked(report(found, answers, now, means.limits.slow), told, _ends(folder, deck, now))


def _known_before(folder: Path) -> tuple[dict[str, Known], list[str]]:
    try:
        return kept.read(folder), []
    except kept.Unkept as error:
        return {}, [str(error)]


def _offline(now: dict[str, Known], told: list[str]) -> str:
    """What to tell where no site was reached. Raises MissingPart where nothing is known, after what is told already."""
    said = "no site could be reached, so there is no network"
    if not now:
        advice = f"{said}, and no answers of earlier times are kept: go online, and check again"
        raise MissingPart("\n".join([*told, advice]))
    return f"{said}: these are the answers of {days(now)}"


def _ends(folder: Path, deck: Deck, now: dict[str, Known]) -> list[str]:
    """What to tell in the end: where the answers are, and of a site that isn't there yet."""
    lines = []
    try:
        lines.append(f"the answers and their dates are kept in {kept.write(folder, now)}")
    except kept.Unkept as error:
        lines.append(str(error))
    if is_placeholder(address := deck.about.site_url):
        lines.append(f"not asked: site_url is {address}, so the QR codes lead nowhere yet")
    return lines
