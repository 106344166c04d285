"""A deck folder → a Deck, with every problem of every file in one pass.

The folder holds deck.yaml, a file `<id>.yaml` for each card and, where wanted, resources.yaml, glossary.yaml,
manual.md and examples/<name>.md. Other YAML files there are problems, so that no card is left out by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from deckpress.comments import uncommented
from deckpress.explain import Subject, explain
from deckpress.load.folder import example_files, likely_card, name_advice, no_deck, shown, yaml_files
from deckpress.load.manual import example, sections
from deckpress.load.standins import CARD_STAND_IN, DECK_STAND_IN
from deckpress.loaded import MORE, MOST_TOLD, Loaded, few, leads_out, twice
from deckpress.model import (
    Card,
    Deck,
    DeckFile,
    DeckProblems,
    Place,
    Places,
    Problem,
    Resource,
    Section,
    Term,
)
from deckpress.textfile import read_text
from deckpress.texts import UNTRANSLATED
from deckpress.yamlfile import YamlFile, YamlPath, read

Sections = Callable[[str, str], tuple[list[Section], list[Problem]]]
_Model = TypeVar("_Model", bound=BaseModel)


def load(folder: Path) -> Loaded:
    """The deck in `folder`, with all its problems; they name its files from the current directory where they can."""
    if problem := no_deck(folder):
        return Loaded(folder, None, (problem,))
    reading = _Reading(folder, shown(folder))
    deck = reading.deck()
    return Loaded(folder, deck, tuple(sorted(set(reading.problems))), frozenset(reading.unread))


def load_sound(folder: Path) -> Deck:
    """The deck in `folder`, where each of its files is right by itself. Raises DeckProblems."""
    loaded = load(folder)
    if loaded.problems or loaded.deck is None:
        raise DeckProblems(list(loaded.problems))
    return loaded.deck


class _Reading:
    """Reads the files of one folder, and keeps what is wrong, where things stand, and what could not be read."""

    def __init__(self, folder: Path, shown_as: str) -> None:
        self.folder, self.shown_as = folder, shown_as
        self.problems: list[Problem] = []
        self.places: dict[YamlPath, Place] = {(): Place(f"{shown_as}/deck.yaml")}
        self.unread: set[YamlPath] = set()

    def deck(self) -> Deck:
        about, resources, glossary = self.about(), self.resources(), self.glossary()
        manual, examples, cards = self.manual(), self.examples(), self.cards()
        order = {part.number: index for index, part in reversed(list(enumerate(about.parts)))}
        cards.sort(key=lambda card: (order.get(card.part, len(order)), *card.order))
        return Deck(about, tuple(cards), resources, glossary, manual, examples, Places(self.places))

    def about(self) -> DeckFile:
        file = self.yaml("deck.yaml", ("deck",))
        self.places |= {("deck", *path): place for path, place in file.places.items()}
        about = self.model(DECK_STAND_IN, file, "the deck", ("deck",))
        numbers = [
            (part.number, ("deck", "parts", index, "number")) for index, part in enumerate(about.parts)
        ]
        self.refuse_twice("part", numbers)
        return about

    def resources(self) -> dict[str, Resource]:
        file = self.yaml("resources.yaml", ("resources",))
        found: dict[str, Resource] = {}
        for index, resource in self.entries(file, Resource, "resources"):
            if resource.id in found:
                other = self.places["resources", resource.id]
                self.complain(
                    file.places[index, "id"], f"the id `{resource.id}` is also at {other}: each needs its own"
                )
                continue
            found[resource.id] = resource
            self.keep_places(file, (index,), ("resources", resource.id))
        return found

    def glossary(self) -> tuple[Term, ...]:
        file = self.yaml("glossary.yaml", ("glossary",))
        terms: list[Term] = []
        for index, term in self.entries(file, Term, "glossary"):
            self.keep_places(file, (index,), ("glossary", len(terms)))
            terms.append(term)
        names = [
            (term.term.casefold(), ("glossary", number, "term"))
            for number, term in enumerate(terms)
            if term.term != UNTRANSLATED
        ]
        self.refuse_twice("term", names)
        ids = [(term.id, ("glossary", number, "id")) for number, term in enumerate(terms) if term.id]
        self.refuse_twice("id", ids)
        return tuple(terms)

    def manual(self) -> tuple[Section, ...]:
        return self.markdown("manual.md", "manual", sections)

    def examples(self) -> tuple[Section, ...]:
        found: list[Section] = []
        names, others = example_files(self.folder)
        for name in others:
            message = "not the name of an example: name it `<id of its resource>.md`, or move it away"
            self.complain(Place(f"{self.shown_as}/examples/{name}"), message)
        for name in names:
            found += self.markdown(f"examples/{name}.md", "example", partial(example, name=name))
        return tuple(found)

    def markdown(self, name: str, root: str, read: Sections) -> tuple[Section, ...]:
        """The sections of a file of Markdown, its problems kept; none where there is no file."""
        shown_as, before = f"{self.shown_as}/{name}", len(self.problems)
        text = ""
        if self.is_there(name):
            text, problems = read_text(self.folder / name, shown_as)
            text, of_comments = uncommented(text, shown_as)
            self.problems += [*problems, *few(of_comments)]
        made, faults = read(text, shown_as)
        self.problems += faults
        if len(self.problems) > before:
            self.unread.add((root,))
        self.places |= {(root, section.id): Place(shown_as, section.line, 1) for section in made}
        return tuple(made)

    def cards(self) -> list[Card]:
        names, others = yaml_files(self.folder)
        for name in others:
            self.refuse_name(name)
        return [self.card(name) for name in names]

    def refuse_name(self, name: str) -> None:
        """Complain of a YAML file that is no file of a deck."""
        if card := likely_card(name):
            self.unread.add(("card", card))
        self.complain(Place(f"{self.shown_as}/{name}"), f"not the name of a card's file{name_advice(name)}")

    def card(self, name: str) -> Card:
        """The card of the file `<name>.yaml`; what can't be read of it is "…"."""
        root = ("card", name)
        file = self.yaml(f"{name}.yaml", root)
        self.keep_places(file, (), root)
        if isinstance(file.data, dict) and isinstance(file.data.get("reflect"), tuple):
            self.keep_places(file, ("reflect",), (*root, "reflect", "questions"))
        card = self.model(CARD_STAND_IN.model_copy(update={"id": name}), file, "the card", root)
        if card.id != name:
            self.unread.add(("card", card.id))
            message = f"the id is {card.id}, but the file is {name}.yaml: make them the same"
            if (self.folder / f"{card.id}.yaml").exists():
                message = f"the id {card.id} is that of {self.shown_as}/{card.id}.yaml: this file's name says {name}"
            self.complain(file.places["id",], message)
        return card.model_copy(update={"id": name})

    def yaml(self, name: str, root: YamlPath) -> YamlFile:
        """One YAML file, its problems kept; without data where there is none to read."""
        shown_as, before = f"{self.shown_as}/{name}", len(self.problems)
        file = read(self.folder / name, shown_as) if self.is_there(name) else YamlFile(shown_as)
        self.problems += file.problems
        if file.data is None and len(self.problems) > before:
            self.unread.add(root)
        return file

    def is_there(self, name: str) -> bool:
        """Whether there is such a file; one that a link takes out of the deck's folder is refused."""
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            return False
        if leads_out(path, self.folder):
            message = "a link that leads out of the deck's folder: put the file itself here"
            self.complain(Place(f"{self.shown_as}/{name}"), message)
            return False
        return True

    def model(self, stand_in: _Model, file: YamlFile, called: str, root: YamlPath) -> _Model:
        """The model of what a file holds, with the stand-in's values for what is wrong."""
        kind = type(stand_in)
        if not file.places:  # nothing could be read
            return stand_in
        try:
            return kind.model_validate(file.data)
        except ValidationError as error:
            self.explain(error, Subject(file, kind, called))
            if not isinstance(file.data, dict):
                self.unread.add(root)
                return stand_in
            wrong = {detail["loc"][0] for detail in error.errors()}
            self.unread |= {(*root, key) for key in wrong}
            good = {key: value for key, value in file.data.items() if key not in wrong}
            return kind.model_validate({**dict(stand_in), **good})

    def entries(self, file: YamlFile, kind: type[_Model], root: str) -> Iterator[tuple[int, _Model]]:
        """The good entries of a file that holds a list, each with its index in the file."""
        if not isinstance(file.data, tuple):
            if file.places:
                self.complain(file.places[()], "expected a list, with `- ` before each entry")
                self.unread.add((root,))
            return
        before = len(self.problems)
        for index, data in enumerate(file.data):
            if len(self.problems) - before >= MOST_TOLD:
                self.unread.add((root,))
                self.complain(file.places[index,], MORE)
                break
            try:
                yield index, kind.model_validate(data)
            except ValidationError as error:
                self.explain(error, Subject(file, kind, "this entry", (index,)))
                name = data.get("id") if isinstance(data, dict) else None
                self.unread.add((root, name) if isinstance(name, str) else (root,))

    def explain(self, error: ValidationError, subject: Subject) -> None:
        """Keep what pydantic found, where the file as YAML had no problem at the same place."""
        known = {problem.place for problem in subject.file.problems}
        self.problems += [problem for problem in explain(error, subject) if problem.place not in known]

    def refuse_twice(self, what: str, named: Iterable[tuple[str | int, YamlPath]]) -> None:
        """Complain of each name that an earlier one of the same kind has, naming its place."""
        placed = ((name, Places(self.places).at(*path)) for name, path in named)
        self.problems += few(twice(what, placed))

    def keep_places(self, file: YamlFile, within: YamlPath, root: YamlPath) -> None:
        """Keep the places of all values at and in the path `within` of a file, under the path `root` of the deck."""
        depth = len(within)
        self.places |= {(*root, *path[depth:]): at for path, at in file.places_in(within)}

    def complain(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))
