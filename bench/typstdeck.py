"""A deck as a source for Typst: the same texts as the builder's screen PDF, at the sizes that the fit found. Pure.

`deck.typ` says how they are set. Texts are escaped, so that nothing an author wrote is markup of Typst.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from markdown_it.token import Token

from deckpress import svg
from deckpress.markup import Directive, split_directives
from deckpress.model import Card, Item, Part, Section, SideFit
from deckpress.pieces import Piece, alt_of, block_tokens, inline_tokens, pieces
from deckpress.render import Renderer
from deckpress.theme import Theme
from deckpress.words import Words

Fits = tuple[SideFit, SideFit]
LIBRARY = Path(__file__).parent / "deck.typ"
SCALES = ("toc", "manual", "examples")  # what flows over pages, each with a scale of its own


def escaped(text: str) -> str:
    """A text as markup of Typst that shows it as it is: any sign of ASCII may stand behind a backslash."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split(" ")).replace("\n", " "))


def string(text: str) -> str:
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def array(values: Iterable[str]) -> str:
    """An array of Typst; the comma behind its last value keeps one of one value an array."""
    return "(" + "".join(f"{value}, " for value in values) + ")"


def dictionary(values: Mapping[str, str]) -> str:
    return "(" + ", ".join(f"{string(name)}: {value}" for name, value in values.items()) + ")"


