"""What pydantic finds wrong with a file's data, as Problems in plain words, each at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sized
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from deckpress.loaded import MOST_TOLD, few
from deckpress.model import DeckProblems, Place, Problem
from deckpress.near import did_you_mean, nearest
from deckpress.yamlfile import YamlFile, YamlPath, found

_Held = TypeVar("_Held", bound=BaseModel)

_A_COLON = "a colon and a space made a key of this text: put the whole text in quotes"
_NAME = "may hold only the letters a to z, digits and hyphens, as in `een-naam`"

# What a text must look like, by the pattern that its field is held against; the one left over is a card's id.
_FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": f"a name {_NAME}",
    r"^https?://[^\s<>\"]+$": "expected a web address that starts with https://",
    r"^[a-z]{2}$": "expected a language as two letters, such as nl",
    r"^[0-9a-f]{8}( [0-9a-f]{8})*$": "expected fingerprints, as `build.py translate` writes them",
}
_NO_NUMBER = (
    "int_type",
    "int_from_float",
    "float_type",
    "finite_number",
    "greater_than_equal",
    "less_than_equal",
)
_CARD_ID = 'expected the id of a card, such as "1.1"'
_KEY = "[key]"  # ends the place of a key of an author's own


@dataclass(frozen=True)
class Subject:
    """What was held against a model: the value at the path `at` of a file; `called` is its name in messages."""

    file: YamlFile
    model: type[BaseModel]
    called: str
    at: YamlPath = ()

    def value(self, path: YamlPath) -> Any:
        """The value at a path of the file."""
        data = self.file.data
        for step in path:
            data = data[step]
        return data

    def path(self, loc: YamlPath) -> YamlPath:
        """The path in the file of a place in the model: they differ where the model made a mapping of a bare text."""
        path, data = list(self.at), self.value(self.at)
        for step in loc:
            if isinstance(data, Mapping):
                data = data.get(str(step))
            elif isinstance(data, tuple) and isinstance(step, int):
                data = data[step]
            else:
                continue
            path.append(step)
        return tuple(path)

    def place(self, path: YamlPath) -> Place:
        """Where the value at a path stands."""
        return self.file.places[path]

    def key_place(self, path: YamlPath) -> Place:
        """Where the key of the value at a path stands, or, in a list, the value."""
        return self.file.keys.get(path) or self.place(path)

    def name(self, path: YamlPath) -> str:
        """What to call the value at a path."""
        if path == self.at:
            return self.called
        return f"`{path[-1]}`" if isinstance(path[-1], str) else f"this point of `{path[-2]}`"


def held(file: YamlFile, model: type[_Held], called: str) -> _Held:
    """What a file holds, as a model. Raises DeckProblems for what is wrong with it as YAML, else for what isn't as the
    model says; `called` is the file's name in messages.
    """
    if file.problems:
        raise DeckProblems(list(file.problems))
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        raise DeckProblems(explain(error, Subject(file, model, called))) from error


def explain(error: ValidationError, subject: Subject) -> list[Problem]:
    """Every fault of a value that its model found, in the order of the model; of very many the first."""
    details = [detail for detail in error.errors(include_url=False) if not _is_echo(detail)]
    details = details[: 2 * MOST_TOLD + 2]  # a misspelt key is two
    misspelt = set(_misspelt(details, subject.model))
    problems = (_problem(detail, subject) for detail in details if detail["loc"] not in misspelt)
    return list(dict.fromkeys(few(problems)))


def _is_echo(detail: ErrorDetails) -> bool:
    """Whether a list is called empty only because none of its points is right, which is told of each."""
    return detail["type"] == "too_short" and len(detail["input"]) > 0


def _misspelt(details: list[ErrorDetails], model: type[BaseModel]) -> Iterator[YamlPath]:
    """The places of the keys that unknown keys are near: they aren't lacking too."""
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *around, key = detail["loc"]
            if near := nearest(str(key), _fields(model, tuple(around))):
                yield (*around, near)


def _fields(model: type[BaseModel], loc: YamlPath) -> list[str]:
    """The keys that a model knows at a place in it."""
    return list(_model_at(model, loc).model_fields)


def _model_at(model: type[BaseModel], loc: YamlPath) -> type[BaseModel]:
    """The model at a place in a model."""
    for step in loc:
        field = model.model_fields.get(str(step))  # none of an index, or of a key of an author's own
        model = (field and _model_in(field.annotation)) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation is made of: Item for tuple[Item, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for argument in get_args(annotation) if (model := _model_in(argument))), None)


