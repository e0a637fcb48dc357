"""How a browser for the tests is found or got, with made-up ones on a bare path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.documents import ROOT

AS_ROOT = """
import os, runpy
os.geteuid = lambda: 0
runpy.run_path("tests/support/browser.py", run_name="__main__")
"""
linux = pytest.mark.skipif(sys.platform == "darwin", reason="macOS has browsers off the path")


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def obtain(path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    unset = {"OCINDEX_BROWSER", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"}
    environment = {k: v for k, v in os.environ.items() if k not in unset} | {
        "PATH": str(path),
        "PLAYWRIGHT_BROWSERS_PATH": str(path / "none"),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-c", AS_ROOT],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_named_browser_is_taken(tmp_path: Path) -> None:
    named = program(tmp_path / "mine", "echo Chromium 1")
    run = obtain(tmp_path, OCINDEX_BROWSER=str(named))
    assert (run.returncode, run.stdout) == (0, f"Browser: {named}\n")


def test_a_named_browser_that_does_not_start_is_not_replaced(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "echo Chromium 1")
    run = obtain(tmp_path, OCINDEX_BROWSER=str(tmp_path / "nowhere"))
    assert run.returncode == 1
    assert "nowhere, which does not start" in run.stderr


def test_a_stub_on_the_path_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "echo 'install it by another tool'; exit 1")
    chrome = program(tmp_path / "google-chrome", "echo Chrome 1")
    assert obtain(tmp_path).stdout == f"Browser: {chrome}\n"


@linux
def test_where_there_is_none_debian_s_is_installed(tmp_path: Path) -> None:
    ready = program(tmp_path / "ready", "echo Chromium 1")
    program(
        tmp_path / "apt-get",
        f'[ "$1" = update ] || /bin/ln -s {ready} {tmp_path}/chromium\necho "$@" >> {tmp_path}/log',
    )
    assert obtain(tmp_path).stdout == f"Browser: {tmp_path / 'chromium'}\n"
    log = (tmp_path / "log").read_text().splitlines()
    assert log == ["update", "install --yes --no-install-recommends chromium"]


@linux
def test_where_none_can_be_had_all_that_was_tried_is_told(tmp_path: Path) -> None:
    program(tmp_path / "apt-get", "echo 'E: no such package' >&2; exit 100")
    run = obtain(tmp_path)
    assert run.returncode == 1
    for part in ("E: no such package", "Playwright's chromium: Error", "OCINDEX_BROWSER"):
        assert part in run.stderr
