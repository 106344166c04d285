"""Work aside: its result, what goes wrong in it, and that it never outlives what began it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is done aside"),
    pytest.mark.skipif(
        sys.platform == "linux" and len(os.sched_getaffinity(0)) < 2, reason="there is no core to spare"
    ),
]
PREFIX = """
import os, sys, time
from deckpress.aside import aside, is_possible
def main():
"""


def started(code: str) -> subprocess.Popen[str]:
    """A process with one thread, which a test's has not, that runs the code."""
    text = PREFIX + textwrap.indent(textwrap.dedent(code), "    ") + "\nmain()\n"
    return subprocess.Popen(
        [sys.executable, "-c", text],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(code: str) -> str:
    """What it says. It says nothing of what went wrong."""
    process = started(code)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return out.strip()


RESULT = """
with aside(lambda: os.getpid()) as result:
    print(result() == os.getpid())
"""


def test_it_is_done_by_another_process_that_is_gone_then() -> None:
    assert run(RESULT) == "False"
    code = (
        "with aside(lambda: os.getpid()) as result: other = result()\nprint(os.path.exists(f'/proc/{other}'))"
    )
    assert run(code) == "False"


def test_without_a_core_to_spare_it_is_done_here() -> None:
    one = "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    assert run(one + RESULT) == "True"


def test_with_threads_it_is_done_here() -> None:
    waits = "import threading; threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
    assert run(waits + RESULT) == "True"


@pytest.mark.parametrize("limit", ["RLIMIT_NOFILE, 4", "RLIMIT_NPROC, 0"])
def test_without_room_for_a_process_it_is_done_here(limit: str) -> None:
    name, most = limit.split(", ")
    code = f"""
    import multiprocessing.popen_fork, os, resource
    if resource.{name} == resource.RLIMIT_NPROC and os.geteuid() == 0:
        os.setuid(65534)  # root may have any number of processes
    resource.setrlimit(resource.{name}, ({most}, {most}))
    with aside(lambda: os.getpid()) as result:
        print(result() == os.getpid())
    """
    assert run(code) == "True"


@pytest.mark.parametrize("fault", ["1 / 0", "os._exit(0)", "os.kill(os.getpid(), 9)", "sys.exit(3)"])
def test_where_it_comes_to_nothing_it_is_done_here(fault: str) -> None:
    code = f"""
    first = os.getpid()
    def work():
        if os.getpid() != first:
            {fault}
        return "done here"
    with aside(work) as result:
        print(result())
    """
    assert run(code) == "done here"


def test_what_goes_wrong_here_too_is_raised_here() -> None:
    code = """
    def work():
        raise ValueError("wrong")
    try:
        with aside(work) as result:
            result()
    except ValueError as error:
        print(error)
    """
    assert run(code) == "wrong"


def test_it_ends_where_its_result_is_no_longer_wanted() -> None:
    code = """
    try:
        with aside(lambda: time.sleep(60)) as result:
            raise ValueError
    except ValueError:
        print("left:", open(f"/proc/self/task/{os.getpid()}/children").read())
    """
    assert run(code) == "left:"


def test_ctrl_c_is_for_the_first_process() -> None:
    code = """
    import signal
    signal.signal(signal.SIGINT, signal.default_int_handler)  # it may have begun deaf to it
    def work():
        os.kill(os.getpid(), signal.SIGINT)
        return os.getpid()
    with aside(work) as result:
        print(result() != os.getpid())
        os.kill(os.getpid(), signal.SIGINT)
    """
    process = started(code)
    out, err = process.communicate(timeout=60)
    assert out == "True\n" and err.rstrip().endswith("KeyboardInterrupt") and err.count("Traceback") == 1


def test_a_kill_ends_it_too() -> None:
    code = """
    def work():
        print(os.getpid(), flush=True)
        time.sleep(60)
    with aside(work) as result:
        result()
    """
    process = started(code)
    assert process.stdout and process.stderr
    other = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    process.wait()
    for _ in range(1000):
        if not Path(f"/proc/{other}").exists() or "\nState:\tZ" in Path(f"/proc/{other}/status").read_text():
            break
        time.sleep(0.01)
    else:
        pytest.fail("it lives on")
    process.stdout.close()
    process.stderr.close()
