"""A deck as a source for Typst: the same texts as the builder's screen PDF, at the sizes that the fit found. Pure.

`deck.typ` says how they are set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.typsttexts import TypstTexts, array, dictionary, escaped, string
from deckpress import svg
from deckpress.markup import Directive, split_directives
from deckpress.model import Card, Part, Section, SideFit
from deckpress.render import Renderer
from deckpress.theme import Theme

Fits = tuple[SideFit, SideFit]
LIBRARY = Path(__file__).parent / "deck.typ"
SCALES = ("toc", "manual", "examples")  # what flows over pages, each with a scale of its own


class TypstDeck(TypstTexts):
    """Writes the source. `renderer`: the builder's own for the deck, which knows where links lead."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer)
        self.deck, self.look = renderer.deck, renderer.look
        self.labels: Mapping[str, str] = renderer.look.labels

    def source(self, body: Iterable[str], whole: bool) -> str:
        """A document; `whole`: whether all that links lead to is in it."""
        return "\n".join((*self.head(whole), LIBRARY.read_text(encoding="utf-8"), *body)) + "\n"

    def whole(self, fits: Mapping[str, Fits], dividers: Mapping[int, Fits], notes: bool) -> str:
        """All of the deck; `fits` by card, `dividers` by part; `notes`: whether a page to write on ends the manual."""
        sides = (
            line for part in self.deck.about.parts for line in self.part(part, fits, dividers[part.number])
        )
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

    def body(self, section: Section, top: int) -> Iterator[str]:
        """A section of the manual, or an example."""
        for piece in split_directives(section.body):
            yield self.directive(piece) if isinstance(piece, Directive) else self.blocks(piece, top)

    def directive(self, directive: Directive) -> str:
        if directive.name == "lines":
            return f"#notes({directive.count}, 9mm)"
        if directive.name == "parts":
            return f"#para({array(map(self.counted, self.deck.about.parts))}.join(linebreak()))"
        terms = ((escaped(self.plain(term.term)), self.inline(term.meaning)) for term in self.deck.glossary)
        return "\n".join(f"#para[#text(weight: 700)[{term}]: #{meaning}]" for term, meaning in terms)

    def titled(self, part: Part) -> str:
        """A part by its number and its title."""
        return f"{self.renderer.called(part)}: {self.plain(part.title)}"

    def counted(self, part: Part) -> str:
        """A part in the list of them, with how many cards it has."""
        cards = len(self.deck.cards_of(part.number))
        return f"[#to({string(f'part-{part.number}')}, [{escaped(self.titled(part))}]) \\({cards}\\)]"

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
            head, cards = (
                self.entry(f"part-{part.number}", self.titled(part), True),
                self.deck.cards_of(part.number),
            )
            rows = (self.entry(f"card-{card.id}", f"{card.id} {self.plain(card.title)}") for card in cards)
            groups.append(array((head, *rows)))
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
            yield f'#flowing(examples-scale)[#chapter("examples", {string(self.labels["examples"])})'
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
