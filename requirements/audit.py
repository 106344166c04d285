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
    found = ask(wanted, given.service)
    if isinstance(found, str):
        print(f"{given.service} couldn't be asked, so nothing is known: {found}", file=sys.stderr)
        return UNKNOWN
    return told(wanted, found)


def ask(wanted: Sequence[tuple[str, str]], service: str) -> list[Mapping[str, Any]] | str:
    """What pip-audit knows of each name and version; or why it knows nothing."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.txt") for number in range(_most(wanted))]
        for file, rows in zip(files, _once(wanted), strict=True):
            file.write_text("".join(f"{name}=={version}\n" for name, version in rows), encoding="utf-8")
        named = [word for file in files for word in ("-r", str(file))]
        how = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", str(PATIENCE))
        where = (
            "--cache-dir",
            str(Path(folder, "cache")),
            "--vulnerability-service",
            "osv",
            "--osv-url",
            service,
        )
        command = [sys.executable, "-m", "pip_audit", "--format", "json", *how, *where, *named]
        done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError, TypeError):
        return (done.stderr.strip().splitlines() or ["it said nothing"])[-1]


def told(wanted: Sequence[tuple[str, str]], found: Sequence[Mapping[str, Any]]) -> int:
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


def _most(wanted: Sequence[tuple[str, str]]) -> int:
    """The most versions that one package is pinned at."""
    names = [name for name, _ in wanted]
    return max(map(names.count, names), default=0)


def _once(wanted: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pins in as many lists as it takes for a package to stand once in a list, as pip-audit wants it."""
    lists: list[list[tuple[str, str]]] = [[] for _ in range(_most(wanted))]
    names: list[str] = []
    for pin in wanted:
        lists[names.count(pin[0])].append(pin)
        names.append(pin[0])
    return lists


if __name__ == "__main__":
    sys.exit(main())
