"""What an address said is kept with its date, whole, and never stands in the way."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest

from deckpress import fresh
from deckpress.links import kept
from deckpress.links.answers import Answer, Hop, Known, known, settled
from deckpress.load import load
from tests.decks import tiny_deck

MONDAY, TUESDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 24)
GOOD = Answer(verdict="good", hops=(Hop(status=301, to="https://b.test/"),), seconds=1.5)
DEAD = Answer(verdict="dead", reason="there is no such page (404)")
UNREACHED = Answer(verdict="dead", reason="the name a.test can't be looked up", reached=False)
REFUSED = Answer(verdict="dead", reason="not public", reached=None)
KNOWN = {
    "https://b.test/": Known(answer=GOOD, asked=MONDAY, good=MONDAY),
    "https://a.test/é": Known(answer=DEAD, asked=MONDAY),
}


def test_what_is_written_is_read_again_and_the_same_bytes(tmp_path: Path) -> None:
    assert kept.read(tmp_path) == {}
    file = kept.write(tmp_path, KNOWN)
    assert file == tmp_path / ".links.json" and kept.read(tmp_path) == KNOWN
    before = file.read_bytes()
    assert kept.write(tmp_path, dict(reversed(KNOWN.items()))).read_bytes() == before
    assert list(tmp_path.iterdir()) == [file] and "a.test/é" in before.decode()


def test_neither_the_loader_nor_a_build_sees_it(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    before = fresh.fingerprint([str(deck)], {})
    kept.write(deck, KNOWN)
    assert load(deck).problems == () and fresh.fingerprint([str(deck)], {}) == before != ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"format": 2, "addresses": {}}',
        '{"format": 1, "addresses": {"https://a.test/": {"asked": "2026-11-23"}}}',
        '{"format": 1, "addresses": {"https://a.test/": {"answer": {"verdict": "fine"}, "asked": "2026-11-23"}}}',
        '{"format": 1, "addresses": {}} and more',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / ".links.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(kept.Unkept, match="is broken"):
        kept.read(tmp_path)


@pytest.mark.parametrize("cut", [1, 40, 120])
def test_a_file_cut_off_is_told(tmp_path: Path, cut: int) -> None:
    file = kept.write(tmp_path, KNOWN)
    file.write_bytes(file.read_bytes()[:-cut])
    if cut == 1:  # only the last line's end
        assert kept.read(tmp_path) == KNOWN
    else:
        with pytest.raises(kept.Unkept, match="is broken"):
            kept.read(tmp_path)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(tmp_path, KNOWN)
    monkeypatch.setattr(kept, "MAX_BYTES", 100)
    with pytest.raises(kept.Unkept, match="is broken"):
        kept.read(tmp_path)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".links.json")
    with pytest.raises(kept.Unkept, match="is no file"):
        kept.read(tmp_path)


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / ".links.json").symlink_to(other)
    kept.write(tmp_path, KNOWN)
    assert other.read_text(encoding="utf-8") == "mine" and kept.read(tmp_path) == KNOWN


def test_where_it_cant_be_written_the_old_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept.write(tmp_path, KNOWN)
    before = file.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(kept.Unkept, match="No space left"):
        kept.write(tmp_path, {})
    assert file.read_bytes() == before and list(tmp_path.iterdir()) == [file]


def test_the_last_good_day_is_remembered() -> None:
    urls = list(KNOWN)
    now = known(dict(zip(urls, (DEAD, GOOD), strict=True)), KNOWN, TUESDAY)
    assert [(one.asked, one.good) for one in now.values()] == [(TUESDAY, MONDAY), (TUESDAY, TUESDAY)]


def test_with_a_network_what_isnt_reached_is_dead() -> None:
    answers = {"a": UNREACHED, "b": GOOD}
    assert settled(answers) == answers
    assert settled({"b": REFUSED}) == {"b": REFUSED}


def test_without_a_network_what_is_known_stays() -> None:
    urls = [*KNOWN, "https://c.test/", "http://10.0.0.1/"]
    answers = settled(dict(zip(urls, (UNREACHED, UNREACHED, UNREACHED, REFUSED), strict=True)))
    assert [answer.verdict for answer in answers.values()] == ["unreached"] * 3 + ["dead"]
    now = known(answers, KNOWN, TUESDAY)
    assert now == KNOWN | {"http://10.0.0.1/": Known(answer=REFUSED, asked=TUESDAY)}


def test_what_is_no_part_of_the_deck_any_more_is_forgotten() -> None:
    assert known({}, KNOWN, TUESDAY) == {}


def test_a_file_is_plain_for_people_too(tmp_path: Path) -> None:
    content = json.loads(kept.write(tmp_path, KNOWN).read_text(encoding="utf-8"))
    assert content == {
        "format": 1,
        "addresses": {
            "https://a.test/é": {
                "answer": {"verdict": "dead", "reason": "there is no such page (404)"},
                "asked": "2026-11-23",
            },
            "https://b.test/": {
                "answer": {
                    "verdict": "good",
                    "hops": [{"status": 301, "to": "https://b.test/"}],
                    "seconds": 1.5,
                },
                "asked": "2026-11-23",
                "good": "2026-11-23",
            },
        },
    }
