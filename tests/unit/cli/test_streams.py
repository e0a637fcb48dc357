"""Where output goes and how a run ends: locales, closed streams, full disks, terminals, signals."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ocindex.edition import write_edition
from ocindex.vocabulary import Edition
from support.terminal import Command, unmeasured

OCINDEX = [sys.executable, "-m", "ocindex.cli"]
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def edition(
    simulated_editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("streams") / "2023"
    write_edition(simulated_editions[1], folder)
    return folder


def on_terminal(columns: int, *arguments: object, **environment: str) -> str:
    """What a command shows on a terminal of some columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [*OCINDEX, *(str(argument) for argument in arguments)]
    env = {**os.environ, "TERM": "dumb", **environment}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 1 << 16)
            except OSError:  # Linux says so where the other end has closed
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    return said.decode()


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_narrow_terminal_cuts_no_figure_and_no_name(edition: Path, columns: int) -> None:
    said = on_terminal(columns, "show", edition, "KAZ")
    assert "…" not in said
    assert "Criminality " in said
    assert " of 193 " in said


def test_names_are_shown_as_they_are_not_as_markup(
    ocindex: Command, simulated_editions: tuple[Edition, ...], tmp_path: Path
) -> None:
    made = simulated_editions[1]
    named = replace(made.countries[0], name="[/x] [red]A\x1b[2J :smile:")
    write_edition(replace(made, countries=(named, *made.countries[1:])), tmp_path / "e")
    arguments = ("rank", tmp_path / "e", "--by", "criminality", "--format", "table")
    assert "[/x] [red]A\N{REPLACEMENT CHARACTER}[2J :smile:" in ocindex(*arguments).out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_pipes_get_utf_8_in_every_locale(edition: Path, form: str) -> None:
    command = [*OCINDEX, "rank", str(edition), "--by", "criminality", "--format", form]
    env = {**os.environ, **ASCII}
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert "Côte d'Ivoire" in done.stdout.decode()


def test_a_terminal_without_a_letter_shows_a_question_mark(edition: Path) -> None:
    assert "C?te d'Ivoire" in on_terminal(100, "show", edition, "CIV", **ASCII)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_an_output_that_is_full_is_told_and_one_that_is_closed_is_not_read(
    edition: Path, form: str
) -> None:
    command = [*OCINDEX, "rank", str(edition), "--by", "criminality", "--format", form, "-q"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    said = "error: Standard output: No space left on device. Free its disk, or name another place."
    assert done.stderr.splitlines() == [said]
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command], stderr=subprocess.PIPE, check=False
    )
    assert (closed.returncode, closed.stderr) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_is_told_to_end_leaves_nothing_aside(
    number: signal.Signals, tmp_path: Path
) -> None:
    command = [*OCINDEX, "simulate", "--seed", "1", "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=unmeasured()) as running:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(".*.partial")):
            assert running.poll() is None, "it ended before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.01)
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert "Traceback" not in said
    assert running.returncode == 128 + number
    assert list(tmp_path.iterdir()) == []
