"""A mailing from end to end: drafts to look at, or the sending itself."""

from __future__ import annotations

import datetime
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from deckpress.anchors import is_placeholder
from deckpress.mail import connecting, ledger, report
from deckpress.mail.centres import Centre, Languages, read_centres
from deckpress.mail.delivery import Delivery
from deckpress.mail.drafts import write_drafts, write_summary
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import Key, Ledger, Record
from deckpress.mail.letters import Edition, Letters, languages
from deckpress.mail.plan import Item, PdfOf, Plan, plan
from deckpress.mail.sending import Pace, Sending
from deckpress.mail.settings import Settings, find_password, load_settings
from deckpress.model import Problem, UsageError
from deckpress.progress import Progress, in_words


@dataclass(frozen=True)
class Request:
    """What to mail: the list, the settings, the ledger, the deck's edition, the PDF of each centre.

    `folder`: where drafts go; `again`: the states, of "unknown" and "refused", that are sent once more.
    """

    centres: Path
    settings: Path
    ledger: Path
    edition: Edition
    pdf_of: PdfOf
    templates: Path
    folder: Path
    again: frozenset[str] = frozenset()
    quiet: bool = False


@dataclass(frozen=True)
class Result:
    """What to tell, and whether all is well; `stopped`: by the user, or by what `error` says."""

    lines: list[str]
    is_well: bool
    stopped: bool = False
    error: CantSend | None = None


@dataclass(frozen=True)
class _Mailing:
    """What both ways of running share."""

    request: Request
    settings: Settings
    letters: Letters
    centres: list[Centre]
    odd: list[Problem]

    def plan(self, records: Mapping[Key, Record]) -> Plan:
        planned = plan(self.centres, self.letters, self.request.pdf_of, records)
        return Plan(planned.items, (*self.odd, *planned.odd), planned.notes)

    @property
    def edition(self) -> str:
        return self.request.edition.name


def draft(request: Request) -> Result:
    """Write the messages as files and a summary; send nothing.

    Raises DeckProblems and UsageError for a broken list or settings, CantSend where the files can't be written.
    """
    mailing = _read(request)
    records: Mapping[Key, Record] = {}
    if request.ledger.exists():
        with ledger.opened(request.ledger) as known:
            records = known.records(mailing.edition)
    planned = mailing.plan(records)
    progress = Progress(len(planned.items), request.quiet)
    try:
        sizes = write_drafts(request.folder, planned.items, mailing.letters, _now(), progress.show)
    finally:
        progress.close()
    lines = report.summary(planned, sizes)
    write_summary(request.folder, lines)
    if not request.ledger.exists():
        lines.append(
            f"there is no ledger {request.ledger} yet: had they something before, put it back before you send"
        )
    lines.append(f"nothing was sent: look at {request.folder}, then run this again with --send")
    return Result(lines, report.all_is_well(planned, sent=False))


def send(request: Request) -> Result:
    """Send what is due, and tell what became of it.

    Raises DeckProblems and UsageError for a broken list or settings, MissingPart without a password, CantSend where
    another run is sending; then nothing was sent.
    """
    mailing = _read(request)
    if is_placeholder(request.edition.site_url):
        raise UsageError(
            "the letter's link leads nowhere yet: put your site's address in site_url of deck.yaml"
        )
    password = find_password(mailing.settings)
    with ledger.alone(request.ledger) as known, _stopped_by_signals() as stop:
        error = _send(mailing, password, known, stop)
        try:
            planned = mailing.plan(known.records(mailing.edition))
        except CantSend as fault:
            return Result([], is_well=False, error=error or fault)
    is_well = report.all_is_well(planned, sent=True) and not error
    return Result(report.rest(planned), is_well, stop.is_set(), error)


def _send(mailing: _Mailing, password: str, known: Ledger, stop: threading.Event) -> CantSend | None:
    """Send what is due; what ended it early."""
    settings, letters = mailing.settings, mailing.letters
    items = [i for i in mailing.plan(known.records(mailing.edition)).items if i.is_due(mailing.request.again)]
    progress = Progress(len(items), mailing.request.quiet)

    def show(counts: Counter[str]) -> None:
        progress.show(counts.total(), in_words(counts))

    def compose(item: Item) -> bytes:
        return letters.write(item.centre, item.attachment, _now())

    delivery = Delivery(lambda: connecting.connect(settings, password), settings.timeout)
    pace = Pace(60 / settings.per_minute, settings.pauses)
    try:
        if items:
            Sending(known, delivery, pace, stop, show).run(items, settings.from_address, compose)
    except CantSend as error:
        return error
    finally:
        progress.close()
    return None


def _read(request: Request) -> _Mailing:
    """All that is given, checked. Raises DeckProblems and UsageError."""
    settings = load_settings(request.settings)
    written = Languages(languages(request.templates), request.edition.language)
    if written.usual not in written.known:
        known = ", ".join(sorted(written.known))
        raise UsageError(
            f"templates/mail has no letter in the deck's language {written.usual}: write it, as {known}"
        )
    centres, odd = read_centres(request.centres, str(request.centres), written)
    return _Mailing(request, settings, Letters(request.templates, request.edition, settings), centres, odd)


def _now() -> datetime.datetime:
    return datetime.datetime.now().astimezone()


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a polite kill set; a second Ctrl-C stops at once."""
    stop = threading.Event()

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, handle) for kind in kinds]
    try:
        yield stop
    finally:
        for kind, old in zip(kinds, before, strict=True):
            signal.signal(kind, old)
