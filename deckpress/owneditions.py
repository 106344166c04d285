"""The own editions of centres: each deck of a centre made by itself, on all cores, one's fault no other's.

Each process lays the deck out once, and then only what a centre changes.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from typing import Any

from deckpress import centred, fresh, pipeline
from deckpress.centre import FOLDER
from deckpress.centres import centre_names, read_centre
from deckpress.job import Job
from deckpress.model import BuildError, DeckProblems, Place, Problem
from deckpress.options import EVERY
from deckpress.preflight import Drawn, see_pages
from deckpress.reading import Request, read
from deckpress.scratch import Scratch

Show = Callable[[int, int], None]  # how many are done, of how many


@dataclass
class Result:
    """What came of it: the names of what was made and of what was up to date, and what went wrong with others."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        """What to tell of those that went well."""
        kept = f", {len(self.kept)} already up to date" if self.kept else ""
        return [f"{len(self.made)} made{kept}"]


def make(request: Request, show: Show, force: bool = False) -> Result:
    """Make the decks of the centres that `request.centre` names: one, or all. Raises DeckProblems for the deck
    itself, UsageError where there is no such centre.
    """
    names = (
        centre_names(request.deck)
        if request.centre == EVERY
        else [read_centre(request.deck, request.centre).id]
    )
    if not names:
        where, advice = request.deck / FOLDER, "docs/kaarten-aanpassen.md shows what it holds"
        raise DeckProblems(
            [Problem(Place(str(where)), f"there is no centre yet: write `<name>.yaml` here; {advice}")]
        )
    result = Result()
    left = {}
    for name in names:
        own = request_for(request, name)
        if not force and own.out and fresh.is_fresh(str(own.out), own.fingerprint):
            result.kept.append(name)
        else:
            left[name] = own
    if left:
        warm(request)
    for done, (name, fault) in enumerate(_all(request.inputs, left), 1):
        if fault:
            result.faults[name] = fault
        else:
            result.made.append(name)
        show(done, len(left))
    return result


def request_for(request: Request, name: str) -> Request:
    """What to build for one centre: into a folder of its own, anew where its file or its logo changed."""
    content = _content(request.deck, name)
    inputs = fresh.with_options(request.inputs, {"centre": content}) if content else ""
    fingerprint = fresh.with_options(request.fingerprint, {"inputs": inputs}) if inputs else ""
    out = request.out / FOLDER / name if request.out else None
    return replace(request, out=out, inputs=inputs, fingerprint=fingerprint, centre=name)


def _content(deck: Path, name: str) -> list[dict[str, Any]]:
    """What the centre's file and its logo hold, as hashes; nothing where they can't be read: making it will say why."""
    try:
        logo = read_centre(deck, name).about.logo
        return [fresh.describe(str(deck / FOLDER / file)) for file in (f"{name}.yaml", logo) if file]
    except (BuildError, OSError):
        return []


def warm(request: Request) -> None:
    """See that the deck itself can be laid out, and keep its fits for all processes. Raises DeckProblems."""
    press = pipeline.press_for(request, read(request), _silent)
    try:
        press.fits()
        press.dividers()
    finally:
        press.kept.save()


def _silent(line: str) -> None:
    """Nothing is said of each page of each centre."""


def _all(deck: str, wanted: Mapping[str, Request]) -> Iterator[tuple[str, str]]:
    """Make them; for each as it ends its name, and what went wrong. `deck`: the hash of what all are made of."""
    workers = min(os.cpu_count() or 1, len(wanted))
    if workers < 2:
        for name, own in wanted.items():
            yield name, made(deck, own)
        return
    # Not forked: a fork has the locks of threads that it does not have, and not all systems can.
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    try:
        with deaf():
            running: dict[Future[str], str] = {
                pool.submit(made, deck, own): name for name, own in wanted.items()
            }
        for future in as_completed(running):
            yield running[future], _answer(future)
    except BaseException:
        for worker in active_children():  # stopped: what they have begun can't be waited for
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def deaf() -> Iterator[None]:
    """Processes that start meanwhile don't hear Ctrl-C, from their first moment on: this one ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _answer(future: Future[str]) -> str:
    try:
        return future.result()
    except BrokenProcessPool:
        return "its process was stopped, by lack of memory perhaps: build again, what is made stays"


@dataclass(frozen=True)
class Base:
    """The deck laid out, and the QR codes on its pages."""

    job: Job
    codes: Drawn


_bases: dict[str, Base] = {}  # of this process, by the hash of the deck


def made(deck: str, request: Request) -> str:
    """Make the deck of one centre; what is wrong where it can't be made, for people."""
    try:
        centre = read_centre(request.deck, request.centre)
        base = _base(deck, request)
        try:
            pipeline.put_out(request, centred.lay_out(base.job, base.codes, centre))
        finally:
            base.job.press.kept.save()
    except BuildError as error:
        return str(error)
    except Exception:
        return f"a fault of the builder: please report it with these lines\n{traceback.format_exc()}"
    return ""


def _base(deck: str, request: Request) -> Base:
    """The deck laid out and judged, once in a process."""
    if deck not in _bases:
        ready = read(request)
        # With the boxes of its pages, as feet are exchanged in them.
        laid = pipeline.lay_out_whole(pipeline.press_for(request, ready, _silent), ready.plan)
        with Scratch() as folder:
            data = replace(laid, folder=folder).screen.read_bytes()
        codes = {number: page.codes for number, page in enumerate(see_pages(data), 1)}
        _bases[deck] = Base(laid, codes)
        if parent_process():  # in a process for many it stays: to look through it again and again takes time
            gc.collect()
            gc.freeze()
            atexit.register(gc.unfreeze)
    return _bases[deck]
