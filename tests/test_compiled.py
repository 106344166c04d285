"""A template that was compiled once isn't compiled again, unless it is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from deckpress.compiled import Compiled


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled, in order."""
    names: list[str] = []
    compiled = Environment.compile

    def counted(self: Environment, source: str, name: str, *rest: object, **more: object) -> object:
        names.append(name)
        return compiled(self, source, name, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    return names


def rendered(folder: Path, kept: Compiled) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=kept, autoescape=True)
    return environment.get_template("a.j2").render(x="<1>")


def test_the_same_template_is_compiled_once(tmp_path: Path, compilations: list[str]) -> None:
    kept = Compiled()
    (tmp_path / "a.j2").write_text("een {{ x }}")
    assert rendered(tmp_path, kept) == rendered(tmp_path, kept) == "een &lt;1&gt;"
    assert compilations == ["a.j2"]


def test_another_template_of_that_name_is_compiled_anew(tmp_path: Path, compilations: list[str]) -> None:
    kept = Compiled()
    for text, expected in (("een {{ x }}", "een &lt;1&gt;"), ("twee {{ x }}", "twee &lt;1&gt;")):
        (tmp_path / "a.j2").write_text(text)
        assert rendered(tmp_path, kept) == expected
    assert compilations == ["a.j2", "a.j2"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.j2").write_text("een {{ x }}")
    assert rendered(tmp_path / "other", kept) == "een &lt;1&gt;"
