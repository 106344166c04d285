"""What docs/kaarten-aanpassen.md says of links is what the command does."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from deckpress.cli import parse
from deckpress.links import kept
from deckpress.links.addresses import Address, Use
from deckpress.links.answers import Answer, Hop, Known
from deckpress.links.failures import of_status
from deckpress.links.limits import Limits
from deckpress.links.report import report
from deckpress.model import Place

TEXT = (Path(__file__).parent.parent.parent / "docs" / "kaarten-aanpassen.md").read_text(encoding="utf-8")
SECTION = TEXT[TEXT.index("## Werken de links nog?") :].split("\n## ")[0]


def test_its_command_is_ours() -> None:
    (line,) = re.findall(r"build\.py (.*)", SECTION)
    assert parse(line.split()).links


def test_its_words_are_those_that_are_told() -> None:
    answers = {
        "dead": Answer(verdict="dead"),
        "moved": Answer(verdict="good", hops=(Hop(status=301, to="b"),)),
        "led": Answer(verdict="good", hops=(Hop(status=302, to="b"),)),
        "slow": Answer(verdict="good", seconds=Limits().slow),
        "unsure": Answer(verdict="unsure"),
    }
    known = {url: Known(answer=answer, asked=datetime.date(2026, 1, 1)) for url, answer in answers.items()}
    addresses = [Address(url, (Use(Place("x"), url, ()),)) for url in answers]
    found = report(addresses, answers, known, Limits().slow)
    told = "\n".join(map(str, (*found.dead, *found.notes)))
    words = re.findall(r"^\| `(.*?)` \|", SECTION, re.MULTILINE)
    assert len(words) == len(answers) and [word for word in words if word not in told] == []


def test_its_file_and_numbers_are_ours() -> None:
    assert f"`{kept.NAME}`" in SECTION and "meer dan vijf seconden" in SECTION and Limits().slow == 5
    failure = of_status(500, None)
    assert (
        failure
        and failure.verdict == "dead"
        and "its server fails" in SECTION
        and "its server fails" in failure.reason
    )
