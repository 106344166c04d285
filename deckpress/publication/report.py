"""What an import did, for a person to go through: repairs, doubts, lines that are nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from deckpress.publication.source import Line
from deckpress.publication.words import Report


def report_text(
    name: str, lines: Sequence[Line], report: Report, left: Sequence[Line], furniture: Sequence[Line]
) -> str:
    """The report as Markdown, line numbers as in the source."""
    printed = sum(not line.is_blank for line in lines)
    made = [f"# Import of {name}", f"{printed} lines with words. Line numbers are those of the source."]
    made += ["## Left over", *_listed([f"line {line.number}: {line.text}" for line in left])]
    made += ["## Doubts", *_listed([f"line {number}: {what}" for number, what in sorted(report.doubts)])]
    repairs = [f"line {number}: “{before}” → “{after}”" for number, before, after in sorted(report.repairs)]
    made += ["## Repairs", *_listed(repairs)]
    known = [f"line {line.number}: {line.text}" for line in sorted(furniture, key=lambda line: line.number)]
    made += ["## Furniture of the pages, in no card", *_listed(known)]
    return "\n\n".join(made) + "\n"


def _listed(entries: Sequence[str]) -> list[str]:
    return ["\n".join(f"- {entry}" for entry in entries) if entries else "None."]
