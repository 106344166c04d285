"""What is kept of earlier findings, and mutations of it, ends in an answer or in problems, never in a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckpress.cli import main
from tests.decks import tiny_deck
from tests.fuzz.ground import scratch
from tests.fuzz.targets import NAMES, kept, target

BITS = (
    b"&a ", b"*a", b"!!x ", b"null", b"1.1", b"[]", b"{}", b"[x]", b"{a: b}", b": ", b"- ", b"\n", b"\n  ", b"? ",
    b"'", b'"', b"#", b"|", b"<b>", b"{{", b"[x](card:9.9)", b"](", b"**", b"\\", b"\r", b"\0", b"\xff", b"\t", b"\x0c",
    "\ufeff".encode(), "\u202e".encode(), "😀".encode(), b"9" * 400, b"a" * 300, b"[key]", b"text: ", b"items: ",
    b"REFLECTEREN\n", b"LUIK 1\n", "• ".encode(), "‘".encode(), b"-1.1,", b"thema:", b",", b";", b"@", b"..", b"/",
    b"<use href='#a'/>", b"on", b"url(", b"</", b"1e999", b"NaN",
)  # fmt: skip
Change = tuple[float, int, bytes]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(BITS) | st.binary(max_size=3)),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, changes: list[Change]) -> bytes:
    """Each change puts some bytes at a place, over some that are there."""
    for where, over, bits in changes:
        at = int(where * len(data))
        data = data[:at] + bits + data[at + over :]
    return data


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_stops_nothing(name: str) -> None:
    for file in kept(name):
        target(name)(file.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_mutations_stop_nothing(name: str) -> None:
    files = [file.read_bytes() for file in kept(name)]

    @settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(files), CHANGES)
    def check(data: bytes, changes: list[Change]) -> None:
        target(name)(mutated(data, changes))

    check()


def test_a_target_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("tools")

    monkeypatch.setattr("deckpress.centres.reading.held", broken)
    with pytest.raises(KeyError):
        target("centre")(b"naam: x\n")


@pytest.mark.parametrize(
    "expression", ["", "-", "luik:\0", "9.9", "thema:\udcff", "1.1," * 900, "[[", "-1.*"]
)
def test_no_expression_is_a_fault_of_ours(
    expression: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tiny_deck(scratch() / "asked").parent)
    assert main(["--quiet", "--deck", "asked", "--out", "asked-out", f"--select={expression}"]) in (1, 2)
    assert capsys.readouterr().err


def test_the_corpus_is_small() -> None:
    files = [file for name in NAMES for file in kept(name)]
    assert all(0 < len(kept(name)) <= 100 for name in NAMES)
    assert max(file.stat().st_size for file in files) < 4096
