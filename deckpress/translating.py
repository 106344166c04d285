"""A translation: the folder to fill in, and what is missing or stale in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckpress.labels import load_labels
from deckpress.load import load_sound
from deckpress.model import Deck, DeckProblems, Place, Problem, UsageError
from deckpress.near import did_you_mean
from deckpress.newfolder import check_target, write_folder
from deckpress.translation.compare import compare, stale
from deckpress.translation.folder import files
from deckpress.translation.record import NAME, load_record, save_record
from deckpress.translation.things import Thing, fingerprints, things
from deckpress.validate.untranslated import check_translated
from deckpress.words import Words


@dataclass(frozen=True)
class Asked:
    """The folders of a translation and its source, and what of the translation was looked at."""

    deck: Path
    source: Path
    accept: tuple[str, ...] = ()


def translate(source: Path, language: str, target: Path, templates: Path) -> list[str]:
    """Write a folder to fill in; lines to tell the user. Raises UsageError and DeckProblems: nothing was written."""
    if not re.fullmatch(r"[a-z]{2}", language):
        raise UsageError(f"{language[:40]} is no language: write two small letters, as in fr")
    check_target(target)
    if target.resolve().is_relative_to(source.resolve()):
        raise UsageError(f"{target} is in the deck itself: name a folder beside {source} with --to")
    load_labels(templates, language)
    deck = load_sound(source)
    if deck.about.language == language:
        raise UsageError(f"{source} is in {language} already: name another language")
    made = files(source, deck, language)
    write_folder(target, made)
    return [
        f"{target}: {len(made)} files to fill in, with the text in {deck.about.language} above each ???",
        f"what is left to do: python build.py check --translations --deck {target} --source {source}",
    ]


def check(asked: Asked, templates: Path) -> list[str]:
    """Compare a translation with its source, or all those beside it; lines to tell the user.

    Raises DeckProblems with all that is missing, stale or too much, and UsageError.
    """
    source = load_sound(asked.source)
    folders = _translations(asked)
    problems: list[Problem] = []
    lines: list[str] = []
    for folder in folders:
        checked = _Translation(folder, asked.source, source, templates)
        if asked.accept:
            lines += checked.accept(asked.accept)
        found = list(checked.problems())
        problems += found
        lines += [] if found else [checked.summary()]
    if problems:
        raise DeckProblems(problems)
    return lines


def _translations(asked: Asked) -> list[Path]:
    """The folder that was asked for, or where that is the source, those beside it that were translated."""
    if asked.deck.resolve() != asked.source.resolve():
        return [asked.deck]
    if asked.accept:
        raise UsageError("--accept is about one translation: name its folder with --deck")
    found = sorted(file.parent for file in asked.source.parent.glob(f"*/{NAME}"))
    if not found:
        raise UsageError(f"{asked.source} has no translation beside it: make one, as with `translate fr`")
    return found


class _Translation:
    """One translation, read, with what is known of how it was made."""

    def __init__(self, folder: Path, source_folder: Path, source: Deck, templates: Path) -> None:
        self.folder, self.deck = folder, load_sound(folder)
        self.templates, self.source_language = templates, source.about.language
        self.theirs, self.ours = things(source), things(self.deck)
        self.shown_as = Path(self.deck.places.at().file).parent.as_posix()
        self.record = load_record(folder, self.shown_as)
        if self.record and self.record.language != self.source_language:
            made_from = f"{folder} was translated from {self.record.language}"
            raise UsageError(
                f"{made_from}, and {source_folder} is in {self.source_language}: name the other with --source"
            )

    def problems(self) -> Iterator[Problem]:
        """All that is wrong with it."""
        language = self.deck.about.language
        labels = load_labels(self.templates, language, self.deck.places.at("deck", "language"))
        yield from check_translated(self.deck, Words.from_labels(labels))
        yield from compare(self.theirs, self.ours, self.shown_as)
        if self.record:
            yield from stale(self.theirs, self.ours, self.record.texts)
        else:
            message = (
                "isn't there, so nothing says what this was translated from: look at all, then --accept all"
            )
            yield Problem(Place(f"{self.shown_as}/{NAME}"), message)

    def accept(self, names: tuple[str, ...]) -> list[str]:
        """Keep that some things were looked at as the source is now. Raises UsageError for what isn't there."""
        looked_at = [thing for name in names for thing in self._named(name)]
        before = self.record.texts if self.record else {}
        known = {key: text for key, text in before.items() if key in self.theirs and key in self.ours}
        now = known | {thing.key: fingerprints(self.theirs[thing.key]) for thing in looked_at}
        texts = {key: now[key] for key in self.theirs if key in now}  # in the order of the source
        save_record(self.folder, self.source_language, texts)
        self.record = load_record(self.folder, self.shown_as)
        return [f"{self.folder / NAME}: kept that you looked at {', '.join(names)}"]

    def _named(self, name: str) -> list[Thing]:
        """The things that a name stands for: a key, the id of a card, or all."""
        both = {key: thing for key, thing in self.ours.items() if key in self.theirs}
        if name == "all":
            return list(both.values())
        for key in (name, f"card-{name}"):
            if key in both:
                return [both[key]]
        advice = did_you_mean(name, both) or ": as in 1.1, part-2, term-inclusie, manual or all"
        raise UsageError(f"--accept {name[:40]}: there is no such thing in both decks{advice}")

    def summary(self) -> str:
        """What to say of a translation that is complete."""
        texts = sum(len(thing.texts) for thing in self.ours.values())
        return f"{self.folder}: complete and up to date: {len(self.deck.cards)} cards, {texts} texts"
