"""Holds how the builder is laid out: which module may import which, how long things are, what starts without packages.

Data flows one way: a stage imports the foundation and its own room, never another stage. Only what composes the
stages knows them all.
"""

from __future__ import annotations

import ast
import graphlib
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "deckpress"
# By name: "render", and of a room with a folder of its own "load.folder", or "load" for the folder.
MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
    if file != PACKAGE / "__init__.py"
}
SOURCES = sorted(
    [
        ROOT / "build.py",
        *(file for folder in ("deckpress", "tests", "bench") for file in (ROOT / folder).rglob("*.py")),
    ]
)

FOUNDATION = {
    "model", "loaded", "units", "theme", "colour", "contrast", "labels", "markup", "pieces", "words", "texts", "svg",
    "uses", "textfile", "yamlfile", "yamlerrors", "explain", "duplex", "options", "anchors", "furniture",
    "pictures", "centre", "progress", "newfolder", "comments", "scratch", "limits", "near", "aside", "memory",
    "checked",
}  # fmt: skip
COMPOSITION = {
    "agreement",
    "appendix",
    "calibration",
    "calibrationsheet",
    "centred",
    "cli",
    "examine",
    "excerpts",
    "expect",
    "faults",
    "fitting",
    "halves",
    "job",
    "keeping",
    "laidbefore",
    "laying",
    "leaves",
    "linkcheck",
    "mailing",
    "measuring",
    "outputs",
    "owneditions",
    "ownrequests",
    "pipeline",
    "plan",
    "press",
    "printing",
    "printshop",
    "reading",
    "releasing",
    "reprint",
    "selection",
    "toolong",
    "translating",
    "warmdeck",
    "wholedeck",
    "watching",
    "webpage",
}
# Rooms of more than one file without a folder of their own. A module that isn't named is a stage by itself.
ROOMS = {
    "fit": {"fit", "heights", "predict", "shorten"},
    "render": {"render", "stylesheet", "compiled"},
    "typeset": {"typeset", "doneonce", "artifacts", "feet", "painted", "packing", "keptpages", "skeleton"},
    "impose": {"layouts", "slots", "impose", "folded", "sheets", "large"},
    "setup": {"bootstrap", "system"},
}

START_CHEAPLY = ("bootstrap", "cli", "fresh")
MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 50
MEDIAN_LINES_OF_A_FUNCTION = 10


def room(module: str) -> str:
    """The room that a module is in: its own, where it is in no other."""
    return next(
        (name for name, modules in ROOMS.items() if module in modules), module.split(".", maxsplit=1)[0]
    )


def may_import(module: str, imported: str) -> bool:
    """Whether a module of the builder may import another of it."""
    if module in COMPOSITION or room(module) == "commands":
        return True
    return imported in FOUNDATION or (module not in FOUNDATION and room(module) == room(imported))


def imports(source: str) -> Iterator[str]:
    """The modules of the builder that a source imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            path = f"{node.module}."
            names = [path + alias.name for alias in node.names] if path == "deckpress." else [path]
        else:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (_module(name) for name in names if name.startswith("deckpress."))


def _module(name: str) -> str:
    """The module that a dotted name is, or is in: "deckpress.load.folder.shown" is in load.folder."""
    parts = name.rstrip(".").split(".")[1:]
    return next((m for n in range(len(parts), 0, -1) if (m := ".".join(parts[:n])) in MODULES), parts[0])


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file, as file:line, and how many lines it has, decorators aside."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno
            yield f"{file.relative_to(ROOT)}:{node.lineno}: {node.name}", node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_it_may(module: str) -> None:
    imported = set(imports(MODULES[module].read_text(encoding="utf-8")))
    assert [name for name in sorted(imported) if not may_import(module, name)] == []


def test_no_module_imports_itself_round_a_corner() -> None:
    graph = {module: set(imports(file.read_text(encoding="utf-8"))) for module, file in MODULES.items()}
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("render", "from deckpress.typeset import write_pdf"),
        ("fit", "def late():\n    from deckpress import model, preflight"),
        ("model", "import deckpress.load"),
        ("validate.links", "from deckpress.load.folder import shown"),
        ("units", "from deckpress.load.folder import shown"),
        ("load", "from deckpress.pipeline import build"),
        ("render", "from deckpress import bootstrap"),
    ],
)
def test_the_rule_sees_a_wrong_import(module: str, source: str) -> None:
    assert not all(may_import(module, imported) for imported in imports(source))


def test_every_room_is_there() -> None:
    named = FOUNDATION | COMPOSITION | set(START_CHEAPLY) | {name for room in ROOMS.values() for name in room}
    assert named - set(MODULES) == set()


@pytest.mark.parametrize("module", START_CHEAPLY)
def test_it_starts_without_a_package(module: str) -> None:
    # -S: no site-packages, so whatever isn't the standard library can't be imported.
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import deckpress.{module}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_files_are_short() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}
    assert {file: lines for file, lines in lengths.items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_functions_are_short() -> None:
    lengths = [pair for file in SOURCES for pair in functions(file)]
    assert [pair for pair in lengths if pair[1] > MOST_LINES_OF_A_FUNCTION] == []


def test_most_functions_are_very_short() -> None:
    lengths = [lines for file in MODULES.values() for _, lines in functions(file)]
    assert statistics.median(lengths) < MEDIAN_LINES_OF_A_FUNCTION
