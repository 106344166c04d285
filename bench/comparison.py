"""One deck, made by the builder and by other engines in turn; what each took."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import goals, warm
from bench.builder import Bench
from bench.decks import make_deck
from bench.measuring import Cost, Stopped
from bench.others import ENGINES, Engine, counted, fit_pages, letters, write_sources

OURS = "deckpress"
CASES = ("one", "nothing", "every", "warm")  # of the builder, besides cold
SAVES = 5  # in each run
LARGE = 200  # cards: a deck that is made once, as that takes minutes


@dataclass(frozen=True)
class Asked:
    """What is measured, how often, and how many seconds a process may take."""

    engines: tuple[str, ...]
    cases: tuple[str, ...]
    runs: int
    limit: float


@dataclass(frozen=True)
class Case:
    """Something that is measured: by whom, its name as goals know it, how, and how many bytes it leaves."""

    by: str
    name: str
    run: Callable[[], list[Cost]]
    size: Callable[[], int] = int


@dataclass
class Comparison:
    """A deck of so many cards in `folder`. `costs` and `sizes` are by the case's name."""

    folder: Path
    cards: int
    asked: Asked
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.screen = Bench(self.folder / "screen", self.cards, limit=self.asked.limit)
        self.every = Bench(self.folder / "every", self.cards, (), self.asked.limit)
        self.sources = self.folder / "sources"
        for bench in (self.screen, self.every):
            make_deck(bench.deck, self.cards)

    def measure(self) -> list[Case]:
        """Run all cases in turn, so often as is asked; the cases. All that make PDFs are compared before the rest runs.

        Raises Stopped where those aren't of the same deck, or the builder makes none.
        """
        cold = Case(OURS, goals.COLD, lambda: [self.screen.cold()], lambda: self.screen.size)
        self.run(cold)
        if cold.name in self.left_out:
            raise Stopped(self.left_out[cold.name])
        wanted = write_sources(self.screen.deck, self.sources, self.screen.cache)
        others = list(self.others(wanted["flows"]))
        for case in others:
            self.run(case)
        self.compare(wanted, others)
        own = list(self.own(wanted))
        runs = self.asked.runs if self.cards < LARGE else 1
        for turn in (own, *[[cold, *others, *own]] * (runs - 1)):
            for case in turn:
                self.run(case)
        return [case for case in (cold, *own, *others) if case.name in self.costs]

    def run(self, case: Case) -> None:
        """Run a case. One that can't be measured, or takes too long, is left out from then on."""
        if case.name not in self.left_out:
            print(f"{self.cards} cards: {case.name}", file=sys.stderr, flush=True)
            try:
                self.costs.setdefault(case.name, []).extend(case.run())
                self.sizes[case.name] = case.size()
            except Stopped as error:
                self.leave_out(case.name, error)

    def leave_out(self, name: str, error: Stopped) -> None:
        """Measure something no more, and say why."""
        self.left_out[name] = str(error)
        self.notes.append(f"{name}: not here: {error}")
        if not self.costs.get(name, True):
            del self.costs[name]

    def others(self, flows: Mapping[str, int]) -> Iterator[Case]:
        """The other engines that are here, ready to make as many pages as the builder."""
        for engine in ENGINES:
            if engine.name in self.asked.engines:
                try:
                    yield self.other(engine, flows)
                except Stopped as error:
                    self.leave_out(engine.title, error)

    def other(self, engine: Engine, flows: Mapping[str, int]) -> Case:
        """An engine, its source written. Raises Stopped where it can't be used."""
        if absent := engine.absent():
            raise Stopped(absent)
        if engine.scaled:
            scales = fit_pages(engine, self.sources, flows, self.asked.limit)
            said = ", ".join(f"{flow} {scale:g}" for flow, scale in scales.items())
            self.notes.append(
                f"{engine.title}: size of the texts that flow over pages, of the builder's: {said}"
            )
        pdf = self.pdf(engine.title)
        make = partial(engine.make, self.sources, engine.name, pdf, self.asked.limit)
        return Case(engine.title, engine.title, lambda: [make()], lambda: pdf.stat().st_size)

    def pdf(self, title: str) -> Path:
        """The file that an engine makes."""
        return self.sources / f"{letters(title)}.pdf"

    def own(self, wanted: Mapping[str, Any]) -> Iterator[Case]:
        """What else the builder is measured by."""
        cases, screen, every = self.asked.cases, self.screen, self.every
        if "one" in cases:
            yield Case(OURS, goals.ONE, lambda: [screen.one_changed()], lambda: screen.size)
        if "nothing" in cases:
            yield Case(OURS, goals.NOTHING, lambda: [screen.nothing_changed()])
        if "every" in cases:
            yield Case(OURS, goals.EVERY, lambda: [every.cold()], lambda: every.size)
            if "one" in cases:
                yield Case(OURS, goals.ONE_EVERY, lambda: [every.one_changed()], lambda: every.size)
            if "nothing" in cases:
                yield Case(OURS, goals.NOTHING_EVERY, lambda: [every.nothing_changed()])
        if "warm" in cases:
            page, question = wanted["changed"]
            change = warm.Change(screen.deck / "2.1.yaml", page, question, wanted["whole"])
            yield Case(OURS, goals.WARM, lambda: warm.saves(change, screen.cache, SAVES, self.asked.limit))

    def compare(self, wanted: Mapping[str, Any], others: list[Case]) -> None:
        """Raises Stopped unless all PDFs have as many pages, and their first and last card are on the same."""
        made = {OURS: next(self.screen.out.glob("*.pdf"))}
        made |= {case.by: self.pdf(case.by) for case in others if case.name in self.costs}
        found = {by: counted(pdf, list(wanted["asked"])) for by, pdf in made.items()}
        pages = ", ".join(f"{by} {count}" for by, (count, _) in found.items())
        if {count for count, _ in found.values()} != {wanted["whole"]}:
            raise Stopped(f"nothing is compared: of {wanted['whole']} pages they made {pages}")
        for by, (_, texts) in found.items():
            for number, question in wanted["asked"].items():
                if letters(question) not in texts[number]:
                    raise Stopped(f"nothing is compared: page {number} by {by} doesn't ask: {question}")
        self.notes.insert(0, f"Pages: {pages}")
