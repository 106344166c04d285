"""Texts as the loader lets them through: their HTML, their words and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress import markup
from deckpress.limits import MOST_WITHOUT_EMPTY_LINE, endless_file, endless_paragraph, too_many_signs
from tests.fuzz.ground import WORDS

MOST_INLINE = 4000  # characters of a Paragraph


def target(data: bytes) -> None:
    """The text in pieces of the greatest lengths that there can be; what is refused before is read by nobody."""
    text = data.decode("utf-8", "replace")
    for piece in _pieces(text, MOST_INLINE):
        if not too_many_signs(piece):
            html = markup.inline(piece, WORDS, _href)
            assert "<script" not in html and "\n" not in markup.plain(piece, WORDS)
            markup.references(piece, WORDS)
    manual = "\n\n".join(_pieces(text, MOST_WITHOUT_EMPTY_LINE))
    if endless_file(manual) or any(map(endless_paragraph, manual.split("\n\n"))):
        return
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
