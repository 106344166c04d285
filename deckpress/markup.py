"""The deck's inline Markdown: its links and references, its HTML, its plain words.

Markdown here is emphasis (always bold: the deck has no italics), links and escapes; in the manual also headings, lists,
paragraphs and pictures. What an author writes never becomes markup of its own: HTML shows as text, and `validate`
refuses it before that. An `<a>` holds plain words only, an `<li>` no `<p>`, as PDF/UA-1 asks of tags (ISO 14289-1,
7.18.5 and 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markdown_it.token import Token
from markupsafe import Markup, escape

from deckpress.pieces import (
    WEB,
    Piece,
    alt_of,
    block_tokens,
    content_of,
    inline_tokens,
    outline_tokens,
    pieces,
)
from deckpress.words import NBSP, Words

__all__ = [
    "Directive",
    "Heading",
    "Reference",
    "Words",
    "block_tokens",
    "blocks",
    "headings",
    "inline",
    "plain",
]
__all__ += ["plain_blocks", "references", "split_directives"]

Href = Callable[
    [str, str], "str | None"
]  # the kind and target of a link → where it leads; None: its words stay plain
Picture = Callable[
    [str], "str | None"
]  # the name of a picture's file → its address; None: its words stand for it

_HTML = re.compile(r"<(?:/?[A-Za-z]|[!?])[^<>\n]{0,40}>?")
_TEMPLATE = re.compile(r"\{[{%#]")
_DIRECTIVE = re.compile(r"@([a-z]+)(?: +([1-9]\d?))?")


@dataclass(frozen=True)
class Reference:
    """Something that a text refers to or may not hold: its kind, target and words, and its line in the text, from 0.

    Kinds: card, part, resource, web, mail, image; unsafe (a link to any other address), html, template.
    """

    kind: str
    target: str
    text: str
    line: int = 0


@dataclass(frozen=True)
class Directive:
    """A line of the manual on which the layout puts something of its own: `@parts`, `@glossary`, `@lines 3`."""

    name: str
    count: int = 1
    line: int = 0


@dataclass(frozen=True)
class Heading:
    """A heading of the manual: its level, its text as Markdown, and its line, from 0."""

    level: int
    text: str
    line: int


@lru_cache(maxsize=8192)
def references(text: str, words: Words, *, block: bool = False) -> tuple[Reference, ...]:
    """All that a text refers to, and the HTML and template marks in it; `block`: a text of the manual."""
    found: list[Reference] = []
    for token in block_tokens(text, words.quotes) if block else inline_tokens(text, words.quotes):
        if token.type == "inline":
            children, line = token.children or [], _line_of(token)
            found += [
                Reference(piece.kind, piece.target, piece.text.replace(NBSP, " "), line + piece.line)
                for piece in pieces(children, words)
                if piece.kind not in ("text", "tag")
            ]
            found += _forbidden_marks(children, line)
    return tuple(found)


def inline(text: str, words: Words, href: Href) -> Markup:
    """One text as HTML, its links leading where `href` says."""
    return _html(inline_tokens(text, words.quotes)[0].children or [], words, href)


@lru_cache(maxsize=8192)
def plain(text: str, words: Words) -> str:
    """One text as it is read aloud, without markup."""
    return _plain(inline_tokens(text, words.quotes)[0], words)


@lru_cache(maxsize=1024)
def plain_blocks(text: str, words: Words) -> tuple[tuple[int, str], ...]:
    """Each heading, paragraph and point of a text of the manual, without markup, with its line, from 0."""
    tokens = [token for token in block_tokens(text, words.quotes) if token.type == "inline"]
    return tuple((_line_of(token), _plain(token, words)) for token in tokens)


def blocks(text: str, words: Words, href: Href, top: int, picture: Picture) -> Markup:
    """A text of the manual as HTML: `## ` becomes a heading of level `top`; `picture` gives a picture's address."""
    html: list[str] = []
    points = 0
    for token in block_tokens(text, words.quotes):
        if token.type == "inline":
            shown = None if points else _picture(token, words, picture)
            html.append(shown or _html(token.children or [], words, href))
        elif token.type.startswith("paragraph") and points:
            continue
        else:
            points += token.nesting if token.type.startswith("list_item") else 0
            html.append(_tag(token, top))
    return Markup("".join(html))  # of escaped texts and tags of our own only


def headings(text: str) -> list[Heading]:
    """The headings of a text of the manual, those in lists aside."""
    tokens = outline_tokens(text)
    return [
        Heading(int(opened.tag[1]), content.content, _line_of(opened))
        for opened, content in pairwise(tokens)
        if opened.type == "heading_open" and opened.level == 0
    ]


def split_directives(text: str) -> list[str | Directive]:
    """A text of the manual in pieces: Markdown, and the directives between."""
    pieces: list[str | Directive] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if match := _DIRECTIVE.fullmatch(line.strip()):
            pieces += ["\n".join(lines), Directive(match[1], int(match[2] or 1), number)]
            lines = []
        else:
            lines.append(line)
    return [piece for piece in [*pieces, "\n".join(lines)] if isinstance(piece, Directive) or piece.strip()]


def _line_of(token: Token) -> int:
    return token.map[0] if token.map else 0


def _plain(token: Token, words: Words) -> str:
    return "".join(piece.text for piece in pieces(token.children or [], words) if piece.kind != "tag")


def _forbidden_marks(tokens: Sequence[Token], line: int) -> Iterator[Reference]:
    """HTML and template marks as the reader would see them; what a backslash or an entity shows is text."""
    text = "".join(content_of(token) if token.type in ("text", "softbreak") else "\0" for token in tokens)
    for kind, pattern in (("html", _HTML), ("template", _TEMPLATE)):
        for number, row in enumerate(text.split("\n"), start=line):
            yield from (Reference(kind, mark, mark, number) for mark in dict.fromkeys(pattern.findall(row)))


def _html(tokens: Sequence[Token], words: Words, href: Href) -> Markup:
    # What is joined was escaped, or is our own; Markup's own `format` and `join` take five times as long.
    return Markup("".join(_html_of(piece, href) for piece in pieces(tokens, words)))


def _html_of(piece: Piece, href: Href) -> str:
    if piece.kind == "tag":
        return piece.text  # `pieces` wrote it
    address = None if piece.kind in ("text", "image", "unsafe") else href(piece.kind, piece.target)
    if not address:
        return escape(piece.text)
    web = ' class="web"' if WEB.fullmatch(address) else ""
    title = f' title="{escape(piece.title)}"' if piece.title else ""
    return f'<a href="{escape(address)}"{web}{title}>{escape(piece.text)}</a>'


def _tag(token: Token, top: int) -> str:
    tag = f"h{min(top + int(token.tag[1]) - 2, 6)}" if token.type.startswith("heading") else token.tag
    start = f' start="{int(token.attrs["start"])}"' if "start" in token.attrs else ""
    return f"<{'/' if token.nesting < 0 else ''}{tag}{start}>"


def _picture(token: Token, words: Words, picture: Picture) -> Markup | None:
    """The one picture that a paragraph is; nothing for any other paragraph."""
    children = token.children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    address = picture(str(children[0].attrs["src"]))
    return Markup('<img src="{}" alt="{}">').format(address, alt_of(children[0], words)) if address else None
