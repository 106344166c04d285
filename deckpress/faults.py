"""What stops a page from being laid out, in words for who changes templates and styles: the file and the line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from deckpress.load.folder import shown
from deckpress.model import Place, Problem
from deckpress.render import Renderer

AT = re.compile(r" at (\d+):(\d+)")  # as the engine says where in a stylesheet


def of_template(error: TemplateError, templates: Path) -> Problem:
    """The problem of a template that can't be read, or that asks for what isn't there."""
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames.append((error.filename or str(templates), error.lineno))
    inside = [frame for frame in frames if Path(frame[0]).is_relative_to(templates)]
    file, line = inside[-1] if inside else (str(templates), 0)
    return Problem(Place(shown(Path(file)), line, 1 if line else 0), f"the template: {error.message}")


def of_stylesheet(problems: Iterable[Problem], renderer: Renderer) -> list[Problem]:
    """What the engine says of the whole stylesheet, each at its place in the file that it comes from."""
    return [_placed(problem, renderer) for problem in problems]


def _placed(problem: Problem, renderer: Renderer) -> Problem:
    found = AT.search(problem.message)
    if not found:
        return problem
    line, column, begin = int(found[1]), int(found[2]), 1
    for file, css in renderer.sheets:
        end = begin + css.count("\n")
        if line < end or (line == end and css is renderer.sheets[-1][1]):
            is_template = file.suffix == ".j2"  # its lines are not those of what is made of it
            at = Place(shown(file)) if is_template else Place(shown(file), line - begin + 1, column)
            return replace(problem, place=at, message=AT.sub("", problem.message, count=1))
        begin = end
    return problem
