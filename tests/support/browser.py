"""The browser in which the tests look at pages: one that is there, else one that is got.

`make test` runs this file; it prints the browser's path, or says why there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NAMED = "OCINDEX_BROWSER"
REMEDY = f"Install Chromium or Chrome, or name one in {NAMED}, and run again."
# Ours alone on this machine, without a display, without a word to any other host.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


class NoBrowserError(Exception):
    """There is no browser, and none could be had."""


@cache
def find_browser() -> str:
    """Path of a Chromium that starts; NoBrowserError where there is none, which is not cached."""
    for path in candidates():
        if starts(path):
            return path
    if os.environ.get(NAMED):
        raise NoBrowserError(f"{NAMED} names {os.environ[NAMED]}, which does not start. Mend it.")
    raise NoBrowserError(f"No browser was found. {REMEDY}")


def candidates() -> Iterator[str]:
    """Where a browser may be: the named one, the system's, Playwright's own."""
    if os.environ.get(NAMED):
        yield os.environ[NAMED]
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from MACOS
    from playwright.sync_api import sync_playwright  # starts a process; seldom needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def starts(path: str) -> bool:
    """Whether the file is a browser that runs; Ubuntu's `chromium-browser` may be a mere stub."""
    if not Path(path).is_file():
        return False
    return succeeds([path, "--version"]) == ""


def succeeds(command: list[str]) -> str:
    """Run a command; the empty text where it succeeds, else the line that says why."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return ""
    said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    # What failed is said last by apt-get, and first, above a trace, by Playwright.
    errors = [line for line in said if line.startswith("Error:")]
    return [f"exit {done.returncode}", *said[-1:], *errors[:1]][-1]


def install_by_apt() -> str:
    """Debian's chromium, where apt-get may run; what went wrong otherwise."""
    if not shutil.which("apt-get"):
        return "there is no apt-get"
    if os.geteuid() != 0:
        return "apt-get needs root"
    return succeeds(["apt-get", "update"]) or succeeds(
        ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
    )


def install_by_playwright() -> str:
    """Playwright's own build."""
    return succeeds([sys.executable, "-m", "playwright", "install", "chromium"])


WAYS: dict[str, Callable[[], str]] = {
    "Debian's chromium": install_by_apt,
    "Playwright's chromium": install_by_playwright,
}


def obtain_browser() -> str:
    """Path of a browser, installed if need be; NoBrowserError with all that was tried."""
    if os.environ.get(NAMED):
        return find_browser()
    tried = []
    for name, install in {"one that is there": lambda: "", **WAYS}.items():
        trouble = install()
        try:
            return find_browser()
        except NoBrowserError:
            tried.append(f"  {name}: {trouble or 'none that starts'}")
    raise NoBrowserError("\n".join(["No browser for the tests. Tried:", *tried, REMEDY]))


if __name__ == "__main__":
    try:
        sys.stdout.write(f"Browser: {obtain_browser()}\n")
    except NoBrowserError as error:
        sys.exit(str(error))
