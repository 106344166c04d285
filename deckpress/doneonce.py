"""What pydyf does again and again while it writes, done once. There is no supported way: parts of it are exchanged."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pydyf

REMEMBERED = 500  # streams, of some 5 KB


@contextmanager
def done_once() -> Iterator[None]:
    """While this lasts, streams that were compressed before are not compressed again, and the list of pages, for which
    each structure element asks, is made once for each number of pages: else writing takes time by the square of them.
    """
    made_anew = pydyf.PDF.page_references
    kept: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        key = (id(pdf), len(pdf.pages["Kids"]))
        if key not in kept:
            kept[key] = made_anew.fget(pdf)
        return kept[key]

    pydyf.PDF.page_references = property(page_references)
    pydyf.zlib = SimpleNamespace(compressobj=_Compressor, compress=zlib.compress)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made_anew
        pydyf.zlib = zlib


class _Compressor:
    """Compresses one stream that comes whole: the same pages stand in several files, and in each version of one."""

    def __init__(self, level: int) -> None:
        self.level = level

    def compress(self, data: bytes) -> bytes:
        return _compressed(data, self.level)

    def flush(self) -> bytes:
        return b""


_known: dict[bytes, bytes] = {}  # what streams are compressed, by their hash


def _compressed(data: bytes, level: int) -> bytes:
    key = hashlib.sha256(b"%d %s" % (level, data)).digest()
    if key not in _known:
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[key] = zlib.compress(data, level)
    return _known[key]
