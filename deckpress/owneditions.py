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

from deckpress import centred, pipeline
from deckpress.centres import read_centre
from deckpress.job import Job
from deckpress.model import BuildError
from deckpress.preflight import Drawn, see_pages
from deckpress.reading import Ready, Request, read
from deckpress.scratch import Scratch

Show = Callable[[int], None]  # how many are done


@dataclass
class Result:
    """What came of it: the names of what was made, and what went wrong with others."""

    made: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def make(request: Request, ready: Ready, wanted: Mapping[str, Request], show: Show) -> Result:
    """Make the decks of centres, by name; `ready`: the deck itself. Raises DeckProblems where it can't be laid out."""
    result = Result()
    warm(request, ready)
    for done, (name, fault) in enumerate(_all(request.inputs, wanted), 1):
        if fault:
            result.faults[name] = fault
        else:
            result.made.append(name)
        show(done)
    return result


def warm(request: Request, ready: Ready) -> None:
    """See that the deck itself can be laid out, and keep its fits for all processes. Raises DeckProblems."""
    press = pipeline.press_for(request, ready, _silent)
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
        # With its boxes, as feet are exchanged in them.
        laid = pipeline.lay_out_boxes(pipeline.press_for(request, ready, _silent), ready.plan)
        with Scratch() as folder:
            data = replace(laid, folder=folder).screen.read_bytes()
        codes = {number: page.codes for number, page in enumerate(see_pages(data), 1)}
        _bases[deck] = Base(laid, codes)
        if parent_process():  # in a process for many it stays: to look through it again and again takes time
            gc.collect()
            gc.freeze()
            atexit.register(gc.unfreeze)
    return _bases[deck]
