"""The data that flows through the builder: frozen, without input or output.

Every text is inline Markdown as the author wrote it; `markup` makes HTML of it. The same models check the YAML files
and write `deck.schema.json`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from deckpress.limits import readable

# What would move the cursor, end the line or turn the reading order where a message is shown.
_UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

CARD_ID = re.compile(r"[1-9][0-9]?\.[1-9][0-9]{0,2}")

_Readable = AfterValidator(readable)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), _Readable]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), _Readable]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
CardId = Annotated[str, StringConstraints(pattern=rf"^{CARD_ID.pattern}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]


class _Model(BaseModel):
    """A frozen record that refuses keys that it does not know and values of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Quote(_Model):
    """What someone says, and who (a role, or a name and a role)."""

    text: Text
    speaker: Text


class Item(_Model):
    """A point of a list, with the points under it. A bare text is an item without points."""

    text: Text
    items: tuple[Text, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Reflect(_Model):
    """The questions of a card's front, after an optional lead sentence. A bare list is the questions."""

    lead: Text | None = None
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: Any) -> Any:
        return {"questions": value} if isinstance(value, list | tuple) else value


class Card(_Model):
    """One card (*fiche*): its front (quote, questions) and its back (tips, tools)."""

    id: CardId
    title: Text
    quote: Quote
    themes: tuple[Name, ...] = ()
    paths: tuple[Name, ...] = ()
    situations: tuple[Text, ...] = ()
    reflect: Reflect
    inspire: Annotated[tuple[Item, ...], Field(min_length=1)]
    tools: tuple[Item, ...] = ()

    @property
    def part(self) -> int:
        """The number of the part that the card is in: 6 for 6.2."""
        return int(self.id.split(".")[0])

    @property
    def order(self) -> tuple[int, int]:
        """What sorts cards: (6, 2) for 6.2, so that 1.10 comes after 1.9."""
        part, number = self.id.split(".")
        return int(part), int(number)


class Part(_Model):
    """A part (*luik*) of the deck, and what its divider says."""

    number: Annotated[int, Field(ge=1, le=99)]
    title: Text
    line: Text
    purpose: tuple[Paragraph, ...] = ()
    together: tuple[Paragraph, ...] = ()


class Resource(_Model):
    """A tool, site, book, film or organisation that cards link to by its id. Without `url` its words stay plain."""

    id: Name
    name: Text
    organisation: Text | None = None
    kind: Text
    url: WebAddress | None = None
    scope: Literal["exact", "about", "home"] | None = None
    seen: Literal["public-material", "from-memory"] | None = None
    checked: datetime.date | None = None


class Term(_Model):
    """A word of the glossary and what it means in this deck; `id` is its name in all languages, however they sort."""

    id: Name | None = None
    term: Text
    meaning: Paragraph


class DeckFile(_Model):
    """What `deck.yaml` holds."""

    slug: Name
    title: Text
    subtitle: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    edition: Text
    publisher: Text
    contact: Text
    site_url: WebAddress
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=99)]
    themes: dict[Name, Text] = Field(default_factory=dict)
    paths: dict[Name, Text] = Field(default_factory=dict)


class Section(_Model):
    """A section of the manual, or an example document: its title, its anchor, its Markdown, the line it starts at."""

    id: Name
    title: Text
    body: str
    line: int


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a file (as the user named it), a line and a column, both from 1; 0 is no line."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True)
class Problem:
    """Something that keeps the deck from being built: where, and what to do about it."""

    place: Place
    message: str

    def __str__(self) -> str:
        return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], f"{self.place}: {self.message}")


@dataclass(frozen=True)
class Places:
    """Where each value of the deck was read: a path of keys, as ("card", "1.1", "quote", "text"), to its place."""

    by_path: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def at(self, *path: str | int) -> Place:
        """The place of the value at `path`, or of the nearest value around it that has one."""
        for length in range(len(path), 0, -1):
            if place := self.by_path.get(path[:length]):
                return place
        return self.by_path.get((), Place("deck.yaml"))


@dataclass(frozen=True)
class Deck:
    """A whole deck, in order, with the places that its values were read at."""

    about: DeckFile
    cards: tuple[Card, ...]
    resources: Mapping[str, Resource]
    glossary: tuple[Term, ...]
    manual: tuple[Section, ...]
    examples: tuple[Section, ...] = ()
    places: Places = Places()

    def cards_of(self, part: int) -> tuple[Card, ...]:
        """The cards of the part with this number."""
        return tuple(card for card in self.cards if card.part == part)

    def part(self, number: int) -> Part:
        """The part with this number. Raises KeyError where there is none."""
        for part in self.about.parts:
            if part.number == number:
                return part
        raise KeyError(number)


@dataclass(frozen=True)
class SideFit:
    """How one side of a card is set: type sizes in pt, spare room in pt between its blocks, writing lines."""

    size: float
    quote_size: float = 0.0
    gap: float = 0.0
    lines: int = 0


class BuildError(Exception):
    """What stops a build. `exit_code`: 1 the deck's problems, 2 wrong usage, 3 a missing part of the machine."""

    exit_code = 4


class DeckProblems(BuildError):
    """The deck has these problems; nothing was written."""

    exit_code = 1

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(BuildError):
    """The command was given something that it can't work with."""

    exit_code = 2


class MissingPart(BuildError):
    """This machine lacks something; the message holds the command that installs it."""

    exit_code = 3
