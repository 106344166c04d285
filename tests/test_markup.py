"""Markdown of strangers becomes safe HTML: links that lead where they may, and everything else as text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckpress import markup
from deckpress.markup import Directive, Heading, Words

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en"))
NBSP = "\u00a0"


def href(kind: str, target: str) -> str | None:
    if kind in ("card", "part"):
        return f"#{kind}-{target}"
    return None if target == "plain" else {"resource": "https://example.org/r"}.get(kind, target)


def inline(text: str) -> str:
    return str(markup.inline(text, WORDS, href))


def plain(text: str) -> str:
    return markup.plain(text, WORDS)


def blocks(text: str, picture: str | None = "file:///p.png") -> str:
    return str(markup.blocks(text, WORDS, href, 3, lambda _: picture))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon", "gewoon"),
        ("  rond\nom  ", "rond om"),
        ("**vet** en *ook*", "<strong>vet</strong> en <strong>ook</strong>"),
        ("a*b*c_d_e", "a<strong>b</strong>c_d_e"),
        ("[tekst](card:6.2)", '<a href="#card-6.2">tekst</a>'),
        ("[tekst](part:6)", '<a href="#part-6">tekst</a>'),
        ("[tekst](resource:boek)", '<a href="https://example.org/r" class="web">tekst</a>'),
        ("[tekst](resource:plain)", "tekst"),
        ("[tekst](https://a.b/c?d=1&e)", '<a href="https://a.b/c?d=1&amp;e" class="web">tekst</a>'),
        ("[tekst](https://a.b/één)", '<a href="https://a.b/%C3%A9%C3%A9n" class="web">tekst</a>'),
        ("[tekst](mailto:a@b.c)", '<a href="mailto:a@b.c">tekst</a>'),
        ("[**vet** en *ook*](card:6.2)", '<a href="#card-6.2">vet en ook</a>'),
        ("**[vet](card:6.2)**", '<strong><a href="#card-6.2">vet</a></strong>'),
        ("Fiche 6.2", f'<a href="#card-6.2">Fiche{NBSP}6.2</a>'),
        ("**Luik 6**", f'<strong><a href="#part-6">Luik{NBSP}6</a></strong>'),
        ("Luiken 1 en 2", f'<a href="#part-1">Luiken{NBSP}1</a> en <a href="#part-2" title="Luik 2">2</a>'),
        ("[Fiche 6.2](resource:boek)", f'<a href="https://example.org/r" class="web">Fiche{NBSP}6.2</a>'),
        ("een ![beeld](x.png)", "een beeld"),
        ("'s avonds zegt ze 'nee' en \"ja\"", "’s avonds zegt ze ‘nee’ en “ja”"),
        ("foto's, 't kind, '60, ouders'", "foto’s, ’t kind, ’60, ouders’"),
        ("[foto's 'nu'](card:1.1)", '<a href="#card-1.1">foto’s ‘nu’</a>'),
        ("‘nee’ en ’t", "‘nee’ en ’t"),
        ("5\\' 10\\\"", "5&#39; 10&#34;"),
        ("**zo** … en [zo](card:1.1) …", f'<strong>zo</strong>{NBSP}… en <a href="#card-1.1">zo</a>{NBSP}…'),
        ("# geen kop\n- geen lijst", "# geen kop - geen lijst"),
        ("`code` ~~weg~~ <https://x.y>", "`code` ~~weg~~ &lt;https://x.y&gt;"),
        ("regel\\\neinde", "regel einde"),
    ],
)  # fmt: skip
def test_a_text_as_html(text: str, expected: str) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert('x')</script>",
        '<img src=x onerror="alert(1)">',
        "<!-- weg -->",
        '[x](javascript:alert("1"))',
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](file:///etc/passwd)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](/etc/passwd)",
        "[x](#anchor)",
        "[x]()",
        "[x](https://user:word@evil.example/)",
        "[x](https://)",
        "[x](mailto:)",
        "[x](mailto:a@b.c?bcc=d@e.f)",
        "[x](https:example.org)",
        '![x" onerror="alert(1)](javascript:alert)',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_nothing_hostile_becomes_markup(text: str) -> None:
    for made in (inline(text), blocks(text, picture=None), inline(f"**{text}**"), blocks(f"- {text}")):
        assert "<a" not in made
        assert "<script" not in made
        assert "<img" not in made
        assert "<!--" not in made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Zie** [deze](card:1.1) en Fiches 2.1 en 2.2", f"Zie deze en Fiches{NBSP}2.1 en 2.2"),
        ("<b>x</b> & 'y'", "<b>x</b> & ‘y’"),
        ("![beeld](x.png)", "beeld"),
        ("\\*ster\\* &amp; &eacute;", "*ster* & é"),
        ("שלום 😀 \u202e", "שלום 😀 \u202e"),
    ],
)
def test_a_text_as_read_aloud(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eén\nregel\n\nTwee", "<p>Eén regel</p><p>Twee</p>"),
        ("## Kop *x*\n### Onder\n###### Diep", "<h3>Kop <strong>x</strong></h3><h4>Onder</h4><h6>Diep</h6>"),
        ("- a\n- b Fiche 1.1\n", f'<ul><li>a</li><li>b <a href="#card-1.1">Fiche{NBSP}1.1</a></li></ul>'),
        ("- a\n\n- b\n", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n  - b\n", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("3. a\n4. b\n", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n", "<ol><li>a</li></ol>"),
        ("![Foto's *nu*](a.png)", '<p><img src="file:///p.png" alt="Foto’s nu"></p>'),
        ("- ![plaat](a.png)", "<ul><li>plaat</li></ul>"),
        ("x ![plaat](a.png)", "<p>x plaat</p>"),
        ("![plaat](a.png) x", "<p>plaat x</p>"),
        ("> x\n\n    y\n\n| a |\n\n---\n", "<p>&gt; x</p><p>y</p><p>| a |</p><p>---</p>"),
        ("<div>\n*x*\n</div>", "<p>&lt;div&gt; <strong>x</strong> &lt;/div&gt;</p>"),
        ("[x]: https://a.b\n\n[x]", "<p>[x]: https://a.b</p><p>[x]</p>"),
    ],
)  # fmt: skip
def test_a_text_of_the_manual_as_html(text: str, expected: str) -> None:
    assert blocks(text) == expected


def test_a_picture_without_an_address_stands_for_itself_in_words() -> None:
    assert blocks("![plaat](a.png)", picture=None) == "<p>plaat</p>"


def test_texts_of_the_manual_as_read_aloud() -> None:
    assert markup.plain_blocks("# *A*\n\nb\nc\n\n- d &#9731;\n", WORDS) == ((0, "A"), (2, "b c"), (5, "d ☃"))


def test_headings_with_their_lines() -> None:
    assert markup.headings("# A *b*\nx\n## B ##\n\n- # niet\n#geen\n") == [
        Heading(1, "A *b*", 0),
        Heading(2, "B", 2),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n@parts\nb", ["a", Directive("parts", 1, 1), "b"]),
        ("@lines 12\n", [Directive("lines", 12, 0)]),
        ("a\n\n  @glossary  \n\n", ["a\n", Directive("glossary", 1, 2)]),
        ("a @parts\n@x y z\n@lines 0", ["a @parts\n@x y z\n@lines 0"]),
        ("", []),
    ],
)
def test_directives_stand_alone_on_their_line(text: str, expected: list[str | Directive]) -> None:
    assert markup.split_directives(text) == expected


class _Tags(HTMLParser):
    """The tags of some HTML, in order, and its text; it holds that links hold text only."""

    def __init__(self, made: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(made)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "a" not in self.open, "markup in a link"
        assert tag in {"a", "strong", "p", "ul", "ol", "li", "h3", "h4", "h5", "h6"}, tag
        assert {name for name, _ in attrs} <= {"href", "class", "title", "start"}
        assert not (tag == "p" and "li" in self.open)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


_MARKS = [
    "<b>",
    "</a>",
    "**",
    "*",
    "_",
    "[",
    "](card:1.1)",
    "](javascript:x)",
    "](https://a.b)",
    "![",
    "\\",
    "'",
    '"',
]
_WORDS = [
    "Fiches 1.1 en 1.2",
    "Luik 1",
    "{{",
    "&lt;",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "## ",
    "  ",
    "…",
    "😀",
    "x",
    " ",
]
_PIECES = st.sampled_from(_MARKS + _WORDS)
# No "\r": whoever reads a file makes line ends of it.
_CHARACTERS = st.text(st.characters(exclude_characters="\r"), max_size=5)


@settings(deadline=None)
@given(st.lists(_PIECES | _CHARACTERS, max_size=30).map("".join))
def test_whatever_is_written_the_html_is_sound(text: str) -> None:
    assert _Tags(inline(text)).text == plain(text)
    _Tags(blocks(text, picture=None))
    for reference in markup.references(text, WORDS, block=True):
        assert 0 <= reference.line <= text.count("\n")
