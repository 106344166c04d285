"""Which centres' own editions are to be made, and which are up to date: told before the page engine is imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from deckpress import fresh
from deckpress.centre import FOLDER
from deckpress.centres import centre_names, read_centre
from deckpress.model import BuildError, DeckProblems, Place, Problem
from deckpress.options import EVERY
from deckpress.reading import Request


@dataclass(frozen=True)
class Wanted:
    """What to build for each centre by its name, and the names of those whose edition is up to date."""

    left: dict[str, Request] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


def wanted(request: Request, force: bool = False) -> Wanted:
    """What to do for the centres that `request.centre` names: one, or all.

    Raises UsageError where there is no such centre, DeckProblems where there is none at all.
    """
    found = Wanted()
    for name in _names(request):
        own = request_for(request, name)
        if not force and own.out and fresh.is_fresh(str(own.out), own.fingerprint):
            found.kept.append(name)
        else:
            found.left[name] = own
    return found


def _names(request: Request) -> list[str]:
    if request.centre != EVERY:
        return [read_centre(request.deck, request.centre).id]
    if names := centre_names(request.deck):
        return names
    advice = "there is no centre yet: write `<name>.yaml` here; docs/kaarten-aanpassen.md shows what it holds"
    raise DeckProblems([Problem(Place(str(request.deck / FOLDER)), advice)])


def request_for(request: Request, name: str) -> Request:
    """What to build for one centre: into a folder of its own, anew where its file or its logo changed."""
    files = _files(request.deck, name)
    stood = (*request.stood, fresh.Stood.now(files))
    content = _content(files)
    inputs = fresh.with_options(request.inputs, {"centre": content}) if content else ""
    fingerprint = fresh.with_options(request.fingerprint, {"inputs": inputs}) if inputs else ""
    out = request.out / FOLDER / name if request.out else None
    return replace(request, out=out, inputs=inputs, fingerprint=fingerprint, centre=name, stood=stood)


def _files(deck: Path, name: str) -> list[str]:
    """The centre's file and its logo; nothing where they can't be read: making it will say why."""
    try:
        logo = read_centre(deck, name).about.logo
        return [str(deck / FOLDER / file) for file in (f"{name}.yaml", logo) if file]
    except BuildError:
        return []


def _content(files: Sequence[str]) -> list[dict[str, Any]]:
    """What files hold, as hashes; nothing where one can't be read."""
    try:
        return [fresh.describe(file) for file in files]
    except OSError:
        return []
