"""What to tell of a deck's addresses: each that needs a look with the place to mend it, then how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from deckpress.links.addresses import Address, Use
from deckpress.links.answers import Answer, Hop, Known
from deckpress.model import Problem
from deckpress.texts import listed

MOST_NAMED = 8  # cards in one line


@dataclass(frozen=True)
class Report:
    """`dead`: what is to be mended; `notes`: what is good to know; `unknown`: addresses that never answered; totals."""

    dead: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    unknown: tuple[Problem, ...]
    totals: str


def report(
    addresses: Sequence[Address], answers: Mapping[str, Answer], known: Mapping[str, Known], slow: float
) -> Report:
    """Judge what is known of each address, after `answers` came in; from `slow` seconds on an answer is slow."""
    dead, notes, unknown = [], [], []
    for address in addresses:
        one = known.get(address.url)
        for use in address.uses:
            if one is None:
                unknown.append(_problem(use, "no answer was ever had"))
            elif one.answer.verdict == "dead":
                dead.append(_problem(use, _of_dead(one) + _when(one, answers[address.url])))
            else:
                told = _of_living(use, one.answer, slow)
                notes += [_problem(use, words + _when(one, answers[address.url])) for words in told]
    totals = _totals([known.get(address.url) for address in addresses], slow)
    return Report(tuple(sorted(dead)), tuple(sorted(notes)), tuple(sorted(unknown)), totals)


def days(known: Mapping[str, Known]) -> str:
    """From when the answers are: "2026-10-01", or "2026-09-01 to 2026-10-01"."""
    asked = sorted({str(one.asked) for one in known.values()})
    return " to ".join(dict.fromkeys((asked[0], asked[-1]))) if asked else ""


def _problem(use: Use, words: str) -> Problem:
    names = list(use.named_by)
    by = f" (named by {listed(names, MOST_NAMED)})" if names else ""
    return Problem(use.place, f"{use.written}{by}: {words}")


def _of_dead(one: Known) -> str:
    last = f"; it was good on {one.good}" if one.good else ""
    return f"dead: {_way(one.answer.hops)}{one.answer.reason}{last}. Write another address, or take it out"


def _of_living(use: Use, answer: Answer, slow: float) -> Iterator[str]:
    if answer.verdict == "unsure":
        yield f"can't be judged: {_way(answer.hops)}{answer.reason}. Open it yourself"
    elif answer.moved:
        yield _of_moved(use, answer)
    elif answer.hops:
        yield f"leads on for now: {_way(answer.hops)}a page. Leave it as it is"
    if answer.verdict == "good" and answer.seconds >= slow:
        yield f"slow: it took {answer.seconds:g} s"


def _of_moved(use: Use, answer: Answer) -> str:
    to, fragment = answer.moved[-1].to, urldefrag(use.written).fragment
    new = f"{to}#{fragment}" if fragment and "#" not in to else to  # a browser keeps it (RFC 9110, 10.2.2)
    where = f"write that in {use.place.file.rpartition('/')[2]}"
    if len(answer.hops) == 1:
        return f"moved for good ({answer.hops[0].status}) to {new}: {where}"
    return f"moved for good to {new}: {where}. The way was {_way(answer.hops)}a page"


def _way(hops: Sequence[Hop]) -> str:
    """The redirects in a row: "301 to https://b, 302 to https://c, then "."""
    return "".join(f"{hop.status} to {hop.to}, " for hop in hops) + ("then " if hops else "")


def _when(one: Known, answer: Answer) -> str:
    return f" (asked on {one.asked})" if answer.verdict == "unreached" else ""


def _totals(known: Sequence[Known | None], slow: float) -> str:
    """How many addresses there are of which kind."""
    answers = [one.answer for one in known if one]
    good = [answer for answer in answers if answer.verdict == "good"]
    parts = {
        "good": len(good),
        "dead": sum(answer.verdict == "dead" for answer in answers),
        "can't be judged": sum(answer.verdict == "unsure" for answer in answers),
        "never answered": sum(one is None for one in known),
    }
    also = {
        "moved": sum(bool(answer.moved) for answer in good),
        "slow": sum(answer.seconds >= slow for answer in good),
    }
    of_good = ", ".join(f"{count} of them {words}" for words, count in also.items() if count)
    told = [
        f"{count} {words}" + (f" ({of_good})" if words == "good" and of_good else "")
        for words, count in parts.items()
        if count
    ]
    return f"addresses {len(known)}: {', '.join(told) or 'none'}"
