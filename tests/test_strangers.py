"""Whatever stands in a deck's files, loading and checking it ends in problems that can be shown, never in a crash."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress.load import load
from deckpress.markup import Words
from deckpress.validate import validate
from tests.decks import FILES, tiny_deck

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en"))
GLYPHS = frozenset(range(0x20, 0x100))

BITS = [
    "&a ", "*a", "!!x ", "null", "1.1", "[]", "{}", "[x]", "{a: b}", ": ", "- ", "\n", "\n  ", "? ", "'", '"', "#",
    "|", "<b>", "{{", "[x](card:9.9)", "[x](card:)", "![a](b)", "![](<x y.png>)", "2020-01-01", "2020-13-01", "yes",
    "\\", "\r", "\ufeff", "\0", "é", "😀", "@lines x", "### ", "# ", "Fiche 9.9", "Luik 99", "1" * 5000, "[", "]", "%",
    "[x](javascript:x)", "[a](http://[)", "[a](<a\nb>)", f"![a]({'x' * 5000})", "![a](../../etc/passwd)", "1:30:00",
    "0001-01-01T00:00:00+23:59", "<<: x", "`", "[a](//x)", "- a\n\n  b\n", "**", '"\\ud800"', '"\\e[2J": 1', "\t"
]  # fmt: skip

_bits = st.lists(st.sampled_from(BITS) | st.text(max_size=3), min_size=1, max_size=4).map("".join)
_change = st.tuples(st.sampled_from(sorted(FILES)), st.integers(0, 400), st.integers(0, 20), _bits)
_changes = st.lists(_change, min_size=1, max_size=3)


@pytest.mark.slow
@settings(deadline=None)
@given(_changes)
def test_no_deck_is_too_strange(changes: list[tuple[str, int, int, str]]) -> None:
    """Each change puts some text at a place of a file, over some characters there."""
    with tempfile.TemporaryDirectory() as folder:
        deck = tiny_deck(Path(folder, "deck"))
        for name, start, length, bits in changes:
            text = (deck / name).read_bytes().decode("utf-8", "surrogatepass")
            text = text[:start] + bits + text[start + length :]
            (deck / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        loaded = load(deck)
        for problem in [*loaded.problems, *validate(loaded, WORDS, GLYPHS, "Deze letter")]:
            str(problem).encode()
            assert "\n" not in str(problem)
            assert "Input should" not in problem.message
