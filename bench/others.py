"""The other engines: how each makes a PDF of a deck's source, and why it can't where it isn't here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench import tools
from bench.measuring import DAY, ROOT, Cost, Stopped, run
from deckpress import system

WEASYPRINT = """import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant=sys.argv[3] or None)"""
TYPST = """import sys, typst
how = {"font_paths": ["fonts"], "ignore_system_fonts": True, "pdf_standards": ["ua-1"]}
typst.compile(sys.argv[1], output=sys.argv[2], **how)"""
# How much larger or smaller a text that flows is set, the nearest to as it is first.
SCALES = tuple(1 + sign * step / 100 for step in range(13) for sign in (1, -1))[1:]

Command = Callable[[Path, Path], list[str]]  # of a source and the PDF to make of it


@dataclass(frozen=True)
class Engine:
    """An engine by the name that `--engines` knows and its title in tables; its sources are `source` with a name and
    an ending in place of the star. `absent`: why it isn't here, "" where it is. `scaled`: whether its text may be set
    larger or smaller to take as many pages as the builder's."""

    name: str
    title: str
    source: str
    command: Command
    absent: Callable[[], str] = str
    scaled: bool = True

    def make(self, folder: Path, name: str, pdf: Path, limit: float = DAY) -> Cost:
        """Make a PDF of a source, in the folder of sources; what it took. Raises Stopped, also where there is none."""
        pdf.unlink(missing_ok=True)
        shutil.rmtree(profile(pdf), ignore_errors=True)
        found, said = run(
            self.command(folder / self.source.replace("*", name), pdf), ENVIRONMENT, folder, limit
        )
        if not pdf.exists():
            raise Stopped(f"it made no PDF, and said: {said[-2000:]}")
        return found


def profile(pdf: Path) -> Path:
    """Where a browser keeps what it needs while it makes a PDF: nothing of an earlier run."""
    return pdf.with_suffix(".profile")


def browser() -> str:
    """The browser, or a name that finds none."""
    return system.chromium() or "chromium"


ENVIRONMENT = {"PUPPETEER_EXECUTABLE_PATH": browser(), "PUPPETEER_SKIP_DOWNLOAD": "1"}


def weasyprint(variant: str, source: Path, pdf: Path) -> list[str]:
    return [sys.executable, "-c", WEASYPRINT, str(source), str(pdf), variant]


def chromium(source: Path, pdf: Path) -> list[str]:
    flags = ["--headless", "--disable-gpu", "--no-pdf-header-footer", *tools.no_sandbox()]
    return [browser(), *flags, f"--user-data-dir={profile(pdf)}", f"--print-to-pdf={pdf}", source.as_uri()]


def typst(source: Path, pdf: Path) -> list[str]:
    return [str(tools.PYTHON), "-c", TYPST, str(source), str(pdf)]


def pagedjs(source: Path, pdf: Path) -> list[str]:
    wait = [f"--timeout={int(DAY * 1000)}"]
    arguments = [f"--browserArgs={flag}" for flag in tools.no_sandbox()]
    return [str(tools.program("pagedjs-cli")), source.name, "-o", str(pdf), *wait, *arguments]


def vivliostyle(source: Path, pdf: Path) -> list[str]:
    wait = ["--timeout", str(int(DAY)), "--log-level", "silent"]
    return [
        str(tools.program("vivliostyle")),
        "build",
        source.name,
        "-o",
        str(pdf),
        "--executable-browser",
        browser(),
        *wait,
    ]


ENGINES = (
    Engine(
        "weasyprint-ua1", "WeasyPrint, PDF/UA-1", "bare.html", partial(weasyprint, "pdf/ua-1"), scaled=False
    ),
    Engine("weasyprint", "WeasyPrint, plain", "bare.html", partial(weasyprint, ""), scaled=False),
    Engine("chromium", "Chromium's print", "browser-*.html", chromium, tools.no_browser),
    Engine("typst", "Typst, PDF/UA-1", "typst-*.typ", typst, tools.no_typst),
    Engine("pagedjs", "pagedjs-cli", "browser-*.html", pagedjs, partial(tools.no_program, "pagedjs-cli")),
    Engine(
        "vivliostyle", "Vivliostyle", "browser-*.html", vivliostyle, partial(tools.no_program, "vivliostyle")
    ),
)
BASE = ENGINES[0]  # what all is measured against


def write_sources(deck: Path, folder: Path, cache: Path) -> Mapping[str, Any]:
    """Write a deck as the engines read it; how many pages are wanted of it. Raises Stopped."""
    run(
        [sys.executable, str(ROOT / "bench" / "sources.py"), str(deck), str(folder)],
        {"DECKPRESS_CACHE": str(cache)},
    )
    wanted: Mapping[str, Any] = json.loads((folder / "wanted.json").read_text(encoding="utf-8"))
    return wanted


def fit_pages(engine: Engine, folder: Path, flows: Mapping[str, int], limit: float) -> dict[str, float]:
    """Write the whole source under the engine's name, each text that flows set larger or smaller until it takes as many
    pages as the builder's. How much larger. Raises Stopped where it can't be made to.
    """
    whole = folder / engine.source.replace("*", "whole")
    text, found = whole.read_text(encoding="utf-8"), {}
    for flow, pages in flows.items():
        found[flow] = next(scales_that_fit(engine, folder, flow, pages, limit), 0.0)
        if not found[flow]:
            raise Stopped(f"the {flow} takes other than {pages} pages at every size that was tried")
        text = scaled(text, flow, found[flow])
    (folder / engine.source.replace("*", engine.name)).write_text(text, encoding="utf-8")
    return found


def scales_that_fit(engine: Engine, folder: Path, flow: str, pages: int, limit: float) -> Iterator[float]:
    """The scales at which a text takes so many pages."""
    source = folder / engine.source.replace("*", flow)
    text, pdf = source.read_text(encoding="utf-8"), folder / f"{engine.name}-{flow}.pdf"
    for scale in SCALES:
        source.write_text(scaled(text, flow, scale), encoding="utf-8")
        engine.make(folder, flow, pdf, limit)
        if counted(pdf)[0] == pages:
            yield scale


def scaled(source: str, flow: str, scale: float) -> str:
    """A source whose text of this name is set so much larger: CSS and Typst have the same comments."""
    return re.sub(rf"(/\*{flow}\*/)[\d.]+", rf"\g<1>{scale:g}", source)


def counted(pdf: Path, pages: Sequence[str] = ()) -> tuple[int, dict[str, str]]:
    """How many pages a PDF has, and the letters and digits on these pages of it. In a process of its own."""
    command = [sys.executable, str(ROOT / "bench" / "counted.py"), str(pdf), *pages]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found["pages"], found["texts"]


def letters(text: str) -> str:
    """A text by which engines can be compared: its letters and digits, as each spaces and breaks it its own way."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
