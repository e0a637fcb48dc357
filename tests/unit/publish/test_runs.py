"""Runs of publish: processes end with the run that started them, releases stay as they are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocindex.errors import RequestError
from ocindex.framework import bundled_framework
from ocindex.publish import publish
from ocindex.release import freeze, verify
from ocindex.simulation import simulate
from ocindex.vocabulary import Edition
from support.terminal import unmeasured


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Countries enough to be printed by processes of their own, for some seconds."""
    framework = bundled_framework("ocindex-2021")
    folder = tmp_path_factory.mktemp("batches") / "release"
    freeze([simulate(framework, 7, 2021, framework.members[:30])], folder)
    return folder


@pytest.fixture
def small_release(small_edition: Edition, tmp_path: Path) -> Path:
    freeze([small_edition], tmp_path / "release")
    return tmp_path / "release"


@pytest.fixture
def publishing(release: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that has begun to print profiles in processes of their own."""
    command = [sys.executable, "-m", "ocindex.cli", "publish", str(release), "--processes", "2"]
    with subprocess.Popen(
        [*command, "--out", str(tmp_path / "site")],
        stderr=subprocess.PIPE, text=True, start_new_session=True, env=unmeasured(),
    ) as running:  # fmt: skip
        deadline = time.monotonic() + 120
        while not list(tmp_path.glob(".*.partial/*/en/country/*/*.pdf")):
            assert running.poll() is None, "it ended before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield running


@pytest.mark.parametrize(("number", "told"), [(signal.SIGINT, ["Stopped."]), (signal.SIGHUP, [])])
def test_what_a_terminal_sends_to_all_is_answered_once_and_leaves_nothing(
    number: signal.Signals, told: list[str], publishing: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.killpg(publishing.pid, number)
    _, said = publishing.communicate(timeout=60)
    assert said.splitlines() == told
    assert publishing.returncode == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_no_process_outlives_a_run_that_is_killed(publishing: subprocess.Popen[str]) -> None:
    publishing.kill()
    # Standard error is at its end only when no process holds it any more.
    publishing.communicate(timeout=60)


def test_a_site_inside_its_release_is_refused(release: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(release)
    for target in (release, release / "site", tmp_path / "link" / "site"):
        with pytest.raises(RequestError, match="lies in the release"):
            publish(release, target, profiles=False)
    verify(release)


def test_a_site_keeps_what_its_owner_has_put_there(small_release: Path, tmp_path: Path) -> None:
    publish(small_release, tmp_path / "site", profiles=False)
    (tmp_path / "site" / "CNAME").write_text("index.example.org")
    (tmp_path / "site" / "assets" / "old.js").write_text("")
    publish(small_release, tmp_path / "site", profiles=False)
    assert (tmp_path / "site" / "CNAME").read_text() == "index.example.org"
    assert not (tmp_path / "site" / "assets" / "old.js").exists()
