"""Whatever a stranger writes: read by an HTML5 parser, it holds only the elements that the deck's Markdown can make."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from deckpress import markup
from deckpress.markup import Words

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en", "of", "tot"), ("minuten",))
IN_A_LINE = {"a", "strong"}
IN_BLOCKS = IN_A_LINE | {"p", "ul", "ol", "li", "h3", "h4", "h5", "h6"}
HREF = re.compile(r"#(card|part)-|https?://|mailto:[^\s@]+@|https://example\.org/r$")

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</p></li></a></strong><h1>",
    "<!-- ",
    "<![CDATA[ ]]>",
    "<plaintext>",
    "<style>*{display:none}</style>",
    "&lt;b&gt; &#60;b&#62; &#x3c;b&#x3e;",
    '[x](https://a.b/"onclick="alert(1))',
    '[x](card:1.1"onclick="alert(1))',
    '[x](https://a.b "titel" onclick="x")',
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](<javascript:alert(1)>)",
    "[a [b](card:1.1) c](https://d.e)",
    "[![x](a.png)](card:1.1)",
    "[*a](card:1.1) b*",
    "*a [b*](card:1.1)",
    "**Fiche 1.1 en** 1.2",
    "😀 👩‍👩‍👧 e\u0301 \ufeff",
    "\u202eomgekeerd\u202c שלום",
    "{{ 7*7 }} {% include 'x' %}",
    "${x} $(rm -rf) `x`",
]
PIECES = [
    "<b>",
    "</a>",
    "**",
    "*",
    "[",
    "](card:1.1)",
    "](javascript:x)",
    "](https://a.b)",
    "![",
    "\\",
    "'",
    '"',
]
PIECES += [
    "Fiches 1.1 en 1.2",
    "Luik 1",
    "{{",
    "&lt;",
    "&",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "## ",
    "  ",
    "…",
    "😀",
    " ",
]

# What HTML5 itself never lets through as text: NUL, and a carriage return, which it makes a line end of.
CHARACTERS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=8)
TEXTS = st.lists(st.sampled_from(PIECES) | st.sampled_from(HOSTILE) | CHARACTERS, max_size=20).map("".join)


def href(kind: str, target: str) -> str:
    return {"card": f"#card-{target}", "part": f"#part-{target}", "resource": "https://example.org/r"}.get(
        kind, target
    )


def inline(text: str) -> Markup:
    return markup.inline(text, WORDS, href)


def blocks(text: str) -> Markup:
    return markup.blocks(text, WORDS, href, 3, lambda _: None)


def parsed(html: str) -> Element:
    """The HTML inside an element of its own, so that what closes too much is seen."""
    document = tinyhtml5.parse(f"<!doctype html><body><main>{html}</main>", namespace_html_elements=False)
    body: Element | None = document.find("body")
    assert body is not None
    assert [child.tag for child in body] == ["main"], "something escaped from its element"
    assert not (body[0].tail or "").strip()
    return body[0]


def check(html: str, allowed: set[str]) -> str:
    """Hold the HTML against what the deck's Markdown can make; the answer is its text."""
    main = parsed(html)
    for element in list(main.iter())[1:]:
        assert element.tag in allowed
        assert set(element.attrib) <= {"a": {"href", "class", "title"}, "ol": {"start"}}.get(
            element.tag, set()
        )
        if element.tag == "a":
            assert len(element) == 0, "markup in a link"
            assert HREF.match(element.attrib["href"])
        if element.tag == "li":
            assert element.find("p") is None
    return "".join(main.itertext())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "**{}**", "[{}](card:1.1)", "a {} b", "Fiche 1.1 {} Luik 2"])
def test_known_tricks_stay_text(text: str, around: str) -> None:
    written = around.replace("{}", text)
    assert check(inline(written), IN_A_LINE) == markup.plain(written, WORDS)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("around", ["{}", "- {}", "- a\n  - {}", "## {}", "1. {}\n\n   {}"])
def test_known_tricks_stay_text_in_the_manual(text: str, around: str) -> None:
    check(blocks(around.replace("{}", text)), IN_BLOCKS)


@given(TEXTS)
@example("<b>*x*</b> Fiches 1.1 en 1.2")
def test_the_html_of_a_text_is_its_words(text: str) -> None:
    assert check(inline(text), IN_A_LINE) == markup.plain(text, WORDS)


@given(TEXTS)
def test_the_html_of_the_manual_is_its_words(text: str) -> None:
    words = [words for _, words in markup.plain_blocks(text, WORDS)]
    assert check(blocks(text), IN_BLOCKS) == "".join(words)


@given(TEXTS)
def test_a_text_stays_on_one_line(text: str) -> None:
    assert not {"\n", "\t"} & set(markup.plain(text, WORDS))


@given(TEXTS, st.sampled_from(["<b>", "</script>", "<!--", "{{"]))
def test_what_would_be_markup_elsewhere_is_always_reported(text: str, mark: str) -> None:
    kinds = {reference.kind for reference in markup.references(f"{text}\n\n{mark} x", WORDS, block=True)}
    assert kinds & {"html", "template"}


@pytest.mark.parametrize(
    "text",
    [
        "*" * 4000,
        "[" * 4000,
        "![" * 2000,
        "**a " * 1000,
        "[x](" * 1000,
        "<" * 4000,
        "\\" * 4000,
        "&" * 4000,
        "'" * 4000,
        " " * 4000 + "x",
        "Fiches " + "1.1, " * 800,
        "Fiche " * 700,
        "Luiken " + "1 " * 2000,
        "- " * 2000,
        "😀" * 4000,
        "a" * 4000,
    ],
    ids=lambda text: repr(text[:8]),
)
@pytest.mark.parametrize("make", [inline, blocks])
def test_the_longest_text_that_a_deck_may_hold(make: Callable[[str], Markup], text: str) -> None:
    """4000 characters is a paragraph's most. What takes time by the square of it would hang here."""
    check(make(text), IN_BLOCKS)
