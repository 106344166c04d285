"""A text of the manual or of an example as its blocks: what a translation has, one for one, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from deckpress.markup import Directive, block_tokens, split_directives


@dataclass(frozen=True)
class Block:
    """One block: headings, paragraphs, points, pictures or directives; its line, from 0; its Markdown."""

    kind: str
    line: int
    text: str


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    return sorted([*_directives(text), *_written(text)], key=lambda block: block.line)


def without_directives(text: str) -> str:
    """The text with empty lines where the layout puts something of its own."""
    lines = text.split("\n")
    for block in _directives(text):
        lines[block.line] = ""
    return "\n".join(lines)


def pictures(text: str) -> Iterator[str]:
    """The names of the pictures in a text."""
    for token in block_tokens(without_directives(text)):
        yield from (str(child.attrs["src"]) for child in token.children or () if child.type == "image")


def is_picture(token: Token) -> bool:
    """Whether the words of a block are nothing but a picture."""
    children = token.children or []
    return len(children) == 1 and children[0].type == "image"


def _directives(text: str) -> Iterator[Block]:
    for piece in split_directives(text):
        if isinstance(piece, Directive):
            yield Block("directives", piece.line, f"@{piece.name} {piece.count}")


def _written(text: str) -> Iterator[Block]:
    kind = "paragraphs"
    for token in block_tokens(without_directives(text)):
        if token.type == "heading_open":
            kind = "headings"
        elif token.type == "paragraph_open":
            kind = "points" if token.level else "paragraphs"
        elif token.type == "inline" and token.map:
            yield Block("pictures" if is_picture(token) else kind, token.map[0], token.content)
