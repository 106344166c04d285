"""A mailing to centres with editions of their own: each gets its own PDF, as it was built, of the deck's edition."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import cli
from tests.decks import replace_in, tiny_deck
from tests.mail.mailings import write_settings

LIST = """\
naam;e-mail;taal;editie
De Zon;info@zon.be;nl;de-zon
De Maan;info@maan.be;nl;
De Ster;info@ster.be;nl;de-ster
"""
pytestmark = pytest.mark.slow
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    centres = tiny_deck(tmp_path / "deck") / "centres"
    centres.mkdir()
    (centres / "de-zon.yaml").write_text("name: De Zon\n", encoding="utf-8")
    (tmp_path / "centres.csv").write_text(LIST, encoding="utf-8-sig")
    write_settings(tmp_path, 25)
    return lambda *words: cli.main([*words, "--deck", "deck"])


def attached(folder: Path) -> dict[str, bytes]:
    """The PDF of each draft, by who gets it."""
    found = {}
    for file in folder.glob("*.eml"):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        [pdf] = message.iter_attachments()
        found[str(message["To"].addresses[0].addr_spec)] = pdf.get_content()
    return found


def test_each_centre_gets_its_own_pdf(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--only", "screen", "--quiet") == 0
    assert run("build", "--centre", "de-zon", "--quiet") == 0
    assert run("mail", "centres.csv") == 1
    said = capsys.readouterr().out
    assert re.search(r"centres\.csv:4:1: info@ster\.be gets nothing: .*de-ster/klein\.pdf isn't there", said)
    assert attached(tmp_path / "output" / "mail") == {
        "info@zon.be": (tmp_path / "output" / "centres" / "de-zon" / "klein.pdf").read_bytes(),
        "info@maan.be": (tmp_path / "output" / "klein.pdf").read_bytes(),
    }


def test_an_own_pdf_of_an_older_edition_is_not_sent(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--centre", "de-zon", "--quiet") == 0
    replace_in(tmp_path / "deck" / "deck.yaml", "2026.1", "2027.1")
    assert run("build", "--only", "screen", "--quiet") == 0
    assert run("mail", "centres.csv") == 1
    said = capsys.readouterr().out
    assert (
        "info@zon.be gets nothing: output/centres/de-zon/klein.pdf is of klein 2026.1, and the deck is klein 2027.1"
        in said
    )
    assert list(attached(tmp_path / "output" / "mail")) == ["info@maan.be"]
