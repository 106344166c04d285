"""A mailing of what was built: which deck, which edition, whose PDF is where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckpress import fresh
from deckpress.labels import load_labels
from deckpress.load import load_sound
from deckpress.mail import command
from deckpress.mail.built import check_built
from deckpress.mail.command import Request, Result
from deckpress.mail.letters import Edition
from deckpress.mail.plan import PdfOf
from deckpress.markup import Words, plain


@dataclass(frozen=True)
class Asked:
    """What was asked for: the list, its settings and ledger, the folders, and what to do."""

    centres: Path
    config: Path
    ledger: Path | None
    deck: Path
    out: Path
    send: bool = False
    resend_unknown: bool = False
    retry_refused: bool = False
    quiet: bool = False


def mail(asked: Asked, templates: Path) -> Result:
    """Draft or send the messages. Raises DeckProblems, UsageError and other BuildErrors: then nothing was sent."""
    request = request_for(asked, templates)
    return command.send(request) if asked.send else command.draft(request)


def request_for(asked: Asked, templates: Path) -> Request:
    """What to mail. Raises DeckProblems for a broken deck, UsageError where another edition was built."""
    edition = edition_of(asked.deck, templates)
    check_built(asked.out / fresh.MANIFEST, edition)
    return Request(
        centres=asked.centres,
        settings=asked.config,
        ledger=asked.ledger or asked.config.with_suffix(".sqlite"),
        edition=edition,
        pdf_of=pdf_of(asked.out, edition.slug),
        templates=templates,
        folder=asked.out / "mail",
        again=frozenset(_again(asked)),
        quiet=asked.quiet,
    )


def edition_of(folder: Path, templates: Path) -> Edition:
    """What the letters say of the deck in a folder. Raises DeckProblems."""
    about = load_sound(folder).about
    words = Words.from_labels(load_labels(templates, about.language))
    title, publisher = plain(about.title, words), plain(about.publisher, words)
    return Edition(about.slug, title, about.edition, publisher, about.site_url, about.language)


def pdf_of(out: Path, slug: str) -> PdfOf:
    """Where the PDF of each centre is: the deck's own, or that of the centre's edition."""
    name = f"{slug}.pdf"
    return lambda centre: out / "centres" / centre.edition / name if centre.edition else out / name


def _again(asked: Asked) -> Iterator[str]:
    if asked.resend_unknown:
        yield "unknown"
    if asked.retry_refused:
        yield "refused"
