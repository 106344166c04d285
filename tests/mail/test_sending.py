"""The pace of a mailing, by a clock that runs as soon as someone waits for it."""

from __future__ import annotations

import smtplib
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress.mail.centres import Centre
from deckpress.mail.connecting import Unreachable
from deckpress.mail.delivery import Delivery, Outcome
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import Key, State, opened
from deckpress.mail.letters import Attachment
from deckpress.mail.plan import Item
from deckpress.mail.sending import Pace, Sending
from deckpress.model import Place


class Clock(threading.Event):
    """The event that stops a run, and its time."""

    now = 1000.0

    def wait(self, timeout: float | None = None) -> bool:
        self.now += timeout or 0
        return self.is_set()


class Recorder(Delivery):
    """A connection that does as it is told, and remembers when."""

    def __init__(self, clock: Clock, answers: Callable[[str, int], State]) -> None:
        super().__init__(self.never, 1)
        self.clock, self.answers = clock, answers
        self.sent: list[tuple[str, float]] = []
        self.opened: list[float] = []
        self.closed: list[float] = []
        self.away = 0

    def never(self) -> smtplib.SMTP:
        raise AssertionError

    def open(self) -> smtplib.SMTP:
        self.opened.append(self.clock.now)
        if self.away:
            self.away -= 1
            raise Unreachable("nobody there")
        return smtplib.SMTP()

    def close(self) -> None:
        self.closed.append(self.clock.now)

    def send(self, sender: str, recipient: str, data: bytes, before_the_end: Callable[[], None]) -> Outcome:
        number = sum(name == recipient for name, _ in self.sent)
        self.sent.append((recipient, self.clock.now - 1000))
        before_the_end()
        return Outcome(self.answers(recipient, number), "")


Start = Callable[..., Recorder]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Sends to centres named by letters; what was sent when."""

    def run(
        names: str,
        pace: Pace,
        answers: Callable[[str, int], State] = lambda name, number: "sent",
        away: int = 0,
    ) -> Recorder:
        clock = Clock()
        monkeypatch.setattr(time, "monotonic", lambda: clock.now)
        recorder = Recorder(clock, answers)
        recorder.away = away
        attachment = Attachment(tmp_path / "x.pdf", 1, "0" * 64)
        items = [
            Item(Centre(name, name, "nl", "", Place("x")), Key(name, "klein 2026.1"), attachment)
            for name in names
        ]
        with opened(tmp_path / "mail.sqlite") as ledger:
            Sending(ledger, recorder, pace, clock, lambda counts: None).run(items, "x@y.be", lambda item: b"")
        return recorder

    return run


def test_messages_keep_their_distance(start: Start) -> None:
    assert start("abc", Pace(2, ())).sent == [("a", 0), ("b", 2), ("c", 4)]


def test_what_failed_waits_longer_each_time_and_lets_others_go_first(start: Start) -> None:
    done = start("abc", Pace(2, (60, 180)), lambda name, number: "failed" if name == "a" else "sent")
    assert done.sent == [("a", 0), ("b", 2), ("c", 4), ("a", 60), ("a", 240)]


def test_a_connection_isnt_kept_over_a_long_pause(start: Start) -> None:
    failing: Callable[[str, int], State] = lambda name, number: "failed" if number == 0 else "sent"  # noqa: E731
    assert len(start("a", Pace(2, (5,)), failing).closed) == 1
    assert len(start("a", Pace(2, (60,)), failing).closed) == 2


def test_a_busy_server_is_given_time(start: Start) -> None:
    done = start("abcdefgh", Pace(1, (100, 300)), lambda name, number: "failed" if number == 0 else "sent")
    assert [when for _, when in done.sent[:7]] == [0, 1, 2, 3, 4, 104, 404]


def test_a_server_that_is_away_is_waited_for_and_then_given_up(start: Start) -> None:
    done = start("a", Pace(1, (10, 30)), away=2)
    assert done.opened == [1000, 1010, 1040] and done.sent == [("a", 40)]
    with pytest.raises(CantSend, match="nobody there: see to the network"):
        start("a", Pace(1, (10, 30)), away=3)


def test_refusals_in_a_row_end_it_but_not_here_and_there(start: Start) -> None:
    done = start(
        "abcdefghijklmnopqrs", Pace(0, ()), lambda name, number: "sent" if name == "j" else "refused"
    )
    assert len(done.sent) == 19
    with pytest.raises(CantSend, match="10 refusals in a row"):
        start("abcdefghijk", Pace(0, ()), lambda name, number: "refused")
