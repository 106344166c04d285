"""Texts as the loader lets them through: their HTML, their words and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress import markup
from tests.fuzz.ground import WORDS

MOST_INLINE = 4000  # characters of a Paragraph
MOST_BLOCK = 8_000  # characters of the manual without an empty line


def target(data: bytes) -> None:
    """The text in pieces of the greatest lengths that there can be."""
    text = data.decode("utf-8", "replace")
    for piece in _pieces(text, MOST_INLINE):
        html = markup.inline(piece, WORDS, _href)
        assert "<script" not in html and "\n" not in markup.plain(piece, WORDS)
        markup.references(piece, WORDS)
    manual = "\n\n".join(_pieces(text, MOST_BLOCK))
    for part in markup.split_directives(manual):
        if isinstance(part, str):
            assert "<script" not in markup.blocks(part, WORDS, _href, 3, lambda _: None)
    markup.references(manual, WORDS, block=True)
    markup.plain_blocks(manual, WORDS)
    markup.headings(manual)


def _pieces(text: str, most: int) -> Iterator[str]:
    yield from (text[at : at + most] for at in range(0, len(text), most))


def _href(kind: str, target: str) -> str:
    return f"#{kind}-{target}" if kind in ("card", "part") else target
