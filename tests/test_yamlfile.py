"""YAML as plain data with places; what else YAML can do is refused, and so said that an author can mend it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from deckpress import yamlfile
from deckpress.yamlerrors import explain_syntax
from deckpress.yamlfile import found, parse, read

QUOTES = "put the whole text in quotes"
DOESNT_FIT = f"this doesn't fit what is before it: mend the indentation, or {QUOTES}"
NO_PARTNER = f"the bracket that opens here has no partner: add it, or, if this is a text, {QUOTES}"
NEITHER = "this is neither `key: value` nor `- item`: add the colon, or indent it under its text"
AFTER_END = "nothing may follow the line that ends the document: remove that line, or what follows it"
SECOND = "a second document starts here: remove the line `---`, or what follows it"
AFTER_BAR = f"nothing may follow | or > on its line: put the text on the next lines, or {QUOTES}"
BACKSLASH = "in double quotes a backslash starts a code: use single quotes, or write \\\\"
START = "a text can't start with"


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each of the two parsers: which one a machine has depends on how PyYAML was built."""
    if not hasattr(yaml, request.param):
        pytest.skip("this PyYAML comes without the parser in C")
    monkeypatch.setattr(yamlfile, "_LOADER", getattr(yaml, request.param))
    yield


def told(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "f").problems]


@pytest.mark.usefixtures("parser")
def test_data_with_places() -> None:
    file = parse("é😀: één\nlijst:\n  - a\n  - b: >-\n      lang\n      tekst\n", "f")
    assert file.data == {"é😀": "één", "lijst": ("a", {"b": "lang tekst"})}
    assert file.problems == ()
    assert str(file.places[()]) == "f:1:1"
    assert str(file.places["é😀",]) == "f:1:5"
    assert str(file.keys["lijst",]) == "f:2:1"
    assert str(file.places["lijst", 1, "b"]) == "f:4:8"
    assert str(file.keys["lijst", 1, "b"]) == "f:4:5"


@pytest.mark.parametrize(
    ("written", "value", "in_words"),
    [
        ("1.10", 1.1, "the number 1.10"),
        ("010", 8, "the number 010"),
        ("1:30", 90, "the number 1:30"),
        ("No", False, "No, which YAML reads as false"),
        ("on", True, "on, which YAML reads as true"),
        ("2026-01-31", datetime.date(2026, 1, 31), "the date 2026-01-31"),
        ("~", None, "nothing"),
        ("", None, "nothing"),
        ("'1.10'", "1.10", "the text “1.10”"),
        ("2026-13-45", "2026-13-45", "the text “2026-13-45”"),
        ("0x_", "0x_", "the text “0x_”"),
        ("0001-01-01T00:00:00+23:59:00", "0001-01-01T00:00:00+23:59:00", "the text “0001-01-01T00:00:00+23:59:00”"),
        ("=", "=", "the text “=”"),
        ("[]", (), "a list"),
        ("{}", {}, "keys and values"),
        ("x" * 40, "x" * 40, f"the text “{'x' * 40}”"),
        ("x" * 41, "x" * 41, f"the text “{'x' * 39}…”"),
    ],
)  # fmt: skip
def test_a_value_is_kept_as_it_was_written(written: str, value: Any, in_words: str) -> None:
    file = parse(f"a: {written}", "f")
    assert file.data == {"a": value}
    assert found(value, file.written.get(("a",))) == in_words


