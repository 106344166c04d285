"""Whatever stands in a file: plain data is read as YAML says, and nothing makes the reader stop."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from deckpress import yamlfile
from deckpress.textfile import UNPRINTABLE
from deckpress.yamlfile import YamlFile, parse

PARSERS = [getattr(yaml, name) for name in ("CSafeLoader", "SafeLoader") if hasattr(yaml, name)]
PIECES = [
    *"aé😀.,:-?[]{}'\"|>&*!%@`#~=\\ \n",
    *("- ", ": ", "\n  ", "---\n", "...\n", "? ", "<<: ", " # c", "!!int ", "&x ", "*x", "\\ud800", "\\x41"),
    *("1.10", "0x_", "no", "2026-01-31", "2026-13-45", "1:30", "1e999", ".inf", "0001-01-01T00:00:00+23:59"),
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)

TEXT = st.text().filter(lambda text: not UNPRINTABLE.search(text.replace("\t", "\0")))
VALUES = st.one_of(
    TEXT,
    st.sampled_from(["no", "1.10", "~", "", " a ", "- a", "a: b", "'", "2026-01-31", "x\n\ny\n", "# c"]),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
    st.dates(),
)
DATA = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)


class Dumper(yaml.SafeDumper):
    """Writes all that is there twice out twice: a deck's files hold no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def parse_by(parser: type, text: str) -> YamlFile:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamlfile, "_LOADER", parser)
        return parse(text, "f")


def frozen(data: Any) -> Any:
    """What YAML gives, as the reader gives it: lists as tuples."""
    if isinstance(data, dict):
        return {key: frozen(value) for key, value in data.items()}
    return tuple(map(frozen, data)) if isinstance(data, list) else data


def paths(data: Any, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The path of every value in some data."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, tuple) else ()
    return {at}.union(*(paths(value, (*at, key)) for key, value in inside))


@given(DATA, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 10_000]), st.integers(2, 6))
@example({"a": datetime.date(2026, 1, 31), "b": [{}, [], ""]}, False, 80, 2)
@example({"k" * 200: "no", "1": 1.1}, None, 80, 2)
def test_plain_data_is_read_as_yaml_says(data: Any, flow: bool | None, width: int, indent: int) -> None:
    text = yaml.dump(
        data, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, width=width, indent=indent
    )
    read = [parse_by(parser, text) for parser in PARSERS]
    expected = frozen(yaml.safe_load(text))
    for file in read:
        assert file.problems == ()
        assert (file.data, paths(file.data)) == (expected, set(file.places))
    assert all(
        (file.places, file.keys, file.written) == (read[0].places, read[0].keys, read[0].written)
        for file in read
    )


@given(st.one_of(st.text(), YAML_LIKE, st.tuples(YAML_LIKE, st.text(), YAML_LIKE).map("".join)))
@example("")
@example("\ufeff")
@example("a: 2026-13-45")
@example("a: 0001-01-01T00:00:00+23:59")
@example("!!python/object/new:os.system [x]")
@example("? [a, b]\n: c")
@example("a: &x [*x]")
def test_no_text_makes_it_stop(text: str) -> None:
    """Each place is in the file, or just after it, and nothing is built that isn't plain."""
    lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text)) + 1
    read = [parse_by(parser, text) for parser in PARSERS]
    for file in read:
        assert all(problem.place.file == "f" and problem.place.line <= lines for problem in file.problems)
        assert only_plain(file.data)
    sound = [file.data for file in read if not file.problems]
    assert all(str(data) == str(sound[0]) for data in sound)


def only_plain(data: Any) -> bool:
    if isinstance(data, dict):
        return all(type(key) is str and only_plain(value) for key, value in data.items())
    if isinstance(data, tuple):
        return all(map(only_plain, data))
    return data is None or type(data) in (str, int, float, bool, datetime.date, datetime.datetime)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize(
    "text",
    [
        "a: [" * 50_000,
        "- " * 50_000 + "a",
        "{" * 50_000,
        "[" * 30 + "]" * 30,
        "".join(f"{' ' * depth}a:\n" for depth in range(30)),
    ],
    ids=["brackets in keys", "points", "braces", "brackets that close", "keys"],
)
def test_depth_is_refused_before_it_costs_anything(parser: type, text: str) -> None:
    file = parse_by(parser, text)
    assert file.data is None
    assert "more than 20 levels deep" in str(file.problems[-1])


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_anchors_that_stand_for_anchors_are_not_unfolded(parser: type) -> None:
    rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 25))]
    file = parse_by(parser, "\n".join(rows))
    assert file.data["a24"] == (None, None)
    assert len(file.problems) == 25 + 2 * 24


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
def test_very_many_values_are_not_read(parser: type) -> None:
    assert parse_by(parser, "- a\n" * 9_999).data == ("a",) * 9_999
    file = parse_by(parser, "- a\n" * 200_000)
    assert file.data is None
    assert [str(problem) for problem in file.problems] == [
        "f:10000:3: more than 10,000 values and points in one file: make it shorter"
    ]


def test_of_very_many_faults_the_first_are_told() -> None:
    file = parse("a: &b c\n" * 50_000, "f")
    assert file.data is None and len(file.problems) == 101
    assert str(file.problems[-1]).endswith("more is wrong from here on: mend the 100 before it first")
