"""What a translation lacks, has too much, or has of an older source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from deckpress.model import Place, Problem
from deckpress.texts import quoted
from deckpress.translation.things import Path, Text, Thing, fingerprints

Things = Mapping[str, Thing]


def compare(source: Things, made: Things, folder: str) -> Iterator[Problem]:
    """What is missing and what is too much in a translation, whose folder is called `folder`.

    Resources may differ: another language has tools of its own, and the checks of a deck see to those that are linked.
    """
    for key, thing in source.items():
        if key in made:
            yield from _differences(thing, made[key])
        elif not key.startswith("resource-"):
            message = f"{thing.called} of the source ({thing.place}) is missing: translate it"
            yield Problem(Place(f"{folder}/{thing.file}"), message)
    for key, thing in made.items():
        if key not in source and not key.startswith("resource-"):
            yield Problem(thing.place, f"{thing.called} is not in the source: remove it, or add it there")


def stale(source: Things, made: Things, recorded: Mapping[str, str]) -> Iterator[Problem]:
    """What was translated from texts that the source no longer has, or nobody knows from which."""
    for key, thing in made.items():
        if key not in source:
            continue
        if key not in recorded:
            message = f"nothing says from which text {thing.called} was translated: compare it with {source[key].place}"
            yield Problem(thing.place, f"{message}, then --accept {key}")
            continue
        changed, lost = _changes(source[key], recorded[key].split(" "))
        same = not list(_differences(source[key], thing))
        for text in changed:
            place = thing.place_of(text.path) if same else thing.place
            yield Problem(place, f"the source changed: {_said(text)}: see to it, then --accept {key}")
        if lost:
            message = (
                f"a text was taken out of the source ({source[key].place}): see to it, then --accept {key}"
            )
            yield Problem(thing.place, message)


def _changes(source: Thing, before: list[str]) -> tuple[list[Text], bool]:
    """The texts of the source that are new or have changed, and whether it had others that are gone."""
    now = fingerprints(source).split(" ")
    changed: list[Text] = []
    lost = False
    for kind, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += source.texts[first:last]
            lost = lost or last - first < end - start
    return changed, lost


def _said(text: Text) -> str:
    return f"it now says {quoted(text.text)} ({text.place})"


def _differences(source: Thing, made: Thing) -> Iterator[Problem]:
    """The lists of a thing that have another number of points than in the source, and the keys that differ."""
    uneven: list[Path] = []
    ours, theirs = _counts(made.texts), _counts(source.texts)
    for path in sorted(ours.keys() | theirs.keys(), key=len):
        here, there = ours.get(path, 0), theirs.get(path, 0)
        if here != there and not any(path[: len(other)] == other for other in uneven):
            uneven.append(path)
            at = source.place_of(path)
            yield Problem(made.place_of(path), f"{_called(path)}: {here} here, {there} in the source ({at})")
            yield from _sections(source, made) if path == ("sections",) else ()
    yield from _keys(source, made)


def _counts(texts: Iterable[Text]) -> dict[Path, int]:
    """How many points each list has, by its path."""
    counts: dict[Path, int] = {}
    for text in texts:
        for depth, step in enumerate(text.path):
            if isinstance(step, int):
                path = text.path[:depth]
                counts[path] = max(counts.get(path, 0), step + 1)
    return counts


def _called(path: Path) -> str:
    """What to call a list: "`items` of point 2 of `inspire`"."""
    if len(path) == 1 or not isinstance(path[1], int):
        return f"`{path[-1]}`"
    around = "section {}" if path[0] == "sections" else "point {} of `" + str(path[0]) + "`"
    return f"`{path[-1]}` of {around.format(path[1] + 1)}"


def _keys(source: Thing, made: Thing) -> Iterator[Problem]:
    """Texts that are no points of a list, and stand on one side only."""
    ours, theirs = _named(made), _named(source)
    for path in theirs.keys() - ours.keys():
        message = f"{_key(path)} of the source ({theirs[path].place}) is missing: translate it"
        yield Problem(made.place_of(path), message)
    for path in ours.keys() - theirs.keys():
        message = f"{_key(path)} is not in the source ({source.place}): remove it, or add it there"
        yield Problem(ours[path].place, message)


def _named(thing: Thing) -> dict[Path, Text]:
    if thing.key.startswith("resource-"):
        return {}
    return {text.path: text for text in thing.texts if not any(isinstance(step, int) for step in text.path)}


def _key(path: Path) -> str:
    return " of ".join(f"`{step}`" for step in reversed(path))


def _sections(source: Thing, made: Thing) -> Iterator[Problem]:
    """Which sections of the manual are missing or too many, as far as their shapes tell."""
    ours, theirs = _shapes(made), _shapes(source)
    shapes = [shape for shape, _ in ours], [shape for shape, _ in theirs]
    for kind, start, end, first, last in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        if kind == "equal" or end - start == last - first:
            continue
        for _, title in theirs[first:last]:
            message = f"section {quoted(title.text)} of the source ({title.place}) seems to be missing"
            yield Problem(ours[min(start, len(ours) - 1)][1].place, message)
        for _, title in ours[start:end]:
            yield Problem(title.place, f"section {quoted(title.text)} seems not to be in the source")


def _shapes(thing: Thing) -> list[tuple[tuple[str, ...], Text]]:
    """Each section of a manual: the kinds of its blocks, in order, and its title."""
    found: list[tuple[tuple[str, ...], Text]] = []
    for text in thing.texts:
        if text.path[2] == "title":
            found.append(((), text))
        else:
            shape, title = found[-1]
            found[-1] = (*shape, str(text.path[2])), title
    return found
