"""Words that the layout itself prints on a page, cut to the room that they have."""

from __future__ import annotations

import re

from markupsafe import Markup

BAND_LENGTH = 70  # characters that fit in the band beside the part's shape


def clipped(text: str) -> str:
    """A text no longer than the band, cut after a word. The band is furniture: the page itself has the whole."""
    if len(text) <= BAND_LENGTH:
        return text
    return text[: BAND_LENGTH - 2].rsplit(" ", 1)[0] + " …"


def unbroken_tail(title: Markup) -> Markup:
    """A title whose words in brackets at the end stay on one line."""
    return Markup(re.sub(r"(\([^()<>]{1,40}\))$", r'<span class="tail">\1</span>', str(title)))
