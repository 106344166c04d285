"""What the YAML parser complains of, in plain words, with what to do."""

from __future__ import annotations

import yaml

from deckpress.model import Place, Problem

MAX_DEPTH = 20
TOO_DEEP = f"more than {MAX_DEPTH} levels deep: put a text that starts with [ or {{ in quotes"

_QUOTES = "put the whole text in quotes"

# What a complaint of the parser holds, in its context and in itself, and what to say. The first that fits counts. Both
# parsers (the one in C and the one in Python) are covered. `{char}` is the character at the place.
_COMPLAINTS = [
    ("quoted scalar", "end of stream", "a quote opens here and never closes: add the closing quote"),
    ("quoted scalar", "", "in double quotes a backslash starts a code: use single quotes, or write \\\\"),
    (
        "",
        "mapping values are not allowed",
        f"a colon and a space can't stand here: {_QUOTES}, or mend the indentation",
    ),
    (
        "simple key",
        "",
        "this is neither `key: value` nor `- item`: add the colon, or indent it under its text",
    ),
    ("", "cannot start any token", f"a text can't start with {{char}}: {_QUOTES}"),
    ("tag", "", f"a text can't start with !: {_QUOTES}"),
    ("", "tag handle", f"a text can't start with !: {_QUOTES}"),
    ("anchor", "", f"a text can't start with & or *: {_QUOTES}"),
    ("alias", "", f"a text can't start with & or *: {_QUOTES}"),
    (
        "block scalar",
        "",
        f"nothing may follow | or > on its line: put the text on the next lines, or {_QUOTES}",
    ),
    ("increasing", "", TOO_DEEP),
    ("flow node", "", f"a value lacks here, within brackets: write it, or, if this is a text, {_QUOTES}"),
    ("flow", "", f"the bracket that opens here has no partner: add it, or, if this is a text, {_QUOTES}"),
    ("block", "", f"this doesn't fit what is before it: mend the indentation, or {_QUOTES}"),
    ("", "directive", "a line can't start with %: remove it"),
    ("", "incompatible", "a line can't start with %: remove it"),
    (
        "",
        "document",
        "nothing may follow the line that ends the document: remove that line, or what follows it",
    ),
]
# Where the fault is where the thing began, not where the parser gave up.
_AT_START = ("quoted scalar", "simple key", "flow sequence", "flow mapping", "tag", "anchor", "alias")


def explain_syntax(error: yaml.YAMLError, text: str, shown_as: str) -> Problem:
    """A Problem for what is wrong with the YAML in `text`, the text of the file `shown_as`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(Place(shown_as), f"this is not YAML: {error}")
    context, complaint = error.context or "", error.problem or ""
    starts = error.context_mark is not None and any(part in context for part in _AT_START)
    mark = error.context_mark if starts else error.problem_mark
    place = Place(shown_as, mark.line + 1, mark.column + 1) if mark else Place(shown_as)
    for in_context, in_complaint, message in _COMPLAINTS:
        if in_context in context and in_complaint in complaint:
            return Problem(place, message.replace("{char}", _character(text, place)))
    return Problem(place, f"this is not YAML: mend the indentation, or {_QUOTES}")


def _character(text: str, place: Place) -> str:
    """The character at a place; the end of the file has none."""
    [line] = text.split("\n")[place.line - 1 : place.line] or [""]
    return line[place.column - 1 : place.column] or "this"
