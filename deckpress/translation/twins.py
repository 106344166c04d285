"""A file of a deck → its twin to fill in: the source's text as a comment, and below it a mark in place of each text."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from markdown_it.token import Token

from deckpress.markup import block_tokens
from deckpress.texts import UNTRANSLATED
from deckpress.translation.blocks import is_picture, without_directives
from deckpress.yamlfile import YamlPath

WIDTH = 100

# The keys that hold texts, by the kind of file; all else is the same in every language.
_TEXTS = {
    "deck": r"title|subtitle|publisher|contact|(themes|paths)/.*|parts/\d+/(title|line|(purpose|together)/\d+)",
    "resources": r"\d+/(name|organisation|kind)",
    "glossary": r"\d+/(term|meaning)",
    "card": r"title|(quote|situations|reflect|inspire|tools)/.*",
}


def head(language: str) -> list[str]:
    """What stands above a twin: what to do with it."""
    return [
        f"Write the translation in place of each {UNTRANSLATED}. Above it stands the text in {language}.",
        "What is left to do: python build.py check --translations",
    ]


@dataclass(frozen=True)
class YamlTwin:
    """Writes the twin of a YAML file of a kind; `notes`: more comments, by the path of a value."""

    kind: str
    notes: Mapping[YamlPath, str]

    def text(self, data: Any, above: list[str]) -> str:
        """The whole file, under these comments."""
        return "\n".join([*(f"# {line}" for line in above), *self.value(data, ()), ""])

    def value(self, data: Any, path: YamlPath) -> list[str]:
        """A mapping's keys with their values, or a list's points, as lines."""
        if isinstance(data, dict):
            return [
                line for key, value in data.items() for line in self.under(f"{key}:", value, (*path, key))
            ]
        return [line for index, value in enumerate(data) for line in self.point(value, (*path, index))]

    def under(self, start: str, value: Any, path: YamlPath) -> list[str]:
        """A value that follows `key:` or `-`."""
        notes = [f"# {self.notes[path]}"] if path in self.notes else []
        if self.is_text(value, path):
            return [*notes, *commented(value), f"{start} >-", f"  {UNTRANSLATED}"]
        if isinstance(value, dict) or (isinstance(value, tuple) and not _is_flat(value, self, path)):
            return [*notes, start, *(f"  {line}" for line in self.value(value, path))]
        return [*notes, f"{start} {written(value)}"]

    def point(self, value: Any, path: YamlPath) -> list[str]:
        """A point of a list; comments above its first key stand above its dash."""
        if not isinstance(value, dict):
            return self.under("-", value, path)
        lines = self.value(value, path)
        first = next(number for number, line in enumerate(lines) if not line.startswith("# "))
        marks = ["- " if number == first else "  " for number in range(first, len(lines))]
        return [*lines[:first], *(mark + line for mark, line in zip(marks, lines[first:], strict=True))]

    def is_text(self, value: Any, path: YamlPath) -> bool:
        """Whether a value is a text to translate."""
        steps = "/".join(map(str, path))
        return isinstance(value, str) and bool(re.fullmatch(_TEXTS[self.kind], steps))


def _is_flat(value: tuple[Any, ...], twin: YamlTwin, path: YamlPath) -> bool:
    """Whether a list is of ids only, which stay on one line."""
    return not any(isinstance(each, dict) or twin.is_text(each, (*path, at)) for at, each in enumerate(value))


def written(value: Any) -> str:
    """A value as YAML, on one line."""
    value = list(value) if isinstance(value, tuple) else value
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    text = text.removesuffix("...\n").strip()
    return json.dumps(value, ensure_ascii=False) if text.startswith("'") else text


def commented(text: str) -> list[str]:
    """A text as lines of comment."""
    wrapped = textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]


def markdown_twin(text: str, above: list[str]) -> str:
    """The twin of a file of Markdown: each heading, paragraph and list below its source."""
    lines, source = without_directives(text).split("\n"), text.split("\n")
    made = [*_hidden(above), ""]
    tokens, done = block_tokens("\n".join(lines)), 0
    for number, token in enumerate(tokens):
        if token.level == 0 and token.nesting == 1 and token.map:
            start, end = token.map
            made += source[done:start]  # empty lines, and what the layout puts there
            end = max(at + 1 for at in range(start, end) if lines[at].strip())
            inside = [each for each in _inside(tokens, number) if each.type == "inline" and each.map]
            made += [*_hidden(source[start:end]), *(_marked(lines, each) for each in inside)]
            done = end
    return "\n".join([*made, *source[done:]])


def _inside(tokens: Any, opened: int) -> list[Token]:
    """The tokens of a block that starts at a token."""
    closed = next(
        at for at in range(opened + 1, len(tokens)) if tokens[at].level == 0 and tokens[at].nesting == -1
    )
    return list(tokens[opened:closed])


def _hidden(lines: list[str]) -> list[str]:
    """Lines as a comment."""
    safe = [line.replace("<!--", "&lt;!--").replace("-->", "--&gt;") for line in lines]
    return [f"<!-- {safe[0]} -->"] if len(safe) == 1 else ["<!--", *safe, "-->"]


def _marked(lines: list[str], token: Token) -> str:
    """The line that a heading, paragraph or point starts on, with the mark in place of its words."""
    assert token.map
    line, first = lines[token.map[0]], token.content.split("\n")[0]
    start = line[: line.find(first)] if first and first in line else line[: len(line) - len(line.lstrip())]
    if is_picture(token):
        assert token.children
        return f"{start}![{UNTRANSLATED}]({token.children[0].attrs['src']})"
    return start + UNTRANSLATED
