"""What is known of each of the user's printers: how it turns the paper, and by how much its backs miss.

A small YAML file for each, `<name>.yaml`, in the user's configuration folder: to read, to mend, to pass on.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from deckpress.duplex import MOST_OFFSET, Flip, Offset
from deckpress.explain import held
from deckpress.model import DeckProblems, MissingPart, Problem, UsageError
from deckpress.near import did_you_mean
from deckpress.yamlfile import read

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_CHARACTERS = 40
# What Windows takes for a device, whatever follows the dot.
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")

Shift = Annotated[float, Field(ge=-MOST_OFFSET, le=MOST_OFFSET, allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Shift(_Model):
    x: Shift
    y: Shift


class _File(_Model):
    """What a printer's file holds."""

    flip: Flip
    back_offset: _Shift


@dataclass(frozen=True)
class Printer:
    """A printer: how it turns the paper between front and back, and how far backs are moved to land on their fronts."""

    flip: Flip = "long-edge"
    offset: Offset = field(default_factory=Offset)


def folder() -> Path:
    """Where printers are kept: in the user's configuration folder; the variable DECKPRESS_CONFIG names another."""
    if given := os.environ.get("DECKPRESS_CONFIG"):
        return Path(given) / "printers"
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")
    else:
        base = os.environ.get("XDG_CONFIG_HOME", "")
        if not os.path.isabs(base):  # the XDG Base Directory Specification has it ignored
            base = os.path.join(home, ".config")
    return Path(base) / "deckpress" / "printers"


def printer_names() -> list[str]:
    """The printers that are known."""
    return sorted(path.stem for path in folder().glob("*.yaml") if NAME.fullmatch(path.stem))


def load_printer(name: str) -> Printer:
    """The printer with this name. Raises UsageError where it isn't known, DeckProblems where its file is broken."""
    path = _file(name)
    if not path.exists():
        raise UsageError(f"there is no printer `{path.stem}`{_advice(path.stem)}")
    try:
        kept = held(read(path, str(path)), _File, "the printer")
    except DeckProblems as error:
        raise DeckProblems([_with_advice(problem, path.stem) for problem in error.problems]) from None
    return Printer(kept.flip, Offset(kept.back_offset.x, kept.back_offset.y))


def _with_advice(problem: Problem, name: str) -> Problem:
    again = f"python build.py calibrate --printer {name}"
    return Problem(problem.place, f"{problem.message} (or remove the file, and calibrate: `{again}`)")


def _advice(name: str) -> str:
    known = printer_names()
    advice = did_you_mean(name, known) or (f": use {', '.join(known)}." if known else ": none is known yet.")
    return f"{advice} To make it, type `python build.py calibrate --printer {name}`"


def remembered(name: str) -> str:
    """The text of a printer's file; nothing where there is none that can be read."""
    try:
        return _file(name).read_text(encoding="utf-8")
    except (OSError, ValueError, UsageError):
        return ""


def save_printer(name: str, printer: Printer) -> Path:
    """Keep a printer under a name, in place of what was known of it; the file that it is in.

    Raises UsageError for a name that is no file's, MissingPart where the folder can't be written.
    """
    path = _file(name)
    text = (
        f"# How the printer `{path.stem}` prints on both sides. Written by `python build.py calibrate`.\n"
        f"flip: {printer.flip}          # or {'short-edge' if printer.flip == 'long-edge' else 'long-edge'}\n"
        "# How far backs are moved, in mm, seen through the paper from the front: x to the right, y down.\n"
        f"back_offset: {{x: {printer.offset.x:g}, y: {printer.offset.y:g}}}\n"
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    except OSError as error:
        message = f"can't keep the printer in {path} ({error.strerror}): see to its permissions"
        raise MissingPart(message) from error
    return path


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".draft-")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def _file(name: str) -> Path:
    """The file of a printer's name, small letters and capitals being one. Raises UsageError for what is no name."""
    lower = name.lower()
    if not NAME.fullmatch(lower) or len(lower) > MOST_CHARACTERS or DEVICES.fullmatch(lower):
        advice = f"at most {MOST_CHARACTERS} letters a to z, digits and hyphens, such as `kantoor`"
        raise UsageError(f"`{name[:MOST_CHARACTERS]}` can't be a printer's name: take {advice}")
    return folder() / f"{lower}.yaml"
