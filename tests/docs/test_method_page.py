"""What docs/method.md shows can be written, read and run."""

from __future__ import annotations

import re

import pytest

from ocindex.index import Built
from ocindex.method import STEPS, Method
from support.documents import ROOT

PAGE = (ROOT / "docs" / "method.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_its_method_reads_back() -> None:
    (text,) = blocks("toml")
    method = Method.from_toml(text)
    assert Method.from_toml(method.to_toml()) == method


def test_its_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(code, names)
    assert isinstance(names["other"], Built)


def test_every_technique_has_its_row() -> None:
    for name, kind in STEPS.items():
        for by, technique in kind.techniques.items():
            link = re.escape(f'[`"{by}"`](steps/{name}.md#{by})')
            assert re.search(rf"^\| {link}.*\| `{technique.__name__}` \|$", PAGE, re.MULTILINE)
