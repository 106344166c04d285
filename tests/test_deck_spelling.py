"""Every word of the deck in cards/nl is in the Dutch dictionary, is a compound of its words, or is in our own list.

The list, spelling-nl.txt, holds names and terms of the trade, one a line: a lower-case one may start a sentence.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from deckpress.system import DUTCH_DICTIONARY
from tests.passages import FILES, Passage, passages

OWN_LIST = Path(__file__).parent / "spelling-nl.txt"
OWN = OWN_LIST.read_text(encoding="utf-8").splitlines()
_WORD = re.compile(r"[\w’-]*[^\W\d_][\w’-]*")

# The dictionary takes seconds to read, so one worker takes them all.
pytestmark = [pytest.mark.slow, pytest.mark.spelling, pytest.mark.xdist_group("spelling")]


@cache
def dictionary() -> Any:
    from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its files for the collector to close
        read = Dictionary.from_files(str(DUTCH_DICTIONARY))
        gc.collect()
    return read


@cache
def is_dutch(word: str) -> bool:
    """Whether the dictionary knows a word, bare or with the ’ or hyphen that it may start or end with."""
    written = word.replace("’", "'")
    return any(dictionary().lookup(form) for form in (written, written.strip("'"), written.strip("'-")))


def unknown(text: str) -> list[str]:
    """The words of a text that are no Dutch."""
    return [word for word in _WORD.findall(text) if not is_dutch(word)]


def without_own(text: str) -> str:
    """A text without the words of our own list. They go first, so that of Be-In-partner only “partner” is left."""
    return _own_words().sub("", text)


@cache
def _own_words() -> re.Pattern[str]:
    longest_first = sorted(OWN, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_in_a_sentence, longest_first))})(?!\w)")


def _in_a_sentence(word: str) -> str:
    return f"(?i:{re.escape(word[0])}){re.escape(word[1:])}" if word[0].islower() else re.escape(word)


def all_passages() -> Iterator[Passage]:
    return (passage for file in FILES for passage in passages(file))


@pytest.mark.parametrize("file", FILES)
def test_every_word_is_spelled_right(file: str) -> None:
    found = [
        f"{passage}: “{word}” is in no dictionary: “{passage.plain}”"
        for passage in passages(file)
        for word in unknown(without_own(passage.plain))
    ]
    advice = f"mend it, or if it is a name or a term of the trade, add it to tests/{OWN_LIST.name}"
    assert not found, "\n".join(["", *found, advice])


def test_our_own_list_is_sorted() -> None:
    assert sorted(set(OWN), key=lambda word: (word.casefold(), word)) == OWN


@pytest.mark.parametrize("word", OWN)
def test_our_own_list_holds_only_what_is_needed(word: str) -> None:
    pattern = re.compile(rf"(?<!\w){_in_a_sentence(word)}(?!\w)")
    assert any(pattern.search(passage.plain) for passage in all_passages()), f"“{word}” is used nowhere"
    assert unknown(word), f"the dictionary knows “{word}” by itself"


@pytest.mark.parametrize(
    "word",
    ["begeleider", "Vertrouwensband", "ondersteuningsgroepje", "collega’s", "zo’n", "’s", "Voor-", "ouders’"],
)
def test_the_dictionary_knows_compounds_and_apostrophes(word: str) -> None:
    assert unknown(word) == []


@pytest.mark.parametrize(
    "word", ["begleider", "oudders", "kindportreten", "vertrouwenband", "collegas", "gebeurdt"]
)
def test_the_dictionary_refuses_mistakes(word: str) -> None:
    assert unknown(f"Dit is een {word}.") == [word]
