"""The shell and Python of the README and the tutorial, run as they stand."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.documents import ROOT, blocks
from support.terminal import unmeasured


@pytest.fixture(scope="module")
def made() -> dict[tuple[str, ...], Path]:
    """What the shell's lines have made with `--out`: both documents take the same way."""
    return {}


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_blocks_run_in_their_order(
    name: str, tmp_path: Path, made: dict[tuple[str, ...], Path]
) -> None:
    found = [(kind, text) for kind, text in blocks(ROOT / name) if kind in ("shell", "python")]
    assert {kind for kind, _ in found} == {"shell", "python"}
    for kind, text in found:
        if kind == "python":
            run([sys.executable, "-W", "error", "-c", text], tmp_path)
            continue
        for line in text.splitlines():
            words = tuple(shlex.split(line, comments=True))
            if words not in made:
                run(["bash", "-euo", "pipefail", "-c", line], tmp_path)
                made |= out_of(words, tmp_path)
            else:  # minutes, for the same bytes
                take(made[words], tmp_path)
    assert (tmp_path / "site" / "index.html").is_file()


def run(command: list[str], folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, cwd=folder, env={**unmeasured(), "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"


def out_of(words: tuple[str, ...], folder: Path) -> dict[tuple[str, ...], Path]:
    """The folder that a line has made, by the line's words; nothing if it has made none."""
    if "--out" not in words:
        return {}
    place = folder / words[words.index("--out") + 1]
    return {words: place} if place.is_dir() else {}


def take(place: Path, folder: Path) -> None:
    """Links to files that another document's line has made, where this one's would have."""
    shutil.copytree(place, folder / place.name, copy_function=os.link)
