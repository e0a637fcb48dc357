"""What is pasted into the documents is what the code says now, and the manual builds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.documents import ROOT

CHECKS = {
    "pasted parts": ["-m", "cogapp", "--check", *map(str, sorted(ROOT.glob("docs/**/*.md")))],
    "what examples print": ["docs/printed.py", "--check"],
    "methodology": ["docs/specs.py", "--check"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS)
def test_generated_parts_are_up_to_date(command: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"run make docs\n{run.stdout}{run.stderr}"


def test_the_manual_builds_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-d",
        str(tmp_path / "trees"),
    ]
    run = subprocess.run(
        [*command, "docs", str(tmp_path / "manual")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "ocindex.build" in (tmp_path / "manual" / "api.html").read_text("utf-8")
    formulas = (tmp_path / "manual" / "steps" / "normalise.html").read_text("utf-8")
    assert formulas.count("<math ") > 12
    assert not re.search(r'<script[^>]+src="https?:|\$\$', formulas)
