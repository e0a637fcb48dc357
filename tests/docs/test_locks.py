"""The locks: pinned, hashed, of no particular host, and what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support.documents import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS: dict[str, Any] = SETTINGS["dependency-groups"]
EXTRAS: dict[str, list[str]] = SETTINGS["project"]["optional-dependencies"]
LOCKS = {
    "base": [*SETTINGS["project"]["dependencies"], *GROUPS["build"]],
    "publish": [*SETTINGS["project"]["dependencies"], *GROUPS["build"], *EXTRAS["publish"]],
    "dev": [
        *SETTINGS["project"]["dependencies"], *GROUPS["build"], *EXTRAS["publish"],
        *EXTRAS["publish-cjk"],
        *(entry for entry in GROUPS["dev"] if isinstance(entry, str)),
    ],
}  # fmt: skip


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, Requirement]:
    """Requirements by name; each must be a pin with its hashes and nothing else."""
    result = {}
    for entry in text(name).replace(" \\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s+--hash=", entry)
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes), requirement
        pin = Requirement(requirement)
        assert re.fullmatch(r"==[\w.]+", str(pin.specifier)), requirement
        result[canonicalize_name(pin.name)] = pin
    return result


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_what_is_asked_for(name: str) -> None:
    locked = pins(name)
    for line in LOCKS[name]:
        asked = Requirement(line)
        pin = locked[canonicalize_name(asked.name)]
        assert asked.specifier.contains(str(pin.specifier).removeprefix("==")), line


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_place(name: str) -> None:
    assert not re.search(r"//|@|^\s*-[fie]\b|--(?!hash=)", text(name), re.M)


def test_the_locks_agree() -> None:
    dev = pins("dev")
    for name in ("base", "publish"):
        for package, pin in pins(name).items():
            assert dev[package] == pin
