"""The pages of a deck that is kept laid out, painted, so that the whole of it is had as one PDF at any moment."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Sequence
from functools import partial

from weasyprint import Document

from deckpress.preview.app import WholePdf
from deckpress.typeset import pdf_of


class WholeDeck:
    """Painted documents by their keys, and which of them make the deck. One thread lays out, others ask for the PDF."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._is_settled = threading.Condition()
        self._now: WholePdf | None = None
        self._busy = True

    def put(self, key: str, document: Document) -> None:
        """Keep a document."""
        self._documents[key] = document

    def keep(self, keys: Collection[str]) -> None:
        """Forget all documents but these."""
        self._documents = {key: self._documents[key] for key in keys}

    def begin(self) -> None:
        """From now on the deck isn't as its files say: who asks for it waits."""
        with self._is_settled:
            self._busy = True

    def settle(self, slug: str, keys: Sequence[str]) -> None:
        """Now it is again, made of these documents in this order; of none: it has problems, so it can't be had."""
        name = f"{slug}.pdf"
        tag = hashlib.sha256("\0".join((name, *keys)).encode()).hexdigest()
        documents = [self._documents[key] for key in keys]
        with self._is_settled:
            if not documents:
                self._now = None
            elif not self._now or self._now.tag != tag:
                self._now = WholePdf(tag, name, partial(pdf_of, documents, name))
            self._busy = False
            self._is_settled.notify_all()

    def pdf(self, seconds: float) -> WholePdf | None:
        """The deck as its files say; waits until it is settled. None where it has problems.

        Raises TimeoutError where it isn't settled within so many seconds.
        """
        with self._is_settled:
            if not self._is_settled.wait_for(lambda: not self._busy, seconds):
                raise TimeoutError
            return self._now
