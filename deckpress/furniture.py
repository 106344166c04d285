"""Words that the layout itself prints on a page, cut to the room that they have."""

from __future__ import annotations

import re

from markupsafe import Markup

BAND_LENGTH = 70  # characters that fit in the band beside the part's shape
FOOT_LENGTH = 84  # that fit in the foot beside the page's number
SHEET_LENGTH = 105  # that fit in the foot of a sheet of A4, on the left and on the right together


def clipped(text: str, length: int = BAND_LENGTH) -> str:
    """A text no longer than its room, cut after a word. It is furniture: the pages themselves have the whole."""
    if len(text) <= length:
        return text
    return text[: length - 2].rsplit(" ", 1)[0] + " …"


def unbroken_tail(title: Markup) -> Markup:
    """A title whose words in brackets at the end stay on one line."""
    return Markup(re.sub(r"(\([^()<>]{1,40}\))$", r'<span class="tail">\1</span>', str(title)))
