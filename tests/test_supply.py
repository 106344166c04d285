"""What is made by others: pinned with hashes, listed with its purpose and licence, and asked about."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import pytest

from docs.dependencies import ALLOWED, BUNDLED, LISTS, READ, TARGET, is_allowed, licence, sha256
from requirements.audit import told
from requirements.pins import LOCKS, Pin, canonical, listed, pins

ROOT = Path(__file__).parent.parent
LOCKED = {name: pins(file.read_text(encoding="utf-8")) for name, file in LOCKS.items()}
DOCUMENT = TARGET.read_text(encoding="utf-8")
HASH = f"    --hash=sha256:{'0' * 64}"


def rows(columns: int) -> list[list[str]]:
    """The rows of the document's tables with so many columns, without their heads."""
    lines = [line.strip("|").split("|") for line in DOCUMENT.splitlines() if line.startswith("| ")]
    split = [[cell.strip() for cell in line] for line in lines]
    return [row for row in split if len(row) == columns and row[0] not in ("package", "file")]


PACKAGES = [(row[0], row[1].split(" ")[0], row[3]) for row in [*rows(4), *rows(5)]]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_someone_who_needs_it(name: str) -> None:
    assert LOCKED[name]
    assert [pin for pin in LOCKED[name] if not pin.hashes or not pin.needed_by] == []


def test_the_tests_pin_all_that_the_deck_does() -> None:
    of_tests = {(pin.name, pin.version): set(pin.hashes) for pin in LOCKED["test"]}
    assert [p for p in LOCKED["deck"] if of_tests.get((p.name, p.version)) != set(p.hashes)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_asked_for_is_pinned_and_has_a_purpose(name: str) -> None:
    asked = listed(LISTS[name])
    assert asked and asked.keys() - {pin.name for pin in LOCKED[name]} == set()
    assert [package for package, purpose in asked.items() if not purpose] == []
    exact = re.findall(r"^([\w-]+)==(\S+)", LISTS[name].read_text(encoding="utf-8"), re.MULTILINE)
    assert {(canonical(one), version) for one, version in exact} <= {
        (p.name, p.version) for p in LOCKED[name]
    }


def test_a_lock_is_read_whole() -> None:
    needed_by = "    # via\n    #   -r deck.in\n    #   egg\n"
    text = f"# made\nham==1.0 ; sys_platform == 'win32' \\\n{HASH} \\\n{HASH}\n{needed_by}"
    assert pins(text) == [
        Pin("ham", "1.0", "sys_platform == 'win32'", ("0" * 64,) * 2, ("-r deck.in", "egg"))
    ]
    assert pins("Ham_x==1\n    # via egg\n") == [Pin("ham-x", "1", "", (), ("egg",))]


@pytest.mark.parametrize(
    "line", ["ham", "ham>=1", "ham @ https://ham.example/ham.whl", "-e .", "ham==1 egg==2"]
)
def test_what_is_no_pin_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="this is no pin"):
        pins(f"egg==1\n{line}\n")


def test_the_document_names_all_that_is_pinned_and_nothing_else() -> None:
    assert sorted({(name, version) for name, version, _ in PACKAGES}) == sorted(
        {(pin.name, pin.version) for lock in LOCKED.values() for pin in lock}
    ), "write it anew: python docs/dependencies.py"


def test_the_document_says_what_each_is_for_as_the_lists_do() -> None:
    purposes = {name: purpose for file in LISTS.values() for name, purpose in listed(file).items()}
    assert {row[0]: row[2] for row in rows(4)} == purposes


def test_every_licence_is_one_that_may_be_used() -> None:
    assert [row for row in PACKAGES if not is_allowed(row[2])] == []
    assert [file for file in BUNDLED if file.licence not in ALLOWED] == []


