"""What the parsers complain of has an explanation that fits, and each explanation a complaint."""

from __future__ import annotations

import pytest
import yaml

from deckpress import yamlerrors
from deckpress.model import Problem
from deckpress.yamlerrors import explain_syntax

PARSERS = [getattr(yaml, name) for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)]
IDS = [parser.__name__ for parser in PARSERS]

# For each complaint of the table a text that makes a parser complain so.
MISTAKES = [
    "a: 'b",
    'a: "\\q"',
    "a: b: c",
    "a: b\nfoo\nc: d",
    "a: @b",
    "a: !<x b",
    "a: !foo!bar b",
    "a: & b",
    "a: * b",
    "a: |x",
    "a: [,]",
    "a: [b",
    "a: 1\n- b",
    "%YAML 1.1\n%YAML 1.1\n---\na: 1",
    "%YAML 3.0\n---\na: 1",
    "a: 1\n...\nfoo",
]
MESSAGES = [message for *_, message in yamlerrors._COMPLAINTS]


def explained(parser: type, text: str) -> Problem:
    try:
        for _ in yaml.parse(text, Loader=parser):
            pass
    except yaml.YAMLError as error:
        return explain_syntax(error, text, "f")
    raise AssertionError("the parser has no complaint")


@pytest.mark.parametrize("parser", PARSERS, ids=IDS)
@pytest.mark.parametrize("text", MISTAKES)
def test_a_complaint_has_an_explanation_of_its_own(parser: type, text: str) -> None:
    problem = explained(parser, text)
    assert "this is not YAML" not in problem.message
    assert 1 <= problem.place.line <= text.count("\n") + 1
    assert all(same == problem for same in (explained(other, text) for other in PARSERS))


@pytest.mark.parametrize("message", sorted(set(MESSAGES) - {yamlerrors.TOO_DEEP}))
def test_each_explanation_is_of_use(message: str) -> None:
    """What PyYAML no longer says would have no explanation, or a wrong one, and nobody would see it."""
    said = {explained(parser, text).message for parser in PARSERS for text in MISTAKES}
    assert message.replace("{char}", "@") in said


@pytest.mark.parametrize("parser", PARSERS, ids=IDS)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: 'x\nc: 2\n", "f:2:4"),  # where the quote opens, not at the end of the file
        ("a:\n  - [x, y\nb: 2\n", "f:2:5"),  # where the bracket opens
        ("é😀: 1\nlos\nc: 2\n", "f:2:1"),  # the line without a colon, not the one after it
        ("é😀: @x", "f:1:5"),  # in characters, not bytes
        ("a: b: c", "f:1:5"),  # the second colon
    ],
)
def test_a_mistake_is_told_where_an_author_must_mend_it(parser: type, text: str, place: str) -> None:
    assert str(explained(parser, text).place) == place


def test_the_character_is_named_even_where_it_looks_like_a_pattern() -> None:
    mark = yaml.Mark("f", 0, 0, 3, "", 0)
    error = yaml.MarkedYAMLError(problem="found character '{' that cannot start any token", problem_mark=mark)
    for text, named in (("a: {x}", "{"), ("a: }", "}"), ("a:", "this"), ("", "this")):
        assert explain_syntax(error, text, "f").message.startswith(f"a text can't start with {named}: ")


def test_an_error_without_a_place_is_that_of_the_file() -> None:
    error = yaml.MarkedYAMLError(problem="mapping values are not allowed here")
    assert explain_syntax(error, "a: b: c", "f").place.line == 0
