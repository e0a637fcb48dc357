"""docs/coinr.md, followed as it stands with the tables of COINr's own example."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ocindex.method import TRANSFORMS, Method
from support.documents import FENCE, ROOT, blocks
from support.terminal import unmeasured

PAGE = ROOT / "docs" / "coinr.md"
ASEM = os.environ.get("OCINDEX_ASEM", "")
# These take seconds, and README.md's are run.
SLOW = ("ocindex audit", "ocindex uncertainty")


@pytest.mark.skipif(not ASEM, reason="OCINDEX_ASEM is not set")
def test_its_commands_and_python_run(tmp_path: Path) -> None:
    for name in ("iData.csv", "iMeta.csv"):
        (tmp_path / name).symlink_to(Path(ASEM) / name)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (shell,) = [text for kind, text in blocks(PAGE) if kind == "shell"]
    quick = [line for line in shell.splitlines() if not line.startswith(SLOW)]
    (code,) = [text for kind, text in blocks(PAGE) if kind == "python"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for command in (
        ["bash", "-euo", "pipefail", "-c", "\n".join(quick)],
        [sys.executable, "-c", code],
    ):
        run = subprocess.run(
            command, cwd=tmp_path, env={**unmeasured(), "PATH": path}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
    assert "aggregate: arithmetic -> copeland" in run.stdout


def test_the_lines_of_a_method_that_it_shows_are_read() -> None:
    text = FENCE.sub("", PAGE.read_text("utf-8"))
    section = re.search(r"^## A coin, line by line$(.*?)^## ", text, re.M | re.S)
    assert section
    cells = re.findall(r"^\| .* \| (`\[[^\[].*) \|$", section[1], re.M)
    methods = [Method.from_toml("\n".join(re.findall(r"`([^`]+)`", cell))) for cell in cells]
    done = {name for method in methods for name, _ in method.transforms}
    assert done == set(TRANSFORMS)
