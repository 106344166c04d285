"""`make audit`: is a known vulnerability in what is pinned? Asks a public list of them (OSV) by pip-audit.

Every pin is asked for, also those for another Python or system than this. Exit codes: 0 none is known, 1 some are,
3 the list couldn't be asked about all, so that nothing is known.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from requirements.pins import LOCKS, pins  # noqa: E402

NONE, SOME, UNKNOWN = 0, 1, 3
SERVICE = "https://api.osv.dev/v1/query"
PATIENCE = 20  # seconds, for an answer
Wanted = tuple[str, str]  # a package's name, and its version


class Unasked(Exception):
    """Nothing is known; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, tell, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("locks", nargs="*", type=Path, default=list(LOCKS.values()), metavar="LOCK")
    parser.add_argument(
        "--service", default=SERVICE, metavar="URL", help="who is asked (default: %(default)s)"
    )
    given = parser.parse_args(arguments)
    wanted = sorted(
        {(pin.name, pin.version) for lock in given.locks for pin in pins(lock.read_text("utf-8"))}
    )
    try:
        return told(wanted, [row for rows in once(wanted) for row in ask(rows, given.service)])
    except Unasked as error:
        print(f"{given.service} couldn't be asked, so nothing is known: {error}", file=sys.stderr)
        return UNKNOWN


def ask(wanted: Sequence[Wanted], service: str) -> list[Mapping[str, Any]]:
    """What pip-audit knows of each of these. Raises Unasked."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pins.txt")
        file.write_text("".join(f"{name}=={version}\n" for name, version in wanted), encoding="utf-8")
        how = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", str(PATIENCE))
        where = (
            "--vulnerability-service",
            "osv",
            "--osv-url",
            service,
            "--cache-dir",
            str(Path(folder, "cache")),
        )
        command = [sys.executable, "-m", "pip_audit", "--format", "json", *how, *where, "-r", str(file)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError, TypeError) as error:
        raise Unasked((done.stderr.strip().splitlines() or ["it said nothing"])[-1]) from error


def once(wanted: Sequence[Wanted]) -> list[list[Wanted]]:
    """These in as many lists as it takes for a package to stand once in a list, as pip-audit wants it."""
    lists: list[list[Wanted]] = []
    for pin in wanted:
        room = next((rows for rows in lists if all(pin[0] != name for name, _ in rows)), None)
        if room is None:
            lists.append(room := [])
        room.append(pin)
    return lists


def told(wanted: Sequence[Wanted], found: Sequence[Mapping[str, Any]]) -> int:
    """Print what was found; the exit code."""
    known = {(row["name"], row["version"]): row["vulns"] for row in found if "version" in row}
    faults = [(pin, fault) for pin in wanted for fault in known.get(pin, ())]
    for (name, version), fault in faults:
        mended = ", ".join(fault.get("fix_versions", ())) or "no version"
        print(f"{name} {version}: {fault['id']}, mended in {mended}: {fault.get('description', '')[:200]}")
    left = [f"{name} {version}" for name, version in wanted if (name, version) not in known]
    if left:
        print(f"not known: {', '.join(left)}", file=sys.stderr)
    print(f"{len(wanted)} pins: {len(known)} asked about, {len(faults)} known vulnerabilities")
    return SOME if faults else UNKNOWN if left else NONE


if __name__ == "__main__":
    sys.exit(main())
