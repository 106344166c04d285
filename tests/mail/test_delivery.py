"""A message on its way: what goes over the line, and what an answer means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.mail.delivery import _judged, _stuffed


@pytest.mark.parametrize(
    ("data", "sent"),
    [
        (b"a\r\n", b"a\r\n"),
        (b"a", b"a\r\n"),
        (b".\r\n..b\r\nc.\r\n", b"..\r\n...b\r\nc.\r\n"),
        (b"a\n.\nb\r.\rc", b"a\r\n..\r\nb\r\n..\r\nc\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_dots_are_doubled_and_lines_ended(data: bytes, sent: bytes) -> None:
    assert _stuffed(data) == sent


@given(st.lists(st.sampled_from([b".", b"\r", b"\n", b"\r\n", b"a", b"QUIT"]), max_size=30).map(b"".join))
def test_no_message_can_end_itself(data: bytes) -> None:
    """Not by any line end that a server might know (SMTP smuggling)."""
    sent = b"\r\n" + _stuffed(data)
    assert not re.search(rb"(?:\r\n|\r|\n)\.(?:\r\n|\r|\n)", sent)
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", sent) and sent.endswith(b"\r\n")


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        (250, "failed", "sent"),
        (452, "failed", "failed"),
        (554, "refused", "refused"),
        (354, "failed", "unknown"),
        (-1, "failed", "unknown"),
        (199, "failed", "unknown"),
        (999, "failed", "unknown"),
    ],
)
def test_an_answer_means_another_thing_before_and_after_the_end(code: int, before: str, after: str) -> None:
    assert _judged(code, b"x", unclear="failed").state == before
    assert _judged(code, b"x", unclear="unknown").state == after


def test_an_answer_is_shown_on_one_line_and_not_too_long() -> None:
    reason = _judged(550, b"no\x1b[2J\nsuch " + b"x" * 1000 + b"\xff", unclear="failed").reason
    assert reason.startswith("550 no [2J such xxx") and len(reason) <= 310
