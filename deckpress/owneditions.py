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
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory

from deckpress import centred, fresh, pipeline
from deckpress.centre import FOLDER, Centre
from deckpress.centres import centre_names, read_centre
from deckpress.job import Job
from deckpress.model import BuildError, DeckProblems, Place, Problem
from deckpress.options import EVERY
from deckpress.preflight import Drawn, see_pages
from deckpress.press import Press
from deckpress.reading import Ready, Request, read
from deckpress.render import Look, Renderer

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
    wanted = {name: request_for(request, name) for name in names}
    fresh_ones = [name for name, own in wanted.items() if not force and _is_fresh(own)]
    result.kept += fresh_ones
    left = {name: own for name, own in wanted.items() if name not in fresh_ones}
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
    inputs = fresh.with_options(request.inputs, {"centre": _content(request.deck, name)})
    fingerprint = fresh.with_options(request.fingerprint, {"inputs": inputs})
    out = request.out / FOLDER / name if request.out else None
    return replace(request, out=out, inputs=inputs, fingerprint=fingerprint, centre=name)


def _content(deck: Path, name: str) -> str:
    """A hash over the centre's file and all pictures beside it; "" where they can't be read."""
    folder = deck / FOLDER
    pictures = sorted(str(path) for path in folder.glob("*") if path.suffix not in (".yaml", ".yml"))
    return fresh.fingerprint([str(folder / f"{name}.yaml"), *pictures], {})


def _is_fresh(request: Request) -> bool:
    return bool(request.out) and fresh.is_fresh(str(request.out), request.fingerprint)


def warm(request: Request) -> None:
    """See that the deck itself can be laid out, and keep its fits for all processes. Raises DeckProblems."""
    press = _press(request, read(request))
    try:
        press.fits()
        press.dividers()
    finally:
        press.kept.save()


def _press(request: Request, ready: Ready) -> Press:
    look = Look(ready.theme, ready.labels, request.templates)
    return Press(
        ready.deck, Renderer(ready.deck, look, request.deck), request.styles, request.deck, lambda line: None
    )


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
    """The deck laid out, what it was made of, and the QR codes on its pages."""

    ready: Ready
    job: Job
    codes: Drawn


_bases: dict[str, Base] = {}  # of this process, by the hash of the deck


def made(deck: str, request: Request) -> str:
    """Make the deck of one centre; what is wrong where it can't be made, for people."""
    try:
        centre = read_centre(request.deck, request.centre)
        base = _base(deck, request)
        lay = partial(_laid, base, centre)
        pipeline.make(request, base.ready, lay, lambda line: None)
        base.job.press.kept.save()
    except BuildError as error:
        return str(error)
    except Exception:
        return f"a fault of the builder: please report it with these lines\n{traceback.format_exc()}"
    return ""


def _laid(base: Base, centre: Centre, *_: object) -> Job:
    return centred.lay_out(base.job, base.codes, centre)


def _base(deck: str, request: Request) -> Base:
    """The deck laid out and judged, once in a process."""
    if deck not in _bases:
        ready = read(request)
        press = _press(request, ready)
        fits = press.fits()
        laid = Job(press, fits, list(press.documents(fits)), Path(), press.say, ready.plan)
        with TemporaryDirectory() as folder:
            data = replace(laid, folder=Path(folder)).screen.read_bytes()
        codes = {number: page.codes for number, page in enumerate(see_pages(data), 1)}
        _bases[deck] = Base(ready, laid, codes)
        if (
            parent_process()
        ):  # in a process for many centres it stays: to look through it again and again takes time
            gc.collect()
            gc.freeze()
            atexit.register(gc.unfreeze)
    return _bases[deck]
