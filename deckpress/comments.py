"""Comments in a file of Markdown: lines of their own that no reader of the deck sees, `<!-- as this -->`.

Only whole lines are taken out, and nothing that looks like a mistake. What else looks like HTML stays in the text,
where `validate` refuses it.
"""

from __future__ import annotations

from deckpress.model import Place, Problem

OPENS, CLOSES = "<!--", "-->"


def uncommented(text: str, shown_as: str) -> tuple[str, list[Problem]]:
    """The text with an empty line for each line of a comment; problems of comments that aren't closed, or not alone."""
    kept: list[str] = []
    problems: list[Problem] = []
    opened = 0  # the line at which a comment starts
    for number, line in enumerate(text.split("\n"), start=1):
        inside = line
        if not opened and line.lstrip().startswith(OPENS):
            opened, inside = number, line.replace(OPENS, "", 1)
        elif not opened:
            kept.append(line)
            continue
        kept.append("")
        before, closed, after = inside.partition(CLOSES)
        if message := _fault(before, after, opened):
            problems.append(Problem(Place(shown_as, number, 1), message))
        opened = 0 if closed else opened
    if opened:
        message = f"this comment doesn't end: write {CLOSES} behind its last word"
        problems.append(Problem(Place(shown_as, opened, 1), message))
    return "\n".join(kept), problems


def _fault(before: str, after: str, opened: int) -> str | None:
    """What is wrong with a line of a comment, by what stands before and after its end."""
    if OPENS in before:
        return f"a comment starts inside the one of line {opened}: end that with {CLOSES}"
    if after.strip():
        return f"text behind a comment: put it on the line below the {CLOSES}"
    return None
