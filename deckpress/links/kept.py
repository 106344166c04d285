"""The answers of earlier times, in a file of the deck's folder.

Its name begins with a dot: so neither the loader nor the build's fingerprint takes it for a part of the deck, and a
check doesn't make anyone build anew. It stands beside the deck, not in a cache of the machine, because whoever gets
the folder wants to know when its links were last seen to work.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from deckpress.links.answers import Known
from deckpress.newfolder import replace_file

NAME = ".links.json"
FORMAT = 1
MAX_BYTES = 8 * 1024 * 1024


class Unkept(Exception):
    """The file can't be read or written; the message says why, for the user."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    format: Literal[1]
    addresses: dict[str, Known]


def read(folder: Path) -> dict[str, Known]:
    """What is known of each address; nothing where there is no file yet. Raises Unkept for a file that is no good."""
    file = folder / NAME
    try:
        if not file.exists():
            return {}
        if not file.is_file():  # a pipe would be waited for
            raise Unkept(f"{file} is no file: move it away")
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unkept(f"{file} can't be read ({error.strerror}): see to its permissions") from error
    try:
        if len(data) > MAX_BYTES:
            raise ValueError
        return _File.model_validate_json(data).addresses
    except (ValidationError, ValueError):
        raise Unkept(f"{file} is broken, so what it told of earlier checks is lost") from None


def write(folder: Path, known: Mapping[str, Known]) -> Path:
    """Keep what is known, whole or not at all: the same answers are the same bytes. Raises Unkept."""
    file = folder / NAME
    content = {
        "format": FORMAT,
        "addresses": {url: one.model_dump(mode="json", exclude_defaults=True) for url, one in known.items()},
    }
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        replace_file(file, text.encode())
    except OSError as error:
        raise Unkept(f"the answers can't be kept in {file} ({error.strerror})") from error
    return file
