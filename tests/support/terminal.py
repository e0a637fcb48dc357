"""The command line, run in this process or as one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ocindex.cli import main


@dataclass(frozen=True)
class Run:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def ocindex(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run `ocindex` with some arguments in this process."""

    def run(*arguments: object) -> Run:
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Run(code, said.out, said.err)

    return run


def unmeasured() -> dict[str, str]:
    """The environment for a process that a test stops or kills.

    Coverage measures other processes too; a signal that comes while it holds its lock stops
    them for ever, and a killed one leaves a broken file.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def process(*arguments: object, cwd: Path | None = None) -> Run:
    """Run `ocindex` as a process of its own."""
    command = [sys.executable, "-m", "ocindex.cli", *(str(argument) for argument in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    return Run(done.returncode, done.stdout, done.stderr)
