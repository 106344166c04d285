"""All messages of a plan, one at a time: with pauses, with a limit per minute, and stopped only between two of them."""

from __future__ import annotations

import heapq
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deckpress.mail.connecting import Unreachable
from deckpress.mail.delivery import Delivery, Outcome
from deckpress.mail.errors import CantSend
from deckpress.mail.ledger import Ledger
from deckpress.mail.plan import Item

IN_A_ROW = 10  # refusals: then it is the sender that is refused, or the message
BUSY = 5  # temporary failures in a row: then the server has too much to do
PATIENCE = 10.0  # seconds for which a connection is kept without use

Compose = Callable[[Item], bytes]
Show = Callable[[Counter[str]], None]


@dataclass(frozen=True)
class Pace:
    """Seconds from one message to the next, and before each further try of one that failed."""

    gap: float
    pauses: Sequence[float]


@dataclass(order=True)
class _Try:
    """A message to be tried at a moment of the clock; `number` counts its tries before."""

    due: float
    order: int
    number: int
    item: Item


class Sending:
    """One run over the messages. `stop` ends it between two of them; `show` is told what became of each, so far."""

    def __init__(
        self,
        ledger: Ledger,
        delivery: Delivery,
        pace: Pace,
        stop: threading.Event,
        show: Callable[[Counter[str]], None],
    ) -> None:
        self.ledger, self.delivery, self.pace, self.stop, self.show = ledger, delivery, pace, stop, show
        self.outcomes: dict[Item, Outcome] = {}
        self._next = 0.0
        self._refused = self._failed = 0  # in a row

    def run(self, items: Sequence[Item], sender: str, compose: Compose) -> dict[Item, Outcome]:
        """Send them; what became of those that were tried. Raises CantSend where the others needn't be tried."""
        tries = [_Try(0.0, order, 0, item) for order, item in enumerate(items)]
        try:
            while tries and self._wait(max(tries[0].due, self._next)) and self._connected():
                this = heapq.heappop(tries)
                self._next = time.monotonic() + self.pace.gap
                outcome = self._send(this.item, sender, compose)
                if outcome.state == "failed" and this.number < len(self.pace.pauses):
                    due = time.monotonic() + self.pace.pauses[this.number]
                    heapq.heappush(tries, _Try(due, this.order, this.number + 1, this.item))
                self._mind(outcome)
            self.delivery.close()
        finally:
            self.delivery.drop()
        return self.outcomes

    def _send(self, item: Item, sender: str, compose: Compose) -> Outcome:
        key, sha256 = item.key, item.attachment.sha256
        data = compose(item)
        outcome = self.delivery.send(
            sender, item.centre.address, data, lambda: self.ledger.note(key, "sending", sha256)
        )
        # A message that an earlier run may have delivered stays unknown, whatever stops this one before its end.
        state = "unknown" if outcome.state == "failed" and item.is_unknown else outcome.state
        self.ledger.note(key, state, sha256, outcome.reason)
        self.outcomes[item] = outcome
        self.show(Counter(known.state for known in self.outcomes.values()))
        return outcome

    def _connected(self) -> bool:
        """A connection, after as many tries as a message gets; False where the run is stopped. Raises CantSend."""
        for pause in (*self.pace.pauses, None):
            try:
                self.delivery.open()
                return True
            except Unreachable as error:
                if pause is None:
                    raise CantSend(
                        f"{error}: see to the network and to `host` and `port`, and go on later"
                    ) from None
                if not self._wait(time.monotonic() + pause):
                    return False
        raise AssertionError("unreachable")

    def _wait(self, until: float) -> bool:
        """Wait for a moment of the clock; False where the run is stopped."""
        seconds = until - time.monotonic()
        if seconds > PATIENCE:
            self.delivery.close()
        return not (self.stop.wait(seconds) if seconds > 0 else self.stop.is_set())

    def _mind(self, outcome: Outcome) -> None:
        """Slow down for a server that is busy, and end where it refuses everything. Raises CantSend."""
        self._refused = self._refused + 1 if outcome.state == "refused" else 0
        self._failed = self._failed + 1 if outcome.state == "failed" else 0
        if self._refused >= IN_A_ROW:
            raise CantSend(
                f"{IN_A_ROW} refusals in a row, so it isn't the addresses: {outcome.reason}. Ask who runs the server; "
                "then go on with --retry-refused"
            )
        if self._failed >= BUSY and self.pace.pauses:
            pause = self.pace.pauses[min(self._failed - BUSY, len(self.pace.pauses) - 1)]
            self._next = max(self._next, time.monotonic() + pause)