def _problem(detail: ErrorDetails, subject: Subject) -> Problem:
    loc, kind = detail["loc"], detail["type"]
    if kind in ("missing", "extra_forbidden"):
        return _problem_of_key(kind, loc, subject)
    if loc[-1:] == (_KEY,):
        path = subject.path(loc[:-1])
        return Problem(subject.key_place(path), f"the key `{str(path[-1])[:60]}` {_message_on_key(detail)}")
    path = subject.path(loc)
    if kind in _NO_NUMBER:
        expected = _expected_number(_model_at(subject.model, loc[:-1]).model_fields[str(loc[-1])])
        at = subject.file.written.get(path)
        return Problem(subject.place(path), f"{expected}, found {found(detail['input'], at)}")
    return Problem(subject.place(path), _message(detail, subject.file.written.get(path)))


def _problem_of_key(kind: str, loc: YamlPath, subject: Subject) -> Problem:
    """What to say of a key that is lacking, or that is not known."""
    around, key = subject.path(loc[:-1]), str(loc[-1])
    fields = _fields(subject.model, loc[:-1])
    if (
        around != subject.at
        and isinstance(around[-1], int)
        and _is_text_with_colon(subject.value(around), fields)
    ):
        return Problem(subject.place(around), _A_COLON)
    if kind == "missing":
        return Problem(subject.key_place(around), f"{subject.name(around)} lacks `{key}`: add it")
    advice = did_you_mean(key, fields) or f": known here are {', '.join(fields)}"
    return Problem(subject.key_place((*around, key)), f"unknown key `{key}`{advice}")


def _is_text_with_colon(data: Mapping[str, Any], fields: list[str]) -> bool:
    """Whether a point of a list was meant as a text, as in `- Let op: zo niet`, that a colon made a mapping of."""
    return len(data) == 1 and not nearest(next(iter(data)), fields)


def _message(detail: ErrorDetails, written: str | None) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "string_type" or context.get("class_name") == "Item":
        return _message_of_no_text(value, written)
    if kind == "string_too_short":
        return "this text is empty: write it, or remove its key"
    if kind in ("string_too_long", "too_many_signs"):
        said, most = (
            context.get("said", f"{len(value)} characters"),
            context.get("max_length", context.get("most")),
        )
        return f"this text holds {said}, and {most} is the most: make it shorter"
    if kind in ("too_short", "too_long"):
        return _message_of_list(value, context)
    return f"{_expected(kind, context)}, found {found(value, written)}"


def _message_on_key(detail: ErrorDetails) -> str:
    """What is wrong with a key of an author's own, to follow it."""
    context = detail.get("ctx", {})
    if detail["type"] == "string_too_long":
        return f"holds {len(detail['input'])} characters, and {context['max_length']} is the most: make it shorter"
    is_name = _FORMS.get(context.get("pattern", "")) is not None
    return _NAME if is_name else 'is not the id of a card: write one, such as "1.1"'


def _message_of_list(value: Sized, context: Mapping[str, Any]) -> str:
    if not len(value):
        return "this list is empty: write at least one point"
    return f"this list holds {len(value)} points, and {context['max_length']} is the most: make it shorter"


def _message_of_no_text(value: Any, written: str | None) -> str:
    if value is None:
        return "expected text, found nothing: write it, or remove its key"
    if isinstance(value, Mapping):
        return _A_COLON
    if isinstance(value, tuple):
        return "expected one text, found a list: remove the `- `, or put a text that starts with [ in quotes"
    return f'expected text, found {found(value, written)}: put it in quotes: "{written}"'


def _expected_number(field: FieldInfo) -> str:
    """What a number's field takes, by its limits."""
    least, most = (
        next(
            (f"{value:g}" for limit in field.metadata if (value := getattr(limit, name, None)) is not None),
            "",
        )
        for name in ("ge", "le")
    )
    kind = "a whole number" if field.annotation is int else "a number"
    return f"expected {kind} from {least} to {most}"


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    """What should have stood there."""
    if kind == "string_pattern_mismatch":
        return _FORMS.get(context["pattern"], _CARD_ID)
    if kind == "literal_error":
        return "expected " + " or ".join(re.findall("'([^']+)'", context["expected"]))
    if kind == "tuple_type" or context.get("class_name") == "Reflect":
        return "expected a list, with `- ` before each point"
    if kind in ("model_type", "dict_type"):
        return "expected keys with values under it, as in `key: value`"
    return "expected a date such as 2026-01-31, without quotes"
