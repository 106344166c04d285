"""No centre gets its message twice, none is lost: by a sender that is killed, to a server that breaks off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mail.servers import Mailbox
from tests.mail.storm import Weather, judge, known_states, run_to_its_end, storm


@pytest.mark.slow
def test_every_centre_has_its_message_once_or_is_known_to_be_unknown(
    tmp_path: Path, mailbox: Mailbox, port: int
) -> None:
    addresses, _ = storm(tmp_path, Weather(centres=60, kills=6, seed=3), mailbox, port)
    counts = judge(addresses, mailbox, known_states(tmp_path))
    assert counts["refused"] == 2 and counts["sent"] > 30
    before = list(mailbox.recipients)
    again = run_to_its_end(tmp_path)
    assert again.returncode == 1 and mailbox.recipients == before
    assert f"{counts['unknown']} may have had it" in again.stdout
