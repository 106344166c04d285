"""What to do with an old set of paper: what goes out, what is swapped, what is put in. The data of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from deckpress.editions.compare import Change
from deckpress.editions.telling import Labels, called, fields_of

ON_CARDS = ("card", "part")  # what is a sheet of the set
STEPS = ("withdrawn", "changed", "moved", "added")  # in the order in which they are done


class Row(NamedTuple):
    """One sheet of paper: what it is called, its title, a note, and its anchor where it is printed here."""

    called: str
    title: str
    note: str = ""
    anchor: str = ""


class Step(NamedTuple):
    """Something to do: what, how, and with which sheets. Its words are the labels `swap_…` of its name."""

    name: str
    rows: tuple[Row, ...]


def steps(changes: Sequence[Change], labels: Labels) -> list[Step]:
    """What to do, in order; last what changed beside the cards. Steps with nothing to do are left out."""
    of_set = [change for change in changes if change.key.kind in ON_CARDS]
    found = [Step(fate, _rows([c for c in of_set if c.fate == fate], labels)) for fate in STEPS]
    found.append(Step("other", _rows([c for c in changes if c.key.kind not in ON_CARDS], labels)))
    return [step for step in found if step.rows]


def _rows(changes: Sequence[Change], labels: Labels) -> tuple[Row, ...]:
    return tuple(_row(change, labels) for change in changes)


def _row(change: Change, labels: Labels) -> Row:
    key, note = change.key, ""
    if change.fate == "moved" and change.was:
        note = labels["moved_from"].format(called=called(change.was, labels))
    elif key.kind not in ON_CARDS:
        note = labels[f"fate_{change.fate}"]
    elif change.fate == "changed":
        note = fields_of(change, labels)
    is_printed = change.now and key.kind in ON_CARDS
    return Row(called(key, labels), change.title, note, f"{key.kind}-{key.id}" if is_printed else "")
