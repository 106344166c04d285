"""What is aimed for, held against what was measured. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.measuring import Cost, spread

Costs = Mapping[str, Sequence[Cost]]  # by case
Results = Mapping[int, Costs]  # by the number of cards

FEW, MANY = 28, 1120  # cards: the deck itself, and a very large one
COLD, EVERY = "cold", "cold, every output"
NOTHING, NOTHING_EVERY = "nothing changed", "nothing changed, every output"
ONE, ONE_EVERY, WARM = "one card changed", "one card changed, every output", "one card changed, warm"
BARE, TYPST = "WeasyPrint, PDF/UA-1", "Typst, PDF/UA-1"
HEAD = "| goal | at most | measured | |\n|---|---|---|---|"


@dataclass(frozen=True)
class Goal:
    """What must be at most so many times something else; `measured` raises KeyError where a part of it is none."""

    title: str
    most: float
    measured: Callable[[Results], float]


def wall(costs: Sequence[Cost]) -> float:
    """The median of the wall times, in seconds."""
    return statistics.median(cost.wall for cost in costs)


def memory(costs: Sequence[Cost]) -> float:
    """The median of the peaks, in MiB."""
    return statistics.median(cost.memory for cost in costs)


def against(case: str, base: str, cards: int = FEW) -> Callable[[Results], float]:
    """How many times as long as another a case takes."""
    return lambda results: wall(results[cards][case]) / wall(results[cards][base])


def growth(case: str) -> Callable[[Results], float]:
    """How many times as long a case takes for each card of a large deck as for one of a small deck."""
    return lambda results: wall(results[MANY][case]) / MANY / (wall(results[FEW][case]) / FEW)


GOALS = (
    Goal(f"{NOTHING}: of bare WeasyPrint, {FEW} cards", 1 / 40, against(NOTHING, BARE)),
    Goal(f"{NOTHING_EVERY}: of bare WeasyPrint, {FEW} cards", 1 / 40, against(NOTHING_EVERY, BARE)),
    Goal(f"{WARM}: of bare WeasyPrint, {FEW} cards", 1 / 8, against(WARM, BARE)),
    Goal(f"{EVERY}: of bare WeasyPrint, {FEW} cards", 2.5, against(EVERY, BARE)),
    Goal(f"{WARM}: of Typst, {FEW} cards", 1.5, against(WARM, TYPST)),
    Goal(f"{COLD}: time a card at {MANY:,} cards, of that at {FEW}", 1.15, growth(COLD)),
    Goal(f"{EVERY}: time a card at {MANY:,} cards, of that at {FEW}", 1.15, growth(EVERY)),
    Goal(
        f"{COLD}: peak memory, of bare WeasyPrint's, {MANY:,} cards",
        0.5,
        lambda results: memory(results[MANY][COLD]) / memory(results[MANY][BARE]),
    ),
)


def table(results: Results) -> Iterator[str]:
    """The lines of the table of goals; what wasn't measured is said not to have been run."""
    yield HEAD
    for goal in GOALS:
        try:
            ratio = goal.measured(results)
        except (KeyError, statistics.StatisticsError):
            yield f"| {goal.title} | {goal.most:.3f} | – | not run |"
        else:
            yield f"| {goal.title} | {goal.most:.3f} | {ratio:.3f} | {'' if ratio <= goal.most else 'not '}reached |"


def ratios(costs: Sequence[Cost], base: Sequence[Cost]) -> str:
    """How many times as long as another a case takes: of each run, or of the other's median if it ran less."""
    if not base:
        return "–"
    bases = [cost.wall for cost in base] if len(base) == len(costs) else [wall(base)] * len(costs)
    return spread([cost.wall / other for cost, other in zip(costs, bases, strict=True)], ".3f")
