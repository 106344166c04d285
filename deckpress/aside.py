"""Work that a process of its own does meanwhile, where there is a core to spare for it.

A fork has all that was laid out, which would take longer to hand over. Only Linux does it safely, in a process with one
thread, and only there the system ends it with the one that began it. Elsewhere, and where it comes to nothing for
whatever reason, the work is done when its result is asked for: what goes wrong is told as if there were nothing aside.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

Result = TypeVar("Result")

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)


def is_possible() -> bool:
    """Whether there is a core to spare, which there isn't for one of many processes, and a fork is safe."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2 or parent_process():
        return False
    return len(os.listdir("/proc/self/task")) == 1  # no threads, not even a library's


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin work that may be done twice; what is given waits for its result, once. It ends at the latest with this."""
    begun = _begun(work) if is_possible() else None
    if not begun:
        yield work
        return
    process, receiver = begun

    def result() -> Result:
        try:
            found: Result = receiver.recv()
        except EOFError:  # it came to nothing
            process.join()
            return work()
        process.join()
        return found

    try:
        yield result
    finally:
        process.kill()
        process.join()
        receiver.close()


def _begun(work: Callable[[], Any]) -> tuple[ForkProcess, Connection] | None:
    """The process, and what its result comes through; None where the system has no room for another one."""
    context = get_context("fork")
    try:
        receiver, sender = context.Pipe(duplex=False)
    except OSError:
        return None
    process = context.Process(target=_work, args=(work, sender, os.getpid()), daemon=True)
    with closing(sender):
        try:
            with _held(
                signal.SIGINT
            ):  # or it could say that it was stopped, before it leaves that to this one
                process.start()
        except OSError:
            receiver.close()
            return None
    return process, receiver


@contextmanager
def _held(number: signal.Signals) -> Iterator[None]:
    """A signal that comes meanwhile comes afterwards; a process that begins meanwhile never hears it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(work: Callable[[], Result], sender: Connection, parent: int) -> None:
    """What the other process does: it ends with its parent, and says nothing of what goes wrong."""
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        return
    with suppress(BaseException):
        sender.send(work())
