"""Comments in the manual: what is taken out, what is refused, and that all lines keep their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.comments import uncommented
from deckpress.load import load
from tests.decks import replace_in, tiny_deck


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# Een\n<!-- twee -->\ndrie", "# Een\n\ndrie"),
        ("een\n<!--\ntwee\n\n- drie\n-->\nvier", "een\n\n\n\n\n\nvier"),
        ("- een\n  <!-- twee\n  drie -->  \n- vier", "- een\n\n\n- vier"),
        ("<!---->", ""),
        ("een <!-- twee -->", "een <!-- twee -->"),  # refused as HTML, with its place
        ("een --> twee", "een --> twee"),
    ],
)
def test_a_comment_is_empty_lines(text: str, left: str) -> None:
    assert uncommented(text, "manual.md") == (left, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een\n<!-- twee\ndrie", "m:2:1: this comment doesn't end: write --> behind its last word"),
        ("<!-- een --> twee", "m:1:1: text behind a comment: put it on the line below the -->"),
        ("<!-- een\ntwee --> drie -->", "m:2:1: text behind a comment: put it on the line below the -->"),
        (
            "<!-- een\n\ntekst\n<!-- twee -->",
            "m:4:1: a comment starts inside the one of line 1: end that with -->",
        ),
    ],
)
def test_no_text_is_lost_in_a_comment(text: str, said: str) -> None:
    assert [str(problem) for problem in uncommented(text, "m")[1]] == [said]


def test_the_loader_takes_comments_out_of_manual_and_examples(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    replace_in(deck / "manual.md", "# Woorden\n", "<!--\n# Words\n-->\n# Woorden\n")
    (deck / "examples").mkdir()
    (deck / "examples" / "boek.md").write_text("<!-- # Book -->\n# Boek\n\n<!-- x\n", encoding="utf-8")
    loaded = load(deck)
    assert loaded.deck and [section.line for section in loaded.deck.manual] == [1, 10]
    assert "Words" not in loaded.deck.manual[0].body
    assert [section.title for section in loaded.deck.examples] == ["Boek"]
    [problem] = loaded.problems
    assert str(problem).endswith(
        "examples/boek.md:4:1: this comment doesn't end: write --> behind its last word"
    )