def test_a_number_of_half_a_million_digits_is_a_text() -> None:
    assert parse("a: " + "1" * 500_000, "f").data == {"a": "1" * 500_000}


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert parse("no: a\n1: b\n2026-01-31: c\n<<: d", "f").data == {
        "no": "a",
        "1": "b",
        "2026-01-31": "c",
        "<<": "d",
    }


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title: "abc\nx: 1\n', "f:1:8: a quote opens here and never closes: add the closing quote"),
        ("title: 'abc", "f:1:8: a quote opens here and never closes: add the closing quote"),
        ("title: a: b\n", f"f:1:9: a colon and a space can't stand here: {QUOTES}, or mend the indentation"),
        ("a: 1\n  b: 2\n", f"f:2:4: a colon and a space can't stand here: {QUOTES}, or mend the indentation"),
        ('title: "Foo" bar\n', f"f:1:14: {DOESNT_FIT}"),
        ("title: 'foo's bar'\n", f"f:1:13: {DOESNT_FIT}"),
        ("a:\n    - x\n  - y\n", f"f:3:3: {DOESNT_FIT}"),
        ("a: 1\n- b\n", f"f:2:1: {DOESNT_FIT}"),
        ("- a\nb: 1\n", f"f:2:1: {DOESNT_FIT}"),
        ("a: [x](resource:y) z\n", f"f:1:7: {DOESNT_FIT}"),
        ("tools:\n  - [x](resource:y)\n", f"f:2:8: {DOESNT_FIT}"),
        ("a: >-\n      x\n   y\n", f"f:3:4: {DOESNT_FIT}"),
        ("a: b\nfoo\nb: 1\n", f"f:2:1: {NEITHER}"),
        ("title: @foo\n", f"f:1:8: {START} @: {QUOTES}"),
        ("title: `foo`\n", f"f:1:8: {START} `: {QUOTES}"),
        ("title: %foo\n", f"f:1:8: {START} %: {QUOTES}"),
        ("title: & x\n", f"f:1:8: {START} & or *: {QUOTES}"),
        ("title: * x\n", f"f:1:8: {START} & or *: {QUOTES}"),
        ("title: !foo!bar x\n", f"f:1:8: {START} !: {QUOTES}"),
        ("!<x a: 1\n", f"f:1:1: {START} !: {QUOTES}"),
        ("a: [1, 2\nb: 3\n", f"f:1:4: {NO_PARTNER}"),
        ("a: [1, 2}\n", f"f:1:4: {NO_PARTNER}"),
        ("a: {b: 1\n", f"f:1:4: {NO_PARTNER}"),
        ("a: |x\n", f"f:1:5: {AFTER_BAR}"),
        ("a: >-foo\n bar\n", f"f:1:6: {AFTER_BAR}"),
        ('a: "\\q"\n', f"f:1:4: {BACKSLASH}"),
        ('a: "\\uzz"\n', f"f:1:4: {BACKSLASH}"),
        ("%YAML 3.0\n---\na: 1\n", "f:1:1: a line can't start with %: remove it"),
        ("a: 1\n...\nfoo\n", f"f:3:1: {AFTER_END}"),
        ("a: [x,, y]\n", f"f:1:7: a value lacks here, within brackets: write it, or, if this is a text, {QUOTES}"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_is_in_plain_words(text: str, message: str) -> None:
    assert told(text) == [message]
    assert parse(text, "f").data is None


def test_what_no_rule_foresees_is_still_told() -> None:
    mark = yaml.Mark("f", 0, 1, 2, None, 0)
    assert str(explain_syntax(yaml.MarkedYAMLError(problem="odd", problem_mark=mark), "x", "f")) == (
        f"f:2:3: this is not YAML: mend the indentation, or {QUOTES}"
    )
    assert str(explain_syntax(yaml.YAMLError("odd"), "x", "f")) == "f: this is not YAML: odd"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "data", "messages"),
    [
        (
            "a: !!python/object/apply:os.system [ls]",
            {"a": ("ls",)},
            ["f:1:4: the tag `!!python/object/apply:os.system` is not allowed: remove it, or put the text in quotes"],
        ),
        ("a: !x b", {"a": "b"}, ["f:1:4: the tag `!x` is not allowed: remove it, or put the text in quotes"]),
        (
            "a: &x b\nc: *x",
            {"a": "b", "c": None},
            [
                "f:1:4: the anchor `&x` is not allowed: remove it, and write texts out",
                "f:2:4: `*x` stands for a text elsewhere: write the text out here",
            ],
        ),
        ("&x a: b", {"a": "b"}, ["f:1:1: the anchor `&x` is not allowed: remove it, and write texts out"]),
        ("!x a: b", {"a": "b"}, ["f:1:1: the tag `!x` is not allowed: remove it, or put the text in quotes"]),
        ("a: 1\nb: 2\na: [3]", {"a": 1, "b": 2}, ["f:3:1: `a` stands twice, first at line 1: keep one of them"]),
        (
            "a: {{ b }}",
            {"a": {"?": None}},
            ["f:1:5: a key must be a word: put a text that starts with [, {, ? or * in quotes"],
        ),
        ("a: 1\n---\nb: 2", {"a": 1}, [f"f:2:1: {SECOND}"]),
        ("# niets\n", None, ["f: the file holds nothing: fill it in, or remove it"]),
        ('a: "\\a\\a"', {"a": "\a\a"}, ["f:1:4: holds the control character U+0007: leave it out"]),
    ],
)  # fmt: skip
def test_what_yaml_can_and_a_deck_may_not(text: str, data: Any, messages: list[str]) -> None:
    file = parse(text, "f")
    assert file.data == data
    assert [str(problem) for problem in file.problems] == messages


def test_a_key_that_stands_twice_keeps_the_place_of_the_first() -> None:
    assert str(parse("a: 1\na: 2", "f").places["a",]) == "f:1:4"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[" * 21 + "]" * 21, "a: " + "{b: " * 21, "- " * 1000, "? " * 1000]
)
def test_depth_ends_at_twenty(text: str) -> None:
    assert told(text)[-1].endswith(": more than 20 levels deep: put a text that starts with [ or { in quotes")


def test_twenty_levels_are_read() -> None:
    assert told("[" * 20 + "]" * 20) == []


def test_problems_before_a_mistake_are_told_too() -> None:
    assert len(told("a: 1\na: 2\nb: 'x")) == 2


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n")
    file = read(tmp_path / "f.yaml", "deck/f.yaml")
    assert (file.data, str(file.places["b", 0])) == ({"a": 1, "b": ("x",)}, "deck/f.yaml:3:5")
    (tmp_path / "f.yaml").write_bytes(b"\xff")
    assert [str(problem) for problem in read(tmp_path / "f.yaml", "f.yaml").problems] == [
        "f.yaml:1:1: byte 1 of the file is not UTF-8: save the file as UTF-8"
    ]
