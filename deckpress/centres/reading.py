"""`centres/<name>.yaml` of a deck's folder → a Centre. Files of strangers: safe YAML, a size limit, no path out."""

from __future__ import annotations

import re
from pathlib import Path

from deckpress.centre import FOLDER, Centre, CentreFile
from deckpress.explain import held
from deckpress.loaded import leads_out
from deckpress.model import DeckProblems, Place, Problem, UsageError
from deckpress.near import did_you_mean
from deckpress.pictures import picture_fault
from deckpress.yamlfile import read

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_NAME = 80  # characters


def centre_names(deck: Path) -> list[str]:
    """The names of a deck's centres, in order. Raises DeckProblems for files that are called otherwise."""
    folder = deck / FOLDER
    files = sorted(folder.glob("*.y*ml")) if folder.is_dir() else []
    bad = [path for path in files if path.suffix != ".yaml" or not NAME.fullmatch(path.stem)]
    if bad:
        message = "not a centre's name: use small letters, digits and hyphens, as in `de-regenboog.yaml`"
        raise DeckProblems([Problem(Place(str(path)), message) for path in bad])
    return [path.stem for path in files]


def read_centre(deck: Path, name: str) -> Centre:
    """The centre with this name. Raises UsageError where there is none, DeckProblems for what is wrong in its file."""
    path = deck / FOLDER / f"{name}.yaml"
    if len(name) > MOST_NAME or not NAME.fullmatch(name) or not path.is_file():
        known = centre_names(deck)
        advice = did_you_mean(name, known) or (f": use {', '.join(known[:8])}" if known else "")
        where = f"{path.parent}/<name>.yaml"
        raise UsageError(f"there is no centre `{name[:MOST_NAME]}`{advice} (its file would be {where})")
    if leads_out(path, deck):
        raise DeckProblems([Problem(Place(str(path)), "is outside the deck's folder: copy it there")])
    file = read(path, str(path))
    about = held(file, CentreFile, "the centre")
    centre = Centre(name, about, path.parent, file.places)
    if about.logo and (fault := picture_fault(path.parent, about.logo)):
        raise DeckProblems([Problem(centre.places[("logo",)], f"the logo “{about.logo[:60]}” {fault}")])
    return centre
