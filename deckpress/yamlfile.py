"""One YAML file as plain data, with the place of every value in it.

Safe for files of strangers: of YAML only mappings, lists and plain values are taken (no tags, no anchors), and nothing
is built but text, numbers, dates, yes and no.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from deckpress.limits import MOST_VALUES
from deckpress.loaded import MORE, MOST_TOLD
from deckpress.model import Place, Problem
from deckpress.textfile import UNPRINTABLE, code_point, read_text
from deckpress.yamlerrors import MAX_DEPTH, TOO_DEEP, explain_syntax

YamlPath = tuple[str | int, ...]

# The parser in C says the same of the same file, ten times as fast.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOO_MANY = f"more than {MOST_VALUES:,} values and points in one file: make it shorter"
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null", "timestamp")}


@dataclass(frozen=True)
class YamlFile:
    """What a file holds: mappings as dict with text keys, lists as tuple. `data` is None where it can't be read.

    `places` and `keys` say where each value and its key stand, by path; `written` how a value that is not text was
    written, as "1.10" for 1.1.
    """

    shown_as: str
    data: Any = None
    places: Mapping[YamlPath, Place] = field(default_factory=dict)
    keys: Mapping[YamlPath, Place] = field(default_factory=dict)
    written: Mapping[YamlPath, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def places_in(self, path: YamlPath) -> Iterable[tuple[YamlPath, Place]]:
        """The path and place of each value at and in a path of the file."""
        found = self._by_first.get(path[0], ()) if path else self.places.items()
        return ((inside, place) for inside, place in found if inside[: len(path)] == path)

    @cached_property
    def _by_first(self) -> Mapping[str | int, Sequence[tuple[YamlPath, Place]]]:
        found: dict[str | int, list[tuple[YamlPath, Place]]] = {}
        for path, place in self.places.items():
            if path:
                found.setdefault(path[0], []).append((path, place))
        return found


def read(path: Path, shown_as: str) -> YamlFile:
    """The YAML file at `path`, called `shown_as` in places, with every problem that it has as YAML."""
    text, problems = read_text(path, shown_as)
    if problems:
        return YamlFile(shown_as, problems=tuple(problems))
    return parse(text, shown_as)


def parse(text: str, shown_as: str) -> YamlFile:
    """The YAML in `text`, of the file `shown_as`."""
    builder = _Builder(text, shown_as)
    try:
        data = builder.document()
    except yaml.YAMLError as error:
        return YamlFile(shown_as, problems=(*builder.problems, explain_syntax(error, text, shown_as)))
    except _Refused as error:
        return YamlFile(shown_as, problems=(*builder.problems, error.problem))
    return YamlFile(
        shown_as, data, builder.places, builder.keys, builder.written, tuple(dict.fromkeys(builder.problems))
    )


def own(path: Path) -> Any:
    """The data in a file of the builder's own, which needs no places. Raises OSError, yaml.YAMLError."""
    return yaml.load(path.read_bytes(), Loader=_LOADER)


class _Refused(Exception):
    """What ends the reading of a file."""

    def __init__(self, place: Place, message: str) -> None:
        self.problem = Problem(place, message)


class _Builder:
    """Makes data of the parser's events, as they come; so nothing of the file is ever trusted with its own depth."""

    def __init__(self, text: str, shown_as: str) -> None:
        self.shown_as = shown_as
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.scalars: Any = yaml.SafeLoader("")
        self.places: dict[YamlPath, Place] = {}
        self.keys: dict[YamlPath, Place] = {}
        self.written: dict[YamlPath, str] = {}
        self.problems: list[Problem] = []
        self.count = 0

    def document(self) -> Any:
        """The file's only document."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.problems.append(
                Problem(Place(self.shown_as), "the file holds nothing: fill it in, or remove it")
            )
            return None
        data = self.value((), next(self.events))
        next(self.events)
        if isinstance(more := next(self.events), yaml.DocumentStartEvent):
            self.complain(more, "a second document starts here: remove the line `---`, or what follows it")
        return data

    def value(self, path: YamlPath, event: Any) -> Any:
        self.places[path] = self.place(event)
        self.count += 1
        if self.count > MOST_VALUES:
            raise _Refused(self.place(event), _TOO_MANY)
        if isinstance(event, yaml.AliasEvent):
            self.complain(event, f"`*{event.anchor}` stands for a text elsewhere: write the text out here")
            return None
        self.refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(path, event)
        if len(path) >= MAX_DEPTH:
            raise _Refused(self.place(event), TOO_DEEP)
        return self.sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(path)

    def sequence(self, path: YamlPath) -> tuple[Any, ...]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.value((*path, len(values)), event))
        return tuple(values)

    def mapping(self, path: YamlPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(path, event)
            inside = (*path, key)
            if key in values:
                self.complain(
                    event, f"`{key}` stands twice, first at line {self.keys[inside].line}: keep one of them"
                )
                self.value((*path, "?"), next(self.events))
                continue
            self.keys[inside] = self.place(event)
            values[key] = self.value(inside, next(self.events))
        return values

    def key(self, path: YamlPath, event: Any) -> str:
        """A key as written; `no` and `1` are keys like all others."""
        if isinstance(event, yaml.ScalarEvent):
            self.refuse_extras(event)
            return str(event.value)
        self.complain(event, "a key must be a word: put a text that starts with [, {, ? or * in quotes")
        self.value((*path, "?"), event)
        return "?"

    def scalar(self, path: YamlPath, event: Any) -> Any:
        for character in dict.fromkeys(UNPRINTABLE.findall(event.value)):
            self.complain(event, f"holds the control character {code_point(character)}: leave it out")
        if not event.implicit[0]:
            return event.value
        tag = self.scalars.resolve(yaml.ScalarNode, event.value, (True, False))
        if tag not in _PLAIN_TAGS:
            return event.value
        try:
            value = self.scalars.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, OverflowError):
            return event.value  # looks like a date or a number, as 2025-13-45, but is none
        self.written[path] = event.value
        return value

    def refuse_extras(self, event: Any) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.complain(event, f"the tag `{tag}` is not allowed: remove it, or put the text in quotes")
        if event.anchor is not None:
            self.complain(
                event, f"the anchor `&{event.anchor}` is not allowed: remove it, and write texts out"
            )

    def complain(self, event: Any, message: str) -> None:
        if len(self.problems) == MOST_TOLD:
            raise _Refused(self.place(event), MORE)
        self.problems.append(Problem(self.place(event), message))

    def place(self, event: Any) -> Place:
        return Place(self.shown_as, event.start_mark.line + 1, event.start_mark.column + 1)


def found(value: Any, written: str | None) -> str:
    """What stands in the file, in words, for a message: "the number 1.10"."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"{written}, which YAML reads as {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {written}"
    if isinstance(value, datetime.date):
        return f"the date {written}"
    if isinstance(value, str):
        return f"the text “{value[:39]}…”" if len(value) > 40 else f"the text “{value}”"
    return "a list" if isinstance(value, tuple) else "keys and values"
