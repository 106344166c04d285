"""Mailings for tests: lists, settings, a PDF, and what the ledger says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from deckpress.mail.command import Request
from deckpress.mail.ledger import opened
from deckpress.mail.letters import Edition
from tests.mail.servers import USER

ROOT = Path(__file__).parent.parent.parent
EDITION = Edition("klein", "Klein deck", "2026.1", "De makers", "https://fiches.test/")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\r\n.\r\n..\n%%EOF"
THREE = ["een", "twee", "drie"]
SETTINGS = {
    "host": "127.0.0.1",
    "security": "starttls",
    "user": USER,
    "from_name": "De fichesploeg",
    "from_address": "fiches@opvang.test",
    "reply_to": "vragen@opvang.test",
    "unsubscribe": "weg@opvang.test",
    "per_minute": 60_000,
    "timeout": 20,
    "retry_after": 0.01,
    "tries": 4,
}


def write_settings(folder: Path, port: int, /, **changed: object) -> Path:
    """A `mail.yaml` for a server on this machine."""
    path = folder / "mail.yaml"
    values = {**SETTINGS, "port": port, **changed}
    path.write_text("".join(f"{key}: {value}\n" for key, value in values.items()), encoding="utf-8")
    return path


def address(name: str) -> str:
    return f"{name}@centrum.test"


def write_centres(folder: Path, names: Sequence[str]) -> Path:
    """A list of centres, as Excel writes it."""
    path = folder / "centres.csv"
    rows = [f"Opvang {name};{address(name)}" for name in names]
    path.write_text("\ufeffnaam;e-mail\r\n" + "".join(f"{row}\r\n" for row in rows), encoding="utf-8")
    return path


def make_request(
    folder: Path, names: Sequence[str], again: Sequence[str] = (), edition: Edition = EDITION
) -> Request:
    """What to mail, by the settings that are in the folder."""
    out = folder / "output"
    out.mkdir(exist_ok=True)
    (out / "klein.pdf").write_bytes(PDF)
    return Request(
        centres=write_centres(folder, names),
        settings=folder / "mail.yaml",
        ledger=folder / "mail.sqlite",
        edition=edition,
        pdf_of=lambda centre: out / centre.edition / "klein.pdf",
        templates=ROOT / "templates",
        folder=out / "mail",
        again=frozenset(again),
        quiet=True,
    )


def states(request: Request) -> Mapping[str, str]:
    """The state of each address in the ledger, by what stands before its @."""
    with opened(request.ledger) as ledger:
        known = ledger.records(request.edition.name)
    return {key.address.partition("@")[0]: record.state for key, record in known.items()}
