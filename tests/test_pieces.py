"""What a text refers to, and what it holds that it may not."""

from __future__ import annotations

import pytest

from deckpress import markup
from deckpress.markup import Words

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en"))


def refers(text: str, block: bool = False) -> list[tuple[str, str, str, int]]:
    found = markup.references(text, WORDS, block=block)
    return [(reference.kind, reference.target, reference.text, reference.line) for reference in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](card:6.2)", ("card", "6.2", "x")),
        ("Zie Fiche 6.2", ("card", "6.2", "Fiche 6.2")),
        ("Luik 6", ("part", "6", "Luik 6")),
        ("[x](resource:boek \"titel\")", ("resource", "boek", "x")),
        ("[x](https://a.b)", ("web", "https://a.b", "x")),
        ("[x](mailto:a@b.c)", ("mail", "mailto:a@b.c", "x")),
        ("![x](a.png)", ("image", "a.png", "x")),
        ("![x](<een beeld.png>)", ("image", "een beeld.png", "x")),
        ("[x](javascript:alert)", ("unsafe", "javascript:alert", "x")),
        ("[x](xmpp:a@b.c)", ("unsafe", "xmpp:a@b.c", "x")),
        ("[x](images/a.png)", ("unsafe", "images/a.png", "x")),
        ("[](card:1.1)", ("card", "1.1", "")),
        ("a <b c", ("html", "<b c", "<b c")),
        ("</script>", ("html", "</script>", "</script>")),
        ("<!-- x -->", ("html", "<!-- x -->", "<!-- x -->")),
        ("<?php ?>", ("html", "<?php ?>", "<?php ?>")),
        ("<https://a.b>", ("html", "<https://a.b>", "<https://a.b>")),
        ("[<b>](card:1.1)", ("card", "1.1", "<b>")),
        ("{{ x }}", ("template", "{{", "{{")),
        ("{% x %}", ("template", "{%", "{%")),
        ("{# x #}", ("template", "{#", "{#")),
    ],
)  # fmt: skip
def test_what_a_text_refers_to(text: str, expected: tuple[str, str, str]) -> None:
    assert refers(text)[0] == (*expected, 0)


@pytest.mark.parametrize(
    "text", ["a < b", "<3", "\\<b>", "&lt;b>", "\\{{ x", "{\\{ x", "{ { x", "x } }", "\\[x](card:1.1)", "x@y.z", "https://a.b"]
)  # fmt: skip
def test_what_is_only_text(text: str) -> None:
    assert refers(text) == []


def test_html_within_a_link_is_seen() -> None:
    assert [kind for kind, *_ in refers("[<b>](card:1.1)")] == ["card", "html"]


def test_a_reference_knows_its_line() -> None:
    text = "Fiche 1.1\nen [dit](card:1.2) en\nFiche\n1.3 en\n<b>"
    assert [(target, line) for _, target, _, line in refers(text)] == [
        ("1.1", 0),
        ("1.2", 1),
        ("1.3", 2),
        ("<b>", 4),
    ]
    text = "\nFiche 1.1\n\n- a\n- b\n  Fiche 1.2\n\n## Fiche 1.3\n"
    assert [(target, line) for _, target, _, line in refers(text, block=True)] == [
        ("1.1", 1),
        ("1.2", 5),
        ("1.3", 7),
    ]
