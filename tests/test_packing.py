"""Painted documents told to another process: the same bytes are written of them there."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from deckpress.packing import OtherFont, packed, unpacked
from deckpress.painted import fresh
from deckpress.typeset import write_pdf
from tests.test_painted import PAGE, both


def test_a_painted_page_needs_no_engine_beside_it(tmp_path: Path) -> None:
    """It can be kept as bytes, and shown in the fonts of another process."""
    boxes, painted, setter = both(PAGE)
    told = pickle.loads(pickle.dumps(packed(painted)))
    for name, document in (("boxes", boxes), ("thawed", unpacked(told, boxes, setter.shown))):
        write_pdf([document], tmp_path / name)
    assert (tmp_path / "boxes").read_bytes() == (tmp_path / "thawed").read_bytes()


@pytest.mark.parametrize("name", ["name", "ascent", "descent"])
def test_in_other_fonts_it_cant_be_shown(name: str) -> None:
    boxes, painted, setter = both(PAGE)
    with pytest.raises(OtherFont):
        unpacked(packed(painted), boxes, {})
    others = {key: fresh(font) for key, font in setter.shown.items()}
    setattr(next(iter(others.values())), name, 0)
    with pytest.raises(OtherFont):
        unpacked(packed(painted), boxes, others)
