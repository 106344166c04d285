"""The list of centres: a CSV file of a stranger → centres, and what is odd about its other rows.

Comma, semicolon or tab; UTF-8 with or without a byte order mark, as Excel's "CSV UTF-8" writes it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deckpress.mail.addresses import checked
from deckpress.mail.errors import UNSEEN
from deckpress.model import DeckProblems, Place, Problem
from deckpress.near import did_you_mean
from deckpress.texts import quoted

MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 10_000
MOST_NAME = 120  # characters

# Each column, and what its first row may call it.
HEADERS = {
    "name": ("name", "naam", "centrum", "opvang", "nom"),
    "address": ("email", "e-mail", "mail", "e-mailadres", "emailadres"),
    "language": ("language", "taal", "langue"),
    "edition": ("edition", "editie"),
}
NEEDED = ("name", "address")
_BY_HEADER = {header: column for column, headers in HEADERS.items() for header in headers}
_EDITION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Centre:
    """A row of the list. `edition`: the name of the centre's own edition, "" for the deck as it is."""

    name: str
    address: str
    language: str
    edition: str
    place: Place


@dataclass(frozen=True)
class Languages:
    """The languages that there are letters in, and the one of a row that names none."""

    known: Collection[str]
    usual: str


def read_centres(path: Path, shown_as: str, languages: Languages) -> tuple[list[Centre], list[Problem]]:
    """The centres of a CSV file, and a Problem for each row that can't be one.

    Raises DeckProblems where the file as a whole can't be read: not UTF-8, over 4 MiB or 10,000 rows, no header.
    """
    rows = _rows(_text(path, shown_as), shown_as)
    line, header = next(rows, (1, []))
    columns = _columns(header, Place(shown_as, line, 1))
    centres: list[Centre] = []
    problems: list[Problem] = []
    for number, (line, cells) in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _stop(
                Place(shown_as, line, 1), f"{MOST_ROWS:,} centres are the most: make more files of it"
            )
        try:
            centres.append(_centre(cells, columns, Place(shown_as, line, 1), languages))
        except ValueError as error:
            problems.append(Problem(Place(shown_as, line, 1), str(error)))
    once, doubles = _once(centres)
    return once, problems + doubles


def _text(path: Path, shown_as: str) -> str:
    place = Place(shown_as)
    try:
        if not path.is_file():
            raise _stop(place, "there is no such file: see to its name")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _stop(place, f"can't be read ({error.strerror}): see to its permissions") from error
    if len(data) > MOST_BYTES:
        raise _stop(place, f"holds over {MOST_BYTES // 1024:,} KiB, which is the most: make more files of it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "UTF-16" if data.startswith(_UTF16) else f"not UTF-8 at byte {error.start + 1}"
        line = data.count(b"\n", 0, error.start) + 1
        advice = "in Excel choose Save As, and there “CSV UTF-8 (Comma delimited)”"
        raise _stop(Place(shown_as, line, 1), f"the file is {what}: {advice}") from error


def _rows(text: str, shown_as: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't empty, with the line that it starts on."""
    if text.startswith("sep="):  # Excel's own way to name the separator
        text = "\n" + text.partition("\n")[2]
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _stop(
            Place(shown_as, line, 1), f"this row can't be read ({error}): see to its quotes"
        ) from error


def _columns(header: list[str], place: Place) -> Mapping[str, int]:
    """Which column stands where. Raises DeckProblems for those that are unknown, double or lacking."""
    found: dict[str, int] = {}
    problems = []
    for index, title in enumerate(header):
        column = _BY_HEADER.get(title.lower())
        if column and column not in found:
            found[column] = index
        elif column:
            problems.append(Problem(place, f"two columns are the {column}: keep one"))
        elif title:
            advice = (
                did_you_mean(title.lower(), _BY_HEADER) or ": remove it; more than is needed is not asked for"
            )
            problems.append(Problem(place, f"unknown column {quoted(title)}{advice}"))
    lacking = [f"`{HEADERS[column][0]}`" for column in NEEDED if column not in found]
    if lacking:
        problems.append(Problem(place, f"the first row lacks the column {' and '.join(lacking)}: add it"))
    if problems:
        raise DeckProblems(problems)
    return found


def _centre(cells: list[str], columns: Mapping[str, int], place: Place, languages: Languages) -> Centre:
    """The centre of a row. Raises ValueError, which says what is wrong."""
    if len(cells) <= max(columns[column] for column in NEEDED) or any(cells[max(columns.values()) + 1 :]):
        raise ValueError(
            f"this row has {len(cells)} cells, and the first row {len(columns)}: see to its separators"
        )
    row = {column: cells[index] if index < len(cells) else "" for column, index in columns.items()}
    for column, text in row.items():
        if hidden := UNSEEN.search(text):
            raise ValueError(f"the {column} holds the hidden character U+{ord(hidden[0][0]):04X}: remove it")
    name, language, edition = row["name"], row.get("language", "").lower(), row.get("edition", "")
    if not 0 < len(name) <= MOST_NAME:
        raise ValueError(f"the name holds {len(name)} characters: write 1 to {MOST_NAME}")
    if language and language not in languages.known:
        raise ValueError(
            f"the language {quoted(language)} is unknown: use {', '.join(sorted(languages.known))}"
        )
    if edition and not (_EDITION.fullmatch(edition) and len(edition) <= 80):
        raise ValueError(
            f"the edition {quoted(edition)} can't be a name: use letters a to z, digits and hyphens"
        )
    try:
        address = checked(row["address"])
    except ValueError as error:
        raise ValueError(f"the address {quoted(row['address'])} is wrong: {error}") from None
    return Centre(name, address, language or languages.usual, edition, place)


def _once(centres: list[Centre]) -> tuple[list[Centre], list[Problem]]:
    """Each address once per edition, capitals aside; a Problem for each that stands there again."""
    first: dict[tuple[str, str], Centre] = {}
    problems = []
    for centre in centres:
        known = first.setdefault((centre.address.lower(), centre.edition), centre)
        if known is not centre:
            message = (
                f"the address {centre.address} stands on line {known.place.line} too: it gets one message"
            )
            problems.append(Problem(centre.place, message))
    return list(first.values()), problems


def _stop(place: Place, message: str) -> DeckProblems:
    return DeckProblems([Problem(place, message)])
