"""How a long run shows how far it is."""

from __future__ import annotations

import io
from collections import Counter

from deckpress import progress
from deckpress.progress import Progress, in_words


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar() -> None:
    stream = Terminal()
    bar = Progress(4, quiet=False, stream=stream)
    bar.show(1, "1 sent")
    bar.show(4, "4 sent")
    bar.close()
    first, last = stream.getvalue().removesuffix("\n").split("\r\x1b[K")[1:]
    assert first == f"[{'#' * 7}{' ' * 23}] 1/4: 1 sent"
    assert last == f"[{'#' * 30}] 4/4: 4 sent"


def test_elsewhere_it_is_a_line_now_and_then(monkeypatch: object) -> None:
    stream = io.StringIO()
    lines = Progress(4, quiet=False, stream=stream)
    lines.show(1)
    assert stream.getvalue() == ""
    lines._shown -= progress.EVERY
    lines.show(2)
    lines.show(3)
    lines.close()
    assert stream.getvalue() == "2/4\n"


def test_quiet_is_quiet() -> None:
    stream = Terminal()
    bar = Progress(4, quiet=True, stream=stream)
    bar.show(1)
    bar.close()
    assert stream.getvalue() == ""


def test_counts_in_words() -> None:
    assert in_words(Counter({"failed": 2, "sent": 1})) == "1 sent, 2 failed for now"
