"""What a warm process keeps from one state of a deck to the next."""

from __future__ import annotations

from deckpress.press import Press
from deckpress.preview.snapshot import Files

TEXTS = (".css", ".yaml", ".md", ".txt", ".j2")  # what they say stands in the HTML and the stylesheet


def not_texts(files: Files) -> Files:
    """Those files whose content no text tells: fonts, pictures, profiles."""
    return tuple(file for file in files if not file[0].endswith(TEXTS))


def take_over(press: Press, before: Press) -> None:
    """Let a press know what the one before it knew; of another stylesheet neither heights nor what it parsed."""
    press.kept, press.smallest = before.kept, before.smallest
    if press.engine != before.engine:
        return
    if press.renderer.stylesheet == before.renderer.stylesheet:
        press.typesetter = before.typesetter
    if press.renderer.measuring_stylesheet == before.renderer.measuring_stylesheet:
        press.heights = before.heights
        if "measurer" in vars(before):
            press.measurer = before.measurer
