"""What an address said, and when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import takewhile
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

# good: a page. dead: none, for any reader. unsure: it wouldn't tell a program. unreached: no network.
Verdict = Literal["good", "dead", "unsure", "unreached"]

PERMANENT = (301, 308)  # RFC 9110, 15.4.2 and 15.4.9: "ought to use one of the enclosed URIs"

Short = Annotated[str, Field(max_length=5000)]


class _Kept(BaseModel):
    """A frozen record that can be written to a file and is checked when it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Hop(_Kept):
    """A redirect: the status that a server answered with, and the address that it leads to."""

    status: int
    to: Short


class Answer(_Kept):
    """What an address said: verdict, the reason of all but good in plain words, redirects, seconds that it took.

    `reached`: whether any server answered at all; None where nothing was asked, which says nothing of the network.
    """

    verdict: Verdict
    reason: Short = ""
    hops: Annotated[tuple[Hop, ...], Field(max_length=100)] = ()
    seconds: float = 0.0
    reached: bool | None = Field(default=True, exclude=True)

    @property
    def moved(self) -> tuple[Hop, ...]:
        """The permanent redirects that the way begins with: the last leads to where the address is now."""
        if self.verdict != "good":
            return ()
        return tuple(takewhile(lambda hop: hop.status in PERMANENT, self.hops))


class Known(_Kept):
    """What an address said on a day, and the last day on which it was good, where there was one."""

    answer: Answer
    asked: datetime.date
    good: datetime.date | None = None


def is_offline(answers: Mapping[str, Answer]) -> bool:
    """Whether there was no network: of all that were asked, none was reached."""
    reached = [answer.reached for answer in answers.values()]
    return False in reached and True not in reached


def settled(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers with a verdict on those that weren't reached: dead where there was a network, else unreached."""
    if not is_offline(answers):
        return dict(answers)
    return {
        url: answer if answer.reached is None else answer.model_copy(update={"verdict": "unreached"})
        for url, answer in answers.items()
    }


def known(
    answers: Mapping[str, Answer], before: Mapping[str, Known], today: datetime.date
) -> dict[str, Known]:
    """What is known now: of each address what it said today, or where it wasn't reached, what it said before."""
    found: dict[str, Known] = {}
    for url, answer in answers.items():
        old = before.get(url)
        if answer.verdict != "unreached":
            last = old.good if old else None
            found[url] = Known(answer=answer, asked=today, good=today if answer.verdict == "good" else last)
        elif old:
            found[url] = old
    return found
