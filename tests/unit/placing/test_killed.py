"""A run that is killed leaves the old folder or the new one, never a mixture."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocindex.placing import place_folder, sweep
from support import swapping
from support.editing import contents
from support.terminal import unmeasured


@contextmanager
def swapping_at(
    target: Path, mode: str, limit: Callable[[], None] | None = None
) -> Iterator[subprocess.Popen]:
    """The process that replaces `target` over and over; killed at the end."""
    command = [sys.executable, swapping.__file__, str(target), mode]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit,
        env=unmeasured(),
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def number_in(target: Path) -> int:
    """The number that all files of a whole tree hold."""
    files = contents(target)
    assert len(files) == swapping.FILES + 1
    numbers = set(files.values())
    assert len(numbers) == 1, "a mixture of two trees"
    return int(numbers.pop())


@pytest.mark.parametrize("mode", ["exchange", "renames"])
def test_killed_at_any_moment(mode: str, tmp_path: Path) -> None:
    target = tmp_path / "target"
    moments = random.Random(5)
    for _ in range(12):
        with swapping_at(target, mode) as process:
            done = int(process.stdout.readline())
            time.sleep(moments.uniform(0, 0.03))
            process.kill()
            done = max([done, *map(int, process.stdout.read().split())])
        assert process.returncode == -signal.SIGKILL
        if mode == "renames":
            sweep(target)  # as the next run does
        # What was reported is there, or the next one already.
        assert number_in(target) in (done, done + 1)
    place_folder(target, lambda aside: swapping.fill(aside, -1), swapping.KIND, replace=True)
    assert number_in(target) == -1
    assert [p.name for p in tmp_path.iterdir()] == ["target"]


def test_a_reader_finds_a_whole_folder_at_any_moment(tmp_path: Path) -> None:
    """A folder that was opened stays the one it was, though its path leads to another."""
    target = tmp_path / "target"
    with swapping_at(target, "exchange") as process:
        process.stdout.readline()
        for _ in range(300):
            assert (target / swapping.MARKER).read_text().isdecimal()


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    target = tmp_path / "target"
    place_folder(target, lambda aside: swapping.fill(aside, 1), swapping.KIND)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    with swapping_at(target, "exchange", limit) as process:
        told = process.communicate(timeout=30)[1]
    assert process.returncode == 1
    assert f"{target} cannot be written: File too large. Nothing was changed." in told
    assert number_in(target) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["target"]
