"""The shell and Python of the README and the tutorial, run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.documents import ROOT, blocks
from support.terminal import unmeasured


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_blocks_run_in_their_order(name: str, tmp_path: Path) -> None:
    commands = {
        "shell": ["bash", "-euo", "pipefail", "-c"],
        "python": [sys.executable, "-W", "error", "-c"],
    }
    found = [(kind, text) for kind, text in blocks(ROOT / name) if kind in commands]
    assert {kind for kind, _ in found} == set(commands)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for kind, text in found:
        run = subprocess.run(
            [*commands[kind], text],
            cwd=tmp_path, env={**unmeasured(), "PATH": path}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert run.returncode == 0, f"{text}\n{run.stdout}\n{run.stderr}"
    assert (tmp_path / "site" / "index.html").is_file()
