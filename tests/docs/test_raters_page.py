"""The page on raters names every table and every column that there is, and its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocindex.cli.commands.raters import TABLES
from ocindex.scoring.observations import observe
from ocindex.scoring.raters import audit_ratings
from support.documents import blocks
from support.panels_of_raters import rated

PAGE = Path(__file__).parents[2] / "docs" / "raters.md"


def test_every_column_of_raters_is_explained() -> None:
    own = rated()
    table = audit_ratings([own], 0, observe([own])).tables["raters"]
    section = PAGE.read_text("utf-8").split("## raters.csv")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(named) == sorted(table.columns)


def test_every_table_is_named() -> None:
    section = PAGE.read_text("utf-8").split("## The other tables")[1]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == set(TABLES) - {"raters"}


def test_its_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = [text for kind, text in blocks(PAGE) if kind == "python"]
    exec(compile(code, str(PAGE), "exec"), {})
    assert "Krippendorff" in capsys.readouterr().out
