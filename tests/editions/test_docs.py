"""What docs/kaarten-aanpassen.md shows of editions works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from deckpress.cli import parse
from deckpress.editions.compare import compare
from deckpress.editions.content import Content, Key
from deckpress.editions.telling import told
from deckpress.labels import load_labels

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "kaarten-aanpassen.md").read_text(encoding="utf-8")


def test_its_commands_are_ours() -> None:
    found = [parse(line.split()) for line in re.findall(r"build\.py ((?:release|changes|reprint) .*)", TEXT)]
    assert {given.command for given in found} == {"release", "changes", "reprint"}
    for options in re.findall(r"`(--(?:only|copies|sheet|printer) [^`]+)`", TEXT):
        parse(["reprint", "--since", "2025.2", *options.split()])


def test_its_example_is_what_changes_says() -> None:
    def card(title: str, question: str) -> Content:
        return Content({"title": title, "reflect": (question,)})

    asked, subsidy = "Hoe maak je een {} eerste indruk op een gezin?", "De aanvraag van een subsidie"
    before = {
        Key("card", "1.1"): card("De eerste indruk", asked.format("goede")),
        Key("card", "3.5"): card(subsidy, "Wat?"),
    }
    after = {
        Key("card", "1.1"): card("De eerste indruk", asked.format("warme")),
        Key("card", "2.4"): card("Kijk samen terug", "Wie?"),
    }
    lines = told(compare(before, after), "2025.2", "2026.1", load_labels(ROOT / "templates", "nl"))
    assert "```\n" + "\n".join(lines) + "\n```" in TEXT


def test_what_it_says_that_you_read_is_said() -> None:
    table = TEXT[TEXT.index("| Wat je leest |") :].split("\n\n")[0]
    sources = [*(ROOT / "deckpress" / "editions").glob("*.py"), ROOT / "deckpress" / "releasing.py"]
    said = "".join(source.read_text(encoding="utf-8") for source in sources)
    messages = re.findall(r"^\| \*(.+?)\* \|", table, re.MULTILINE)
    assert len(messages) == 5
    for message in messages:
        assert all(words.strip(" ,") in said for words in message.split("…"))
