"""The real deck's texts, one by one, as the tests of its language judge them: where each stands, and its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.loaded import Loaded
from deckpress.markup import plain, plain_blocks
from deckpress.model import Deck
from deckpress.texts import inline_texts
from deckpress.words import NBSP, Words

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "cards/nl"
EXAMPLES = sorted(f"examples/{path.name}" for path in (FOLDER / "examples").glob("*.md"))
CARDS = sorted(path.name for path in FOLDER.glob("[1-9]*.yaml"))
FILES = [*CARDS, "deck.yaml", "glossary.yaml", "resources.yaml", "manual.md", *EXAMPLES]

# Between single quotes someone speaks. An apostrophe, which looks like the closing one, has a letter behind it.
_SPOKEN = re.compile(r"‘.*?’(?!\w)", re.DOTALL)
# `@lines 3` is for the layout.
_DIRECTIVE = re.compile(r"^@[a-z]+.*$", re.MULTILINE)
# A sentence ends at a mark, with what closes behind it, before a capital, a number, or ’s and ’t at the start of one.
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][’)])|(?<=[.!?…]’\)))\s+(?=[‘(]*(?:[A-ZÀ-Þ0-9]|’[nst] ))")


@dataclass(frozen=True)
class Passage:
    """One text: its file in the deck's folder, the field or line in it, its Markdown, and its plain words."""

    file: str
    field: str
    raw: str
    plain: str

    def __str__(self) -> str:
        return f"{self.file}, {self.field}"

    @property
    def is_quote(self) -> bool:
        """Whether it is what the voice that opens a card says."""
        return self.field == "quote.text"

    @property
    def own_voice(self) -> str:
        """The words that are the deck's own: not a card's quote, nor what stands between ‘ and ’."""
        return "" if self.is_quote else _SPOKEN.sub("‘…’", self.plain)

    @property
    def sentences(self) -> list[str]:
        """The sentences of the plain words."""
        return [sentence for sentence in _END.split(self.plain) if word_count(sentence)]


def word_count(sentence: str) -> int:
    """How many words: whatever stands between spaces and holds a letter or a digit."""
    return sum(bool(re.search(r"\w", word)) for word in sentence.split())


@cache
def loaded() -> Loaded:
    """The deck as the builder reads it."""
    return load(FOLDER)


def deck() -> Deck:
    """The deck itself."""
    found = loaded().deck
    assert found is not None
    return found


def words() -> Words:
    """The words for cards and parts that the deck's labels give."""
    return Words.from_labels(load_labels(ROOT / "templates", "nl"))


def passages(file: str) -> list[Passage]:
    """The texts of one file of the deck's folder."""
    return [passage for passage in _passages() if passage.file == file]


@cache
def _passages() -> tuple[Passage, ...]:
    found = [*_fields(deck()), *_lines("manual.md")]
    for example in EXAMPLES:
        found += _lines(example)
    return tuple(found)


def _fields(deck: Deck) -> Iterator[Passage]:
    """The texts of the YAML files."""
    spoken = words()
    for (root, *path), text in inline_texts(deck):
        name = f"{path.pop(0)}.yaml" if root == "card" else f"{root}.yaml"
        if text:
            field = ".".join(map(str, path))
            yield Passage(name, field, text, plain(text, spoken).replace(NBSP, " "))


def _lines(file: str) -> Iterator[Passage]:
    """The headings, paragraphs and points of a file of Markdown."""
    text = _DIRECTIVE.sub("", (FOLDER / file).read_text(encoding="utf-8"))
    lines, blocks = text.split("\n"), plain_blocks(text, words())
    ends = [start for start, _ in blocks[1:]] + [len(lines)]
    for (start, said), end in zip(blocks, ends, strict=True):
        yield Passage(file, f"line {start + 1}", "\n".join(lines[start:end]), said.replace(NBSP, " "))
