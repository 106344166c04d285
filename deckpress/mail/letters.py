"""A centre and its PDF → an e-mail message, by the templates in `templates/mail/`."""

from __future__ import annotations

import datetime
import email
import email.policy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from deckpress.mail.centres import Centre
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import Key
from deckpress.mail.settings import Settings

POLICY = email.policy.SMTP.clone(cte_type="7bit")  # CRLF; nothing that a server might have to change
PARTS = ("subject", "txt", "html")


@dataclass(frozen=True)
class Edition:
    """What is sent: the deck's slug, title, edition and publisher as plain text, its site, and its language."""

    slug: str
    title: str
    edition: str
    publisher: str
    site_url: str
    language: str = "nl"

    @property
    def name(self) -> str:
        """What the ledger calls it."""
        return f"{self.slug} {self.edition}"


@dataclass(frozen=True)
class Attachment:
    """A PDF as it was when the mailing was planned: its size in bytes and its hash."""

    path: Path
    size: int
    sha256: str

    def read(self) -> bytes:
        """The file's bytes. Raises CantSend where they have changed: a build ran in between."""
        try:
            data = self.path.read_bytes()
        except OSError as error:
            raise CantSend(f"{self.path} can't be read any more ({error.strerror}): build again") from error
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise CantSend(f"{self.path} was changed while it was sent: look at it, and run this again")
        return data


def languages(templates: Path) -> frozenset[str]:
    """The languages that there is a whole letter in."""
    found = [
        {file.name.split(".")[0] for file in (templates / "mail").glob(f"??.{part}.j2")} for part in PARTS
    ]
    return frozenset(set.intersection(*found))


def message_id(key: Key, domain: str) -> str:
    """The Message-ID: the same for a centre and an edition whenever it is made, so that a double can be seen."""
    digest = hashlib.sha256("\n".join((key.address, key.edition, key.own)).encode()).hexdigest()
    return f"<{digest[:24]}@{domain}>"


class Letters:
    """Writes the messages of one mailing."""

    def __init__(self, templates: Path, edition: Edition, settings: Settings) -> None:
        self.templates, self.edition, self.settings = templates, edition, settings

    @cached_property
    def _environment(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(self.templates / "mail"),
            autoescape=select_autoescape(("html.j2",)),
            undefined=StrictUndefined,
            auto_reload=False,
        )

    def write(self, centre: Centre, attachment: Attachment, now: datetime.datetime) -> bytes:
        """The message to a centre, with CRLF line ends and in ASCII. Raises CantSend where the PDF has changed."""
        text, html = self._part(centre, attachment, "txt"), self._part(centre, attachment, "html")
        message = EmailMessage(POLICY)
        for name, value in self._headers(centre, attachment, now).items():
            message[name] = value
        message.set_content(text, cte="quoted-printable")
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        message.add_attachment(
            attachment.read(), maintype="application", subtype="pdf", filename=attachment.path.name
        )
        message["Content-Language"] = centre.language  # last: a message takes its parts' headers along
        return message.as_bytes()

    def key(self, centre: Centre) -> Key:
        """What the ledger knows the message to a centre by."""
        return Key(centre.address.lower(), self.edition.name, centre.edition)

    def _headers(
        self, centre: Centre, attachment: Attachment, now: datetime.datetime
    ) -> Mapping[str, str | Address]:
        settings = self.settings
        return {
            "From": Address(settings.from_name, addr_spec=settings.from_address),
            # The name of the centre is in the letter; without it here there is nothing to get wrong in the header.
            "To": Address(addr_spec=centre.address),
            "Reply-To": Address(addr_spec=settings.reply_to),
            "Subject": " ".join(self._part(centre, attachment, "subject").split()),
            "Date": format_datetime(now),
            "Message-ID": message_id(self.key(centre), settings.domain),
            # RFC 2369, 3.2
            "List-Unsubscribe": f"<mailto:{quote(settings.unsubscribe, safe='@')}?subject=uitschrijven>",
        }

    def _part(self, centre: Centre, attachment: Attachment, part: str) -> str:
        template = self._environment.get_template(f"{centre.language}.{part}.j2")
        return template.render(
            centre=centre,
            deck=self.edition,
            sender=self.settings,
            megabytes=f"{max(attachment.size / 1e6, 0.1):.1f}",
        )
