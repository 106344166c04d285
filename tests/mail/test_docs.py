"""What docs/versturen.md shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from deckpress.cli import parse
from deckpress.mail.centres import Languages, read_centres
from deckpress.mail.letters import languages
from deckpress.mail.report import STATES
from deckpress.mail.settings import KEYRING, PASSWORD, load_settings
from tests.mail.mailings import ROOT

TEXT = (ROOT / "docs" / "versturen.md").read_text(encoding="utf-8")


def table(header: str) -> list[list[str]]:
    """The rows of the table that starts so, its first row with them."""
    rows = TEXT[TEXT.index(header) :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if "---" not in row]


def test_its_settings_are_settings(tmp_path: Path) -> None:
    (found,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "mail.yaml").write_text(found, encoding="utf-8")
    settings = load_settings(tmp_path / "mail.yaml")
    assert f"keyring set {KEYRING} {settings.user}@{settings.host}\n" in TEXT and PASSWORD in TEXT


def test_its_list_is_a_list(tmp_path: Path) -> None:
    text = "".join(f"{';'.join(row)}\n" for row in table("| naam |"))
    (tmp_path / "centres.csv").write_text(text, encoding="utf-8")
    centres, odd = read_centres(tmp_path / "centres.csv", "x", Languages(languages(ROOT / "templates"), "nl"))
    assert len(centres) == 3 and not odd


def test_its_commands_and_words_are_ours() -> None:
    for line in re.findall(r"build\.py (mail .*)", TEXT):
        assert parse(line.split()).centres == "centres.csv"
    known = parse(["mail", "x", "--resend-unknown", "--retry-refused", "--send"])
    assert known.resend_unknown and known.retry_refused and known.send
    words = {row[0].strip("`") for row in table("| wat je te zien krijgt |")[1:]}
    assert words <= set(STATES.values())
