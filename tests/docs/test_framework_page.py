"""docs/framework.md knows every key that a framework may have, and no other."""

from __future__ import annotations

import inspect
import re

from ocindex.framework import measured, reading
from support.documents import ROOT

SOURCE = inspect.getsource(reading) + inspect.getsource(measured)


def test_the_keys_are_those_that_the_reader_asks_for() -> None:
    asked = set(re.findall(r'\.(?:text|number|choice|real)\("(\w+)"', SOURCE))
    scale = re.search(r'for key in \(("minimum".*?)\)', SOURCE)
    assert scale, "the reader asks for the scale's keys in a row"
    asked |= set(re.findall(r"\w+", scale[1]))
    page = (ROOT / "docs" / "framework.md").read_text("utf-8")
    cells = [row.split("|")[1] for row in page.splitlines() if row.startswith("| `")]
    documented = {
        key.rsplit(".", 1)[-1] for cell in cells for key in re.findall(r"`([\w.]+)`", cell)
    }
    assert documented == asked


def test_the_tables_are_those_that_the_reader_asks_for() -> None:
    asked = set(re.findall(r'\.(?:table|rows)\("(\w+)"', SOURCE))
    page = (ROOT / "docs" / "framework.md").read_text("utf-8")
    documented = set(re.findall(r"`\[+(\w+)(?:\.NAME)?\]+`", page))
    assert documented == asked
