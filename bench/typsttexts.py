"""The texts of a deck as Typst reads them, escaped, so that nothing an author wrote is markup of Typst. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown_it.token import Token

from deckpress.model import Item
from deckpress.pieces import Piece, alt_of, block_tokens, inline_tokens, pieces
from deckpress.render import Renderer
from deckpress.words import Words


def escaped(text: str) -> str:
    """A text as markup of Typst that shows it as it is: any sign of ASCII may stand behind a backslash."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text.replace("\n", " "))


def string(text: str) -> str:
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def array(values: Iterable[str]) -> str:
    """An array of Typst; the comma behind its last value keeps one of one value an array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def dictionary(values: Mapping[str, str]) -> str:
    return "(" + ", ".join(f"{string(name)}: {value}" for name, value in values.items()) + ")"


class TypstTexts:
    """Writes texts. `renderer`: the builder's own for the deck, which knows where links lead."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.words: Words = renderer.words

    def plain(self, text: str) -> str:
        return self.renderer.plain(text)

    def inline(self, text: str) -> str:
        """One text as a content block."""
        return f"[{self.markup(inline_tokens(text, self.words.quotes)[0].children or [])}]"

    def markup(self, tokens: Sequence[Token]) -> str:
        return "".join(map(self.piece, pieces(tokens, self.words)))

    def piece(self, piece: Piece) -> str:
        if piece.kind == "tag":
            return "]" if piece.text.startswith("</") else "#strong["
        text = escaped(piece.text)
        address = (
            None
            if piece.kind in ("text", "image", "unsafe")
            else self.renderer.href(piece.kind, piece.target)
        )
        if not address:
            return text
        if address.startswith("#"):
            return f"#to({string(address[1:])}, lined[{text}]);"
        return f"#link({string(address)}, lined[{text}]);"

    def blocks(self, text: str, top: int) -> str:
        """A text of the manual: its headings, paragraphs and lists."""
        made, points = [], 0
        for token in block_tokens(text, self.words.quotes):
            points += token.nesting if token.type.startswith("list_item") else 0
            if token.type == "inline":
                made.append(self.picture(token) or self.markup(token.children or []))
            elif not (token.type.startswith("paragraph") and points):
                made.append(mark(token, top))
        return "".join(made)

    def picture(self, token: Token) -> str | None:
        children = token.children or []
        if len(children) != 1 or children[0].type != "image":
            return None
        return (
            f"#picture({string(str(children[0].attrs['src']))}, {string(alt_of(children[0], self.words))});"
        )

    def item(self, item: Item) -> str:
        """A point of a list, with the points under it."""
        if not item.items:
            return self.inline(item.text)
        under = array(map(self.inline, item.items))
        return f'{self.inline(item.text)[:-1]}#points({under}, mark: "–")]'


def mark(token: Token, top: int) -> str:
    """What stands for a tag of Markdown: a call of the library begins, or ends."""
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if token.nesting < 0:
        return {"list_item": "], ", "bullet_list": ");\n", "ordered_list": ");\n"}.get(kind, "];\n")
    if kind == "heading":
        return f"#head({min(top + int(token.tag[1]) - 2, 6)})["
    start = f"start: {int(token.attrs['start'])}, " if "start" in token.attrs else ""
    return {
        "paragraph": "#para[",
        "bullet_list": "#dots(",
        "ordered_list": f"#steps({start}",
        "list_item": "[",
    }[kind]
