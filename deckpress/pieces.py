"""A text's Markdown as pieces: plain text, emphasis, links, pictures. What `markup` makes its HTML and words of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from deckpress.words import Words

WEB = re.compile(r"https?://(?!\S*@)[^\s<>\"/?#][^\s<>\"]*", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@:/?]+@[^\s@:/?]+")
_APOSTROPHE = re.compile(r"(?<![\w'’])'(?=(?:[stnkmrd]|em|ns|ie|\d\d)\b(?!'))")  # ’s avonds, ’t kind, ’60
QUOTES = Words.quotes
_EMPHASIS = ("strong_open", "strong_close", "em_open", "em_close")
_MARKS = ("link_open", "link_close", "image", *_EMPHASIS)


class Piece(NamedTuple):
    """A stretch of a text: of kind "text", "tag" (then `text` is HTML), or the kind of a Reference."""

    kind: str
    text: str
    target: str = ""
    title: str = ""
    line: int = 0


@lru_cache(maxsize=1024)  # more than a file has sections, so that none is read twice
def block_tokens(text: str, quotes: str = QUOTES) -> Sequence[Token]:
    """A text of the manual as tokens of markdown-it; read them only, they are shared."""
    return _reader(quotes, "heading", "list").parse(text)


def outline_tokens(text: str) -> Sequence[Token]:
    """A text of the manual as tokens of which the words are not read as Markdown: its blocks only."""
    return _outliner().parse(text)


@lru_cache(maxsize=8192)
def inline_tokens(text: str, quotes: str = QUOTES) -> Sequence[Token]:
    """One text as one token of markdown-it, whose children are its parts; read only."""
    return _reader(quotes).parseInline(text.strip())


def _apostrophes(state: StateCore) -> None:
    """Make an apostrophe of what starts a word, before smartquotes takes it for a quote that opens."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = _APOSTROPHE.sub("’", child.content)


@lru_cache(maxsize=32)
def _reader(quotes: str, *rules: str) -> MarkdownIt:
    reader = MarkdownIt("zero", {"typographer": True, "quotes": quotes})
    # Without text_join, what a backslash shows as text keeps a token of its own, so that `\<b>` is known from `<b>`.
    reader.enable(["emphasis", "link", "image", "escape", "entity", "smartquotes", *rules]).disable(
        "text_join"
    )
    reader.core.ruler.before("smartquotes", "apostrophes", _apostrophes)
    # Every address passes: `_target` judges it, so that a bad one is reported and not silently shown as text.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


@lru_cache(maxsize=1)
def _outliner() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["heading", "list"])
    reader.core.ruler.enableOnly(["normalize", "block"])
    return reader


def content_of(token: Token) -> str:
    """What a token adds to the text."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content.replace("'", "’").replace('"', "”") if token.type == "text" else token.content


def alt_of(image: Token, words: Words) -> str:
    """The words that stand for a picture, without markup."""
    return words.spaced("".join(content_of(child) for child in image.children or ()))


def pieces(tokens: Sequence[Token], words: Words) -> Iterator[Piece]:
    """The stretches of a text in order, from the children of its token. Emphasis inside a link is left out."""
    link: tuple[str, str] | None = None
    text, line = "", 0
    for token in tokens:
        if token.type not in _MARKS:
            text += content_of(token)
        elif link is None or token.type == "link_close":
            yield from _stretch(link, text, words, line)
            line += text.count("\n")
            link, text = None, ""
        if token.type == "link_open":
            link = _target(str(token.attrs["href"]))
        elif token.type == "image":
            yield Piece("image", alt_of(token, words), str(token.attrs["src"]), "", line)
        elif token.type in _EMPHASIS and link is None:
            yield Piece("tag", "</strong>" if token.nesting < 0 else "<strong>")
    yield from _stretch(link, text, words, line)


def _stretch(link: tuple[str, str] | None, text: str, words: Words, line: int) -> Iterator[Piece]:
    """A stretch of text between two marks: a link's words, or plain text with its references as links."""
    if link:
        yield Piece(link[0], words.spaced(text), link[1], "", line)
    else:
        yield from _linked(text, words, line)


def _target(address: str) -> tuple[str, str]:
    """The kind of the link that leads to an address, and its target."""
    scheme, _, rest = address.partition(":")
    if scheme in ("card", "part", "resource"):
        return scheme, rest
    if scheme.lower() == "mailto" and _MAIL.fullmatch(rest):
        return "mail", address
    return ("web", normalizeLink(address)) if WEB.fullmatch(address) else ("unsafe", address)


def _linked(text: str, words: Words, line: int) -> Iterator[Piece]:
    """A text without markup, with its references to cards and parts as links: the word goes with the first number."""
    done = 0
    for kind, first, numbers in words.mentions(text):
        for number in numbers:
            start = first if number is numbers[0] else number.start()
            title = "" if number is numbers[0] else words.called(kind, number[0])
            yield Piece("text", words.spaced(text[done:start]))
            said = words.spaced(text[start : number.end()])
            yield Piece(kind, said, number[0], title, line + text.count("\n", 0, start))
            done = number.end()
    yield Piece("text", words.spaced(text[done:]))
