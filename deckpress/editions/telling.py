"""What has changed, told to people in the deck's own language: a line for each text, its words in marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deckpress.editions.compare import FATES, Change
from deckpress.editions.content import Key
from deckpress.editions.difference import line_differences
from deckpress.editions.effort import Effort

Labels = Mapping[str, Any]


def called(key: Key, labels: Labels) -> str:
    """What something is called: "Fiche 1.1", "Tussenblad Luik 1", "Handleiding"."""
    if key.kind == "part":
        return str(labels["divider"].format(part=f"{labels['part']} {key.id}"))
    return f"{labels['card']} {key.id}" if key.kind == "card" else str(labels[key.kind])


def fields_of(change: Change, labels: Labels) -> str:
    """Which texts of something differ: "titel, vragen"."""
    return ", ".join(labels[f"field_{field}"] for field in change.fields)


def between(since: str, now: str, labels: Labels) -> str:
    """From which edition to which; with no new name yet, since which."""
    if since == now:
        return str(labels["changed_since"].format(since=since))
    return str(labels["from_to"].format(since=since, edition=now))


def told(changes: Sequence[Change], since: str, now: str, labels: Labels) -> list[str]:
    """The lines that say what has changed from the edition `since` to the edition `now`."""
    counts = {fate: sum(change.fate == fate for change in changes) for fate in FATES}
    counted = ", ".join(f"{labels[f'fate_{fate}']}: {count}" for fate, count in counts.items() if count)
    lines = [f"{between(since, now, labels)}. {counted}"]
    effort = Effort()
    for change in changes:
        lines += ["", *_told(change, labels, effort)]
    return lines


def _told(change: Change, labels: Labels, effort: Effort) -> Iterator[str]:
    was = f", {_was(change.was, labels)}" if change.was and change.fate == "moved" else ""
    yield f"{called(change.key, labels)} · {change.title} · {labels[f'fate_{change.fate}']}{was}"
    if change.before and change.after:
        for field in change.fields:
            old, new = change.before.texts.get(field, ""), change.after.texts.get(field, "")
            differences = line_differences(old, new, effort)
            yield from (f"  {labels[f'field_{field}']}: {line}" for line in differences)


def _was(key: Key, labels: Labels) -> str:
    return str(labels["moved_from"].format(called=called(key, labels)))
