"""Documents that name the version name the package's."""

from __future__ import annotations

import re

import pytest

from ocindex import __version__
from support.documents import ROOT


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("CITATION.cff", r"^version: (\S+)$"), ("CHANGELOG.md", r"^## ([\d.]+\w*)")],
)
def test_the_version_is_the_package_s(name: str, pattern: str) -> None:
    found = re.search(pattern, (ROOT / name).read_text("utf-8"), re.M)
    assert found, f"{name} names no version"
    assert found[1] == __version__
