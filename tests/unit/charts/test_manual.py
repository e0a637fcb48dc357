"""The page of the manual about charts runs, and names every kind of chart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from numpydoc.validate import validate

from ocindex import charts
from support.documents import ROOT, blocks

PAGE = ROOT / "docs" / "charts.md"
# Parameters unknown, missing, in another order, without a type; no Returns; no summary.
RULES = {"GL08", "PR01", "PR02", "PR03", "PR04", "RT01", "RT02", "SS01", "SS02", "SS03", "YD01"}
KINDS = charts.__all__[1:]


def test_its_program_runs_and_writes_its_files(tmp_path: Path) -> None:
    (program,) = (text for kind, text in blocks(PAGE) if kind == "python")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "Kazakhstan" in run.stdout
    kinds = {path.suffix: path.read_bytes()[:5] for path in tmp_path.iterdir()}
    assert kinds == {".svg": b"<svg ", ".png": b"\x89PNG\r", ".pdf": b"%PDF-"}


def test_the_snippet_is_what_pages_show() -> None:
    (snippet,) = (text for kind, text in blocks(PAGE) if kind == "html")
    template = ROOT / "src/ocindex/publish/site/templates/figure.html"
    for attribute in ("iframe src=", " title=", "width=", "height=", 'loading="lazy"'):
        assert attribute in snippet
        assert attribute in template.read_text("utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_documented(name: str) -> None:
    assert f"autofunction:: ocindex.charts.{name}\n" in PAGE.read_text("utf-8")
    found = validate(f"ocindex.charts.{name}")["errors"]
    assert [(code, text) for code, text in found if code in RULES] == []
