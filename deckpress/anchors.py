"""What the places of a deck are called, in its files and on the site.

Printed QR codes hold the site's names, so they are the same in every language and edition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

Anchor = Callable[[str, str], str]
"""The kind (card, part, example) and name of a place → its anchor."""

PLACEHOLDER = ".example"  # nobody can have a site there (RFC 2606): the deck's own site isn't there yet
_SITE = {"card": "", "part": "luik-", "example": "voorbeeld-"}
CHOICE = "kaarten="


def is_placeholder(url: str) -> bool:
    """Whether an address is one that stands for a site that isn't there yet."""
    return (urlsplit(url).hostname or "").endswith(PLACEHOLDER)


def in_print(kind: str, name: str) -> str:
    """The anchor in a PDF: card-6.2."""
    return f"{kind}-{name}"


def on_site(kind: str, name: str) -> str:
    """The anchor on the site: 6.2, luik-6, voorbeeld-praatplaat."""
    return f"{_SITE[kind]}{name}"


def slug(words: str) -> str:
    """Words as a name: "Wat zit erin?" becomes wat-zit-erin; nothing where none of their letters is Latin."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:60].strip("-")


def chosen(ids: Iterable[str]) -> str:
    """The anchor of chosen cards on the site, in their order."""
    return CHOICE + ",".join(ids)
