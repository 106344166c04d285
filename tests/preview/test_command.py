"""`build.py watch` as a process: the port it takes, who it answers, how it stops."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deckpress.preview.server import FIRST_PORT
from tests.decks import add_cards
from tests.preview.watched import Watched

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]
Watch = Callable[..., Watched]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program serves on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_ctrl_c_stops_it_while_it_waits(watch: Watch) -> None:
    watched = watch()
    watched.hear(r"^laid out in [\d.]+ s: \d cards and pages|^laid out in .*: .*Handleiding")
    time.sleep(0.5)
    begin = time.monotonic()
    assert watched.stop() == 0
    assert time.monotonic() - begin < 20  # seconds; a thread that is waited for never ends
    assert watched.said[-1] == "stopped"
    assert "Traceback" not in "\n".join(watched.said)


def test_ctrl_c_stops_it_while_it_lays_out(watch: Watch, home: Path) -> None:
    add_cards(home / "deck", 39)
    watched = watch()
    watched.hear("^fitting card 1.")
    assert watched.stop() == 0
    assert watched.said[-1] == "stopped"
    assert "Traceback" not in "\n".join(watched.said)
    assert not any(line.startswith("laid out") and "cards and pages" in line for line in watched.said)


def test_a_port_that_is_taken_is_told(watch: Watch, taken: int) -> None:
    watched = watch("--port", str(taken))
    watched.process.wait(60)
    watched.reader.join(60)
    assert watched.process.returncode == 2
    assert watched.said == [
        f"port {taken} is in use: name another, or leave --port out and the first free one is taken"
    ]


def test_without_a_port_the_first_free_one_is_taken(watch: Watch) -> None:
    with socket.socket() as other:
        with suppress(OSError):  # then somebody else has it
            other.bind(("127.0.0.1", FIRST_PORT))
            other.listen()
        watched = watch("--deck", "deck")
        port = int(watched.address.rstrip("/").rpartition(":")[2])
        assert port > FIRST_PORT
        assert watched.hear("is in use") == f"port {FIRST_PORT} is in use, so this is on {port}"


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8.5"])
def test_what_is_no_port_is_wrong_usage(port: str, watch: Watch) -> None:
    watched = watch("--port", port)
    watched.process.wait(60)
    watched.reader.join(60)
    assert watched.process.returncode == 2
    assert "write a number up to 65535" in watched.said[-1] or "expected one argument" in watched.said[-1]


def test_a_folder_that_is_not_there_is_a_problem(watch: Watch) -> None:
    watched = watch("--deck", "dek")
    watched.process.wait(60)
    watched.reader.join(60)
    assert watched.process.returncode == 1
    assert watched.said[0] == "dek: there is no such folder: did you mean `deck`?"


def test_it_answers_this_machine_only(watch: Watch) -> None:
    watched = watch()
    port = int(watched.address.rstrip("/").rpartition(":")[2])
    assert asked(port, f"127.0.0.1:{port}")[0] == 200
    assert asked(port, "evil.example")[0] == 403
    with socket.socket() as stranger:
        stranger.settimeout(5)
        # The whole of 127/8 is this machine, but another address than that it is bound to.
        assert stranger.connect_ex(("127.0.0.2", port)) != 0


def asked(port: int, host: str) -> tuple[int, bytes]:
    """What the page answers under a host name."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": host})
    answer = connection.getresponse()
    return answer.status, answer.read()
