"""Editions from end to end: a deck is released, compared with what was released, and printed where it differs."""

from __future__ import annotations

from collections.abc import Callable

from deckpress.editions import files
from deckpress.editions.compare import Change, compare
from deckpress.editions.content import contents
from deckpress.editions.form import Edition
from deckpress.editions.swap import ON_CARDS
from deckpress.editions.telling import told
from deckpress.markup import Words
from deckpress.model import DeckProblems, Problem
from deckpress.reading import Ready, Request, read
from deckpress.texts import listed

MOST_TOLD = 6

Judge = Callable[[Ready], list[str]]  # as `check` does: lines to tell the user; raises as it does
Make = Callable[[Ready, list[Change]], list[str]]  # what changed, as a build does


def release(request: Request, name: str, judge: Judge) -> list[str]:
    """Judge the deck and keep it as the edition `name`; lines to tell the user.

    Raises DeckProblems, also where the deck is called otherwise or another deck was released under that name,
    UsageError for what can't be a name, CantKeep.
    """
    is_known = files.is_known(request.deck, name)
    ready = read(request)
    edition = edition_of(ready)
    if edition.name != name:
        message = f"this is edition {edition.name}, not {name}: write the name of what you release here"
        raise _at_edition(ready, message)
    if is_known:
        return _as_released(request, ready, edition)
    judged = judge(ready)
    path = files.record(request.deck, edition)
    return [*judged, f"{path}: edition {name} is released, {len(ready.deck.cards)} cards. Keep this file"]


def changes(request: Request, since: str) -> list[str]:
    """What has changed since an edition, word by word, for people. Raises DeckProblems, UsageError."""
    ready, _, found = _found(request, since)
    if not found:
        return [str(ready.labels["nothing_changed"].format(since=since))]
    return told(found, since, ready.deck.about.edition, ready.labels)


def reprint_since(request: Request, make: Make) -> list[str]:
    """Make only what changed since the edition `request.since`; lines to tell the user. Raises as a build does."""
    ready, before, found = _found(request, request.since)
    if not found:
        return [f"nothing changed since edition {request.since}: there is nothing to print"]
    return [*make(ready, found), *_counted(found), *_warnings(ready, before)]


def edition_of(ready: Ready) -> Edition:
    """The deck as the edition that it says it is."""
    about = ready.deck.about
    return Edition(about.edition, about.site_url, contents(ready.deck, Words.from_labels(ready.labels)))


def _found(request: Request, since: str) -> tuple[Ready, Edition, list[Change]]:
    before = files.read(request.deck, since)
    ready = read(request)
    return ready, before, compare(before.contents, edition_of(ready).contents)


def _as_released(request: Request, ready: Ready, edition: Edition) -> list[str]:
    """What to tell of an edition that was released already. Raises DeckProblems where it held something else."""
    before = files.read(request.deck, edition.name)
    found = compare(before.contents, edition.contents)
    if not found:
        return [f"edition {edition.name} is released already, with these texts: nothing to do"]
    names = listed([str(change.key) for change in found], MOST_TOLD)
    message = f"edition {edition.name} was released with other texts ({names}): give the deck a new edition"
    raise _at_edition(ready, message)


def _at_edition(ready: Ready, message: str) -> DeckProblems:
    return DeckProblems([Problem(ready.deck.places.at("deck", "edition"), message)])


def _counted(found: list[Change]) -> list[str]:
    cards = [change for change in found if change.key.kind in ON_CARDS]
    printed = sum(change.now is not None for change in cards)
    return [
        f"to print: {printed} cards and dividers; {len(cards) - printed} withdrawn; the first page says what to do"
    ]


def _warnings(ready: Ready, before: Edition) -> list[str]:
    """What makes old and new cards go together badly."""
    about, lines = ready.deck.about, []
    if about.edition == before.name:
        place = ready.deck.places.at("deck", "edition")
        lines.append(
            f"{place}: the edition is still {before.name}, so nobody can tell new cards from old ones"
        )
    if about.site_url != before.site_url:
        lines.append("site_url has changed: the QR codes of old cards lead to the old address")
    return lines
