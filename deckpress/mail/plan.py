"""Centres, their PDFs and the ledger → what is to be sent, what is done, and what is odd."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deckpress.mail.built import older
from deckpress.mail.centres import Centre
from deckpress.mail.ledger import Key, Record
from deckpress.mail.letters import Attachment, Edition, Letters
from deckpress.model import Place, Problem

PdfOf = Callable[[Centre], Path]

LETTER = 16_384  # bytes: more than a letter takes without its attachment
LINE, CODED = 57, 78  # bytes of a file that a line of base64 holds; its own, with CRLF (RFC 2045, 6.8)
CHOICES = {"refused": "--retry-refused", "unknown": "--resend-unknown", "sending": "--resend-unknown"}


@dataclass(frozen=True)
class Item:
    """A message: to whom, with which PDF, and what the ledger knows of it."""

    centre: Centre
    key: Key
    attachment: Attachment
    record: Record | None = None

    @property
    def state(self) -> str:
        """Its state in the ledger; "new" where it isn't there."""
        return self.record.state if self.record else "new"

    @property
    def is_unknown(self) -> bool:
        """May it have been delivered without us knowing?"""
        return self.state in ("unknown", "sending")

    def is_due(self, again: frozenset[str] = frozenset()) -> bool:
        """Is it to be sent: new, failed, or in one of the states to send again?"""
        return self.state in ("new", "failed") or (
            self.state in again or (self.is_unknown and "unknown" in again)
        )


@dataclass(frozen=True)
class Plan:
    """The messages, and the Problems of rows that get none; `notes`: what to know, though it stops nothing."""

    items: Sequence[Item] = ()
    odd: Sequence[Problem] = ()
    notes: Sequence[Problem] = field(default=())


def plan(centres: Sequence[Centre], letters: Letters, pdf_of: PdfOf, records: Mapping[Key, Record]) -> Plan:
    """What to send. Of each PDF that is missing, no PDF or too large, its centres get a Problem and no message."""
    files: dict[Path, Attachment | str] = {}
    items, odd = [], []
    for centre in centres:
        path = pdf_of(centre)
        if path not in files:
            files[path] = _attachment(path, letters.settings.most_megabytes, letters.edition)
        found, key = files[path], letters.key(centre)
        if isinstance(found, str):
            odd.append(Problem(centre.place, f"{centre.address} gets nothing: {found}"))
        else:
            items.append(Item(centre, key, found, records.get(key)))
    return Plan(items, odd, _changed(items))


def _attachment(path: Path, most: float, edition: Edition) -> Attachment | str:
    """The PDF at a path; or why it can't be sent. `most`: of a whole message, in MB."""
    if known := older(path, edition):
        return f"{path} is of {known}, and the deck is {edition.name}: build it first"
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return f"{path} isn't there: build it first"
    except OSError as error:
        return f"{path} can't be read ({error.strerror})"
    if not data.startswith(b"%PDF-"):
        return f"{path} is no PDF: build it again"
    size = coded(len(data)) + LETTER
    if size > most * 1e6:
        return f"with {path} its message takes {size / 1e6:.1f} MB, and {most:g} MB is the most"
    return Attachment(path, len(data), hashlib.sha256(data).hexdigest())


def coded(size: int) -> int:
    """How many bytes a file of `size` bytes takes in a message."""
    return -(-size // LINE) * CODED


def _changed(items: Sequence[Item]) -> list[Problem]:
    """One note for each PDF that others have had in another form under the same edition."""
    changed: dict[Path, list[Item]] = {}
    for item in items:
        if item.record and item.state == "sent" and item.record.sha256 != item.attachment.sha256:
            changed.setdefault(item.attachment.path, []).append(item)
    return [
        Problem(
            Place(str(path)),
            f"is not the file any more that {len(those)} had as {those[0].key.edition}: they don't get it again. "
            "To send it to all, give the deck another edition",
        )
        for path, those in changed.items()
    ]
