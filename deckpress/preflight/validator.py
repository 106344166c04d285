"""The validator of PDF/UA-1 (ISO 14289-1), asked."""

from __future__ import annotations

from deckpress.model import MissingPart

try:
    from page import PageError, ValidationFailure, validate_pdf_bytes
except ImportError as error:  # no such package, or another one that is also imported as "page"
    raise MissingPart(
        "The PDF/UA validator is missing. Type: python -m pip install page-validation"
    ) from error

__all__ = ["ValidationFailure", "failures"]

Failures = tuple[ValidationFailure, ...]


def failures(data: bytes) -> Failures | str:
    """The rules that a PDF fails; why it can't be judged where the validator can't read it."""
    try:
        return tuple(validate_pdf_bytes(data, profile="ua1").failures)
    except PageError as error:
        return str(error)
