"""Words of a publication, looked up in the dictionary of this machine, or in its like: stems that are put together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from deckpress.publication.source import lines_of
from deckpress.publication.spelling import DICTIONARIES, asked, dictionary
from deckpress.publication.words import Mender, Report
from tests.fuzz.ground import scratch

AFFIXES = """SET UTF-8
COMPOUNDBEGIN B
COMPOUNDMIDDLE M
COMPOUNDEND E
ONLYINCOMPOUND X
COMPOUNDMIN 1
SFX S Y 2
SFX S 0 s .
SFX S 0 en .
PFX P Y 1
PFX P 0 ge .
"""
STEMS = "9\nkind/BMES\na/BME\naa/BMES\naaa/BMEX\nouder/BMES\nwerk/BMESP\nhuis/BME\nde\nten/BME\n"


def target(data: bytes) -> None:
    """The words as running text, of which most is asked; the dictionary has its limit anew."""
    lines = lines_of(data.decode("utf-8", "replace"))
    mender = Mender.of(lines, Report(), asked(_dictionary()))
    assert "\n" not in mender.text(lines, prose=True)


@cache
def _dictionary() -> Any:
    if there := [name for name in DICTIONARIES if Path(f"{name}.dic").exists()]:
        return dictionary(there[0])
    (scratch() / "woorden.aff").write_text(AFFIXES, encoding="utf-8")
    (scratch() / "woorden.dic").write_text(STEMS, encoding="utf-8")
    return dictionary(str(scratch() / "woorden"))
