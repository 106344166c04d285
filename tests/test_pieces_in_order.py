"""A text in pieces: words, emphasis, links and pictures in order, each link with its kind and its line."""

from __future__ import annotations

import pytest

from deckpress.pieces import WEB, Piece, alt_of, block_tokens, content_of, inline_tokens, pieces
from deckpress.words import NBSP, Words

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en"))
OPEN, CLOSE = ("tag", "<strong>"), ("tag", "</strong>")


def cut(text: str) -> list[Piece]:
    """The pieces of a text, those without words left out."""
    return [piece for piece in pieces(inline_tokens(text)[0].children or [], WORDS) if piece.text]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in cut(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("zo", [("text", "zo")]),
        ("*a* **b**", [OPEN, ("text", "a"), CLOSE, ("text", " "), OPEN, ("text", "b"), CLOSE]),
        ("***a***", [OPEN, OPEN, ("text", "a"), CLOSE, CLOSE]),
        ("a [b](card:1.1) c", [("text", "a "), ("card", "b"), ("text", " c")]),
        ("[b](card:1.1)[c](part:2)", [("card", "b"), ("part", "c")]),
        ("[een *twee* drie](card:1.1)", [("card", "een twee drie")]),
        ("*[een](card:1.1) twee*", [OPEN, ("card", "een"), ("text", " twee"), CLOSE]),
        ("[**a**](x:y) Luik 2", [("unsafe", "a"), ("text", " "), ("part", f"Luik{NBSP}2")]),
        ("[zie Fiche 1.2](https://a.b)", [("web", f"zie Fiche{NBSP}1.2")]),
        ("![*a* b's](c.png) d", [("image", "a b’s"), ("text", " d")]),
        ("[[a](card:1.1)](card:2.2)", [("text", "["), ("card", "a"), ("text", "](card:2.2)")]),
        ("**Fiche** 1.1", [OPEN, ("text", "Fiche"), CLOSE, ("text", " 1.1")]),
        ("<b>a</b>", [("text", "<b>a</b>")]),
    ],
)
def test_a_text_in_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_the_word_goes_with_the_first_number_and_the_others_say_what_they_are() -> None:
    links = [piece for piece in cut("Zie Fiches 2.1, 2.2 en 3.1.") if piece.kind == "card"]
    assert [(link.text, link.target, link.title) for link in links] == [
        (f"Fiches{NBSP}2.1", "2.1", ""),
        ("2.2", "2.2", "Fiche 2.2"),
        ("3.1", "3.1", "Fiche 3.1"),
    ]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("CARD:6.2", "unsafe"),
        ("HTTPS://a.b", "web"),
        ("http://a.b/?c=d#e", "web"),
        ("https:///a", "unsafe"),
        ("https://u:p@a.b", "unsafe"),
        ("https://a.b/@c", "unsafe"),
        ("ftp://a.b", "unsafe"),
        ("MAILTO:a@b.c", "mail"),
        ("mailto:a@b.c?cc=d@e.f", "unsafe"),
        ("mailto:a", "unsafe"),
        ("javascript:alert()", "unsafe"),
        ("1.2.yaml", "unsafe"),
    ],
)
def test_the_kind_of_an_address(address: str, kind: str) -> None:
    assert [(piece.kind, piece.target) for piece in cut(f"[x](<{address}>)")] == [(kind, address)]


@pytest.mark.parametrize(
    "address", ["https://a.b\n", "https://a b", "https://a.b/\tc", 'https://a.b/"', "https://a.b/<c"]
)
def test_what_is_no_web_address(address: str) -> None:
    assert not WEB.fullmatch(address)


def test_lines_are_counted_through_everything() -> None:
    text = "a\n*b\nc* [d\ne](card:1.1)\n![f](g.png)\nFiches 1.2\nen 1.3"
    placed = [(piece.target, piece.line) for piece in cut(text) if piece.kind not in ("text", "tag")]
    assert placed == [("1.1", 2), ("g.png", 4), ("1.2", 5), ("1.3", 6)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("'s avonds en 's morgens", "’s avonds en ’s morgens"),
        ("'t is 'm, 'k zie 'em", "’t is ’m, ’k zie ’em"),
        ("de jaren '60", "de jaren ’60"),
        ("'n 'nee'", "’n ‘nee’"),
        ("'t is de ouders' kind", "’t is de ouders’ kind"),
        ('"\'s avonds"', "“’s avonds”"),
        ("baby's foto's", "baby’s foto’s"),
        ("zij zegt: \"hij zei 'nee'\"", "zij zegt: “hij zei ‘nee’”"),
        ('"een *twee* drie"', "“een twee drie”"),
        ("'t'", "‘t’"),
        ('\\\'s \\"x\\"', '\'s "x"'),
        ("wacht...", "wacht…"),
        ("(c) +- --", "(c) +- --"),
    ],
)
def test_quotes_and_apostrophes(text: str, shown: str) -> None:
    assert "".join(words for kind, words in kinds(text) if kind != "tag") == shown


def test_content_of_tokens() -> None:
    assert "".join(map(content_of, inline_tokens("a\nb\\*")[0].children or [])) == "a\nb*"


def test_a_picture_has_words_without_marks() -> None:
    children = inline_tokens("![De *foto's*\nvan nu](a.png)")[0].children or []
    assert alt_of(children[0], WORDS) == "De foto’s van nu"


def test_only_the_manual_has_headings_and_lists() -> None:
    text = "# Kop\n\n- punt"
    assert [token.type for token in inline_tokens(text)] == ["inline"]
    assert {token.type for token in block_tokens(text)} >= {
        "heading_open",
        "bullet_list_open",
        "paragraph_open",
    }


@pytest.mark.parametrize(
    "text", ["> x", "    x", "```\nx\n```", "---", "<div>\n</div>", "| a |\n|---|\n| b |", "x\n==="]
)
def test_what_else_markdown_has_is_only_text(text: str) -> None:
    assert {token.type for token in block_tokens(text)} == {"paragraph_open", "inline", "paragraph_close"}
