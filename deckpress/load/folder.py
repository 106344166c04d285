"""What a deck's folder holds: whether it is one, its card files, and whether a file in it is really its own."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

from deckpress.model import CARD_ID, DeckProblems, Place, Problem
from deckpress.near import did_you_mean

MAX_FILES = 5000
DECK_FILES = ("deck.yaml", "resources.yaml", "glossary.yaml", "translated.yaml")


def shown(path: Path) -> str:
    """A path as a reader of messages wants it: from the current directory where it is inside it, else as typed."""
    if path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def require_folder(folder: Path) -> None:
    """Raises DeckProblems where there is no such folder at all."""
    if not folder.is_dir() and (problem := no_deck(folder)):
        raise DeckProblems([problem])


def no_deck(folder: Path) -> Problem | None:
    """The problem of a folder that is no deck's; None where it is one."""
    place = Place(shown(folder))
    if not folder.is_dir():
        decks = [shown(file.parent) for file in folder.parent.glob("*/deck.yaml")]
        advice = did_you_mean(place.file, decks) or ": name the folder of a deck, as in `--deck cards/nl`"
        return Problem(place, f"there is no such folder{advice}")
    if not (folder / "deck.yaml").exists():
        inside = sorted(shown(file.parent) for file in folder.glob("*/deck.yaml"))
        advice = f"did you mean `--deck {inside[0]}`?" if inside else "write it, or name the folder of a deck"
        return Problem(place, f"there is no deck.yaml in this folder: {advice}")
    with os.scandir(folder) as entries:
        count = sum(1 for _ in islice(entries, MAX_FILES + 1))
    if count > MAX_FILES:
        return Problem(place, f"more than {MAX_FILES} files: leave only the deck's own in this folder")
    return None


def yaml_files(folder: Path) -> tuple[list[str], list[str]]:
    """The ids that card files are named by, in order, and the names of YAML files that are no file of a deck."""
    names = [path.name for path in sorted(folder.iterdir()) if path.suffix.lower() in (".yaml", ".yml")]
    names = [name for name in names if not name.startswith(".") and name not in DECK_FILES]
    cards = [name[:-5] for name in names if name.endswith(".yaml") and CARD_ID.fullmatch(name[:-5])]
    return cards, [name for name in names if name[:-5] not in cards]


def example_files(folder: Path) -> tuple[list[str], list[str]]:
    """The names that example documents are called by, in order, and the names of other files beside them."""
    examples = folder / "examples"
    if not examples.is_dir():
        return [], []
    names = [path.name for path in sorted(examples.iterdir()) if not path.name.startswith(".")]
    good = [name[:-3] for name in names if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", name)]
    return good, [name for name in names if name[:-3] not in good]


def likely_card(name: str) -> str | None:
    """The card id that the name of a file is near: 1.1 for `1-01.yml`."""
    numbers = re.match(r"\D*0*([1-9]\d?)\D+0*([1-9]\d{0,2})(?!\d)", name)
    return ".".join(numbers.groups()) if numbers else None


def name_advice(name: str) -> str:
    """What to do about a YAML file that is no file of a deck."""
    if card := likely_card(name):
        return f": did you mean `{card}.yaml`?"
    stem = Path(name.lower()).stem
    near = next((file for file in DECK_FILES if did_you_mean(stem, [Path(file).stem])), None)
    return f": did you mean `{near}`?" if near else ": name it `<id>.yaml`, as in `1.1.yaml`, or move it away"
