"""Is what stands in the output folder the edition that the letters speak of?"""

from __future__ import annotations

import json
from pathlib import Path

from deckpress.mail.letters import Edition
from deckpress.model import UsageError

MOST_BYTES = 16 * 1024 * 1024


def check_built(manifest: Path, edition: Edition) -> None:
    """Raises UsageError where the manifest of the last build is of another edition, or of none."""
    try:
        known = _edition_in(manifest)
    except FileNotFoundError:
        raise UsageError(f"nothing is built in {manifest.parent}: run `python build.py` first") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{manifest} can't be read: run `python build.py --force` first") from error
    if known != edition.name:
        raise UsageError(
            f"{manifest.parent} holds {known}, and the deck is {edition.name}: run `python build.py` first"
        )


def older(pdf: Path, edition: Edition) -> str:
    """Which other edition a centre's own PDF is of, as the manifest beside it says; nothing where it is the deck's."""
    try:
        known = _edition_in(pdf.parent / "manifest.json")
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return known if known != edition.name else ""


def _edition_in(manifest: Path) -> str:
    """The edition that a manifest is of. Raises OSError, ValueError, KeyError, TypeError where it doesn't say."""
    with manifest.open("rb") as file:
        built = json.loads(file.read(MOST_BYTES))
    return f"{built['slug']} {built['edition']}"