def test_licences_are_those_of_the_installed_packages() -> None:
    installed = {canonical(found.name): found.version for found in metadata.distributions()}
    same = [row for row in PACKAGES if installed.get(row[0]) == row[1]]
    assert len(same) > len(PACKAGES) / 2
    assert [row for row in same if licence(row[0]) != row[2]] == []
    assert READ.keys() <= {row[0] for row in PACKAGES}


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("GPL-2.0-or-later OR MPL-1.1", True),
        ("MIT AND GPL-2.0-only", False),
        ("(GPL-2.0-only OR MIT) AND Apache-2.0", True),
        ("unknown", False),
        ("", False),
    ],
)
def test_a_licence_may_be_used_or_not(expression: str, allowed: bool) -> None:
    assert is_allowed(expression) == allowed


def test_files_of_others_are_those_that_were_written_down() -> None:
    assert [(row[0], row[2], row[3], row[5]) for row in rows(6)] == [
        (f"`{file.path}`", file.version, file.licence, f"`{sha256(file.path)}`") for file in BUNDLED
    ]
    others = [
        *ROOT.glob("styles/**/*.[toi][tc][fc]"),
        *ROOT.glob("styles/**/*.woff*"),
        *ROOT.glob("templates/**/vendor/*"),
    ]
    assert {path.relative_to(ROOT).as_posix() for path in others} == {file.path for file in BUNDLED}


Ask = Callable[..., "subprocess.CompletedProcess[str]"]
KNOWN = {
    "id": "PYSEC-2026-1",
    "summary": "It lets anybody in",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.6"}]}],
        }
    ],
}


class Osv(BaseHTTPRequestHandler):
    """A list of vulnerabilities on this machine, which knows one, of jinja2 3.1.5."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        hit = (asked["package"]["name"], asked["version"]) == ("jinja2", "3.1.5")
        answer = json.dumps({"vulns": [KNOWN]} if hit else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def audit(service: str, *locked: str) -> subprocess.CompletedProcess[str]:
        lock = tmp_path / "lock.txt"
        lock.write_text("".join(f"{pin} \\\n{HASH}\n" for pin in locked), encoding="utf-8")
        command = [sys.executable, str(ROOT / "requirements" / "audit.py"), str(lock), "--service", service]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return audit


@pytest.mark.slow
def test_without_a_known_vulnerability_the_audit_ends_with_0(ask: Ask, service: str) -> None:
    done = ask(service, "jinja2==3.1.6", "egg==1 ; sys_platform == 'amiga'", "egg==2")
    assert (done.returncode, done.stdout) == (0, "3 pins: 3 asked about, 0 known vulnerabilities\n"), (
        done.stderr
    )


@pytest.mark.slow
def test_a_known_vulnerability_is_told_wherever_its_pin_would_be_installed(ask: Ask, service: str) -> None:
    done = ask(service, "jinja2==3.1.6", "jinja2==3.1.5 ; sys_platform == 'amiga'", "egg==1")
    assert done.returncode == 1, done.stderr
    assert "jinja2 3.1.5: PYSEC-2026-1, mended in 3.1.6: It lets anybody in\n" in done.stdout
    assert "3 pins: 3 asked about, 1 known" in done.stdout


@pytest.mark.slow
def test_every_pin_of_the_locks_is_asked_about(service: str) -> None:
    command = [sys.executable, str(ROOT / "requirements" / "audit.py"), "--service", service]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    count = len({(pin.name, pin.version) for lock in LOCKED.values() for pin in lock})
    assert done.stdout == f"{count} pins: {count} asked about, 0 known vulnerabilities\n", done.stderr
    assert done.returncode == 0


def test_a_pin_that_was_left_out_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert told([("ham", "1")], [{"name": "ham", "skip_reason": "not found"}]) == 3
    assert "not known: ham 1" in capsys.readouterr().err


@pytest.mark.slow
def test_where_nobody_can_be_asked_nothing_is_known(ask: Ask) -> None:
    done = ask("http://127.0.0.1:9/v1/query", "jinja2==3.1.6")
    assert (done.returncode, done.stdout) == (3, "")
    assert "couldn't be asked, so nothing is known" in done.stderr