class TypstDeck:
    """Writes the source. `renderer`: the builder's own for the deck, which knows where links lead."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer, self.deck, self.look = renderer, renderer.deck, renderer.look
        self.words: Words = renderer.words
        self.labels: Mapping[str, str] = renderer.look.labels

    def source(self, body: Iterable[str], whole: bool) -> str:
        """A document; `whole`: whether all that links lead to is in it."""
        return "\n".join((*self.head(whole), LIBRARY.read_text(encoding="utf-8"), *body)) + "\n"

    def whole(self, fits: Mapping[str, Fits], dividers: Mapping[int, Fits], notes: bool) -> str:
        """All of the deck; `fits` by card, `dividers` by part; `notes`: whether a page to write on ends the manual."""
        sides = (line for part in self.deck.about.parts for line in self.part(part, fits, dividers[part.number]))
        body = (self.cover(), *self.toc(), *self.manual(notes), *sides, *self.examples())
        return self.source(body, whole=True)

    # What stands before the library

    def head(self, whole: bool) -> Iterator[str]:
        theme, about = self.look.theme, self.deck.about
        rules, count = theme.rules, len(about.parts)
        yield from (f"#let {name}-scale = /*{name}*/1.0" for name in SCALES)
        yield f"#let whole = {str(whole).lower()}"
        title, author = string(self.plain(about.title)), string(self.plain(about.publisher))
        yield f"#set document(title: {title}, author: {author}, date: none)"
        yield f"#let family = {string(rules.type.family)}"
        yield f"#let language = {string(about.language)}"
        yield f"#let type-leading = {rules.type.leading}"
        yield f"#let line-height = {rules.type.line_height}mm"
        yield f"#let foot = {string(self.renderer.foot)}"
        named = ("contents", "reflect", "inspire", "tools", "own_tools", "quote_open", "quote_close")
        shown = {name.replace("_", "-"): string(self.labels[name]) for name in named}
        yield f"#let labels = {dictionary(shown)}"
        colours = {name: f"rgb({string(colour.srgb)})" for name, colour in theme.palette.items()}
        yield f"#let colours = {dictionary(colours)}"
        lengths = {n: getattr(rules.page, n) for n in ("width", "height", "bleed", "left", "right")}
        lengths |= {"flow-top": rules.page.flow_top, "flow-bottom": rules.page.flow_bottom}
        yield f"#let page-rules = {dictionary({name: f'{value}mm' for name, value in lengths.items()})}"
        yield f"#let cover-art = {string(svg.cover_art(theme, count, self.look.paint))}"
        looks = {f"p{part.number}": self.part_look(theme, at) for at, part in enumerate(about.parts, start=1)}
        yield f"#let parts = {dictionary(looks)}"

    def part_look(self, theme: Theme, at: int) -> str:
        """Colours and drawings of the part at this place, from 1."""
        look, count, paint = theme.look(at), len(self.deck.about.parts), self.look.paint
        drawn = {
            f"{kind}{side}": string(draw(theme, at, count, side == "front", paint))
            for kind, draw in (("", svg.side_art), ("divider-", svg.divider_art))
            for side in ("front", "back")
        }
        colours = {"colour": f"colours.part-{look}", "tint": f"colours.tint-{look}"}
        return dictionary(colours | drawn)

    # Texts

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
        address = None if piece.kind in ("text", "image", "unsafe") else self.renderer.href(piece.kind, piece.target)
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
        return f"#picture({string(str(children[0].attrs['src']))}, {string(alt_of(children[0], self.words))});"

    def body(self, section: Section, top: int) -> Iterator[str]:
        """A section of the manual, or an example."""
        for piece in split_directives(section.body):
            yield self.directive(piece) if isinstance(piece, Directive) else self.blocks(piece, top)

    def directive(self, directive: Directive) -> str:
        if directive.name == "lines":
            return f"#notes({directive.count}, 9mm)"
        if directive.name == "parts":
            called = ((part, f"{self.renderer.called(part)}: {self.plain(part.title)}") for part in self.deck.about.parts)
            rows = (
                f"[#to({string(f'part-{part.number}')})[{escaped(name)}] \\({len(self.deck.cards_of(part.number))}\\)]"
                for part, name in called
            )
            return f"#para({array(rows)}.join(linebreak()))"
        terms = (f"#para[#text(weight: 700)[{escaped(self.plain(t.term))}]: #{self.inline(t.meaning)}]" for t in self.deck.glossary)
        return "\n".join(terms)

    # Pages

    def cover(self) -> str:
        about, labels = self.deck.about, self.labels
        summary = labels["deck_summary"].format(cards=len(self.deck.cards), parts=len(about.parts))
        words = (summary, f"{labels['edition']} {self.plain(about.edition)}")
        rest = ", ".join((*map(string, words), self.inline(about.publisher)))
        return f"#cover({self.inline(about.title)}, {self.inline(about.subtitle)}, {rest})"

    def toc(self) -> Iterator[str]:
        sections = (self.entry(section.id, self.plain(section.title)) for section in self.deck.manual)
        groups = [array((f"block(text(weight: 700, {string(self.labels['manual'])}))", *sections))]
        for part in self.deck.about.parts:
            head = self.entry(f"part-{part.number}", f"{self.renderer.called(part)}: {self.plain(part.title)}", True)
            cards = self.deck.cards_of(part.number)
            groups.append(array((head, *(self.entry(f"card-{c.id}", f"{c.id} {self.plain(c.title)}") for c in cards))))
        if self.deck.examples:
            groups.append(array((self.entry("examples", self.labels["examples"], True),)))
        yield f"#contents({', '.join(groups)})"

    def entry(self, name: str, text: str, head: bool = False) -> str:
        return f"entry({string(name)}, [{escaped(text)}]{', head: true' if head else ''})"

    def manual(self, notes: bool) -> Iterator[str]:
        yield "#flowing(manual-scale)["
        for section in self.deck.manual:
            yield f"#chapter({string(section.id)}, {self.inline(section.title)})"
            yield from self.body(section, 3)
        if notes:
            yield f"#pagebreak()\n#chapter(none, {string(self.labels['notes'])})\n#notes(16, 10mm)"
        yield "]"

    def examples(self) -> Iterator[str]:
        if self.deck.examples:
            yield f"#flowing(examples-scale)[#chapter(\"examples\", {string(self.labels['examples'])})"
            yield f"#para[{escaped(self.labels['examples_intro'])}]"
            yield f"#para({array(map(self.listed, self.deck.examples))}.join(linebreak()))"
            for example in self.deck.examples:
                yield f"#example({string(f'example-{example.id}')}, {self.inline(example.title)})"
                yield from self.body(example, 4)
            yield "]"

    def listed(self, example: Section) -> str:
        """An example in the list of them, with the cards that name it."""
        users = self.renderer.users.get(example.id, ())
        used = f" \\({self.inline(self.renderer.mention(users))[1:-1]}\\)" if users else ""
        return f"[#to({string(f'example-{example.id}')})[{escaped(self.plain(example.title))}]{used}]"

    def part(self, part: Part, fits: Mapping[str, Fits], divider: Fits) -> Iterator[str]:
        """A divider and its cards."""
        about, cards = f"parts.p{part.number}", self.deck.cards_of(part.number)
        rows = array(f"({string(card.id)}, [{escaped(self.plain(card.title))}])" for card in cards)
        name, called = string(f"part-{part.number}"), string(self.renderer.called(part))
        texts = f"{called}, {self.inline(part.title)}, {self.inline(part.line)}, {rows}"
        yield f"#divider-front({about}, {name}, {divider[0].size}pt, {texts})"
        groups = ((self.labels["purpose"], part.purpose), (self.labels["together"], part.together))
        said = [f"({string(title)}, {array(map(self.inline, texts))})" for title, texts in groups if texts]
        yield f"#divider-back({', '.join((about, string(self.renderer.band(part)), f'{divider[1].size}pt', *said))})"
        for card in cards:
            yield from (self.front(part, card, fits[card.id][0]), self.back(card, fits[card.id][1]))

    def front(self, part: Part, card: Card, fit: SideFit) -> str:
        sizes = f"{fit.size}pt, {fit.quote_size}pt, {fit.gap}pt"
        lead = self.inline(card.reflect.lead) if card.reflect.lead else "none"
        head = f"{string(card.id)}, {self.inline(card.title)}, {self.inline(card.quote.text)}"
        texts = f"{head}, {self.inline(card.quote.speaker)}, {lead}, {array(map(self.inline, card.reflect.questions))}"
        return f"#front(parts.p{part.number}, {string(self.renderer.band(part))}, {sizes}, {texts})"

    def back(self, card: Card, fit: SideFit) -> str:
        tight = str(fit.size <= self.look.theme.rules.type.min).lower()
        tips, tools = (array(map(self.item, items)) for items in (card.inspire, card.tools))
        path, modules = svg.qr_path(self.renderer.address(card))
        square = f'<path d="M0 0h{modules}v{modules}h-{modules}z" fill="#fff"/><path d="{path}"/>'
        code = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}">{square}</svg>'
        words = string(self.labels["qr_alt"].format(id=card.id))
        sizes = f"{fit.size}pt, {fit.gap}pt, {fit.lines}, {tight}"
        band = string(self.renderer.card_band(card))
        return f"#back(parts.p{card.part}, {band}, {sizes}, {tips}, {tools}, {string(code)}, {words})"

    def item(self, item: Item) -> str:
        """A point of a list, with the points under it."""
        if not item.items:
            return self.inline(item.text)
        under = array(map(self.inline, item.items))
        return f"{self.inline(item.text)[:-1]}#points({under}, mark: \"–\")]"


def mark(token: Token, top: int) -> str:
    """What stands for a tag of Markdown: a call of the library begins, or ends."""
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if token.nesting < 0:
        return {"list_item": "], ", "bullet_list": ");\n", "ordered_list": ");\n"}.get(kind, "];\n")
    if kind == "heading":
        return f"#head({min(top + int(token.tag[1]) - 2, 6)})["
    start = f"start: {int(token.attrs['start'])}, " if "start" in token.attrs else ""
    return {"paragraph": "#para[", "bullet_list": "#dots(", "ordered_list": f"#steps({start}", "list_item": "["}[kind]
