"""The project's documents as the tests read them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
FENCE = re.compile(r"^```(?P<kind>\S*)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(document: Path) -> list[tuple[str, str]]:
    """Kind and text of each fenced block, in order."""
    return [(m["kind"], m["text"]) for m in FENCE.finditer(document.read_text("utf-8"))]


def section(document: Path, heading: str) -> str:
    """The text below a heading of the second level, up to the next."""
    found = re.search(
        rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", document.read_text("utf-8"), re.M | re.S
    )
    assert found, f"{document.name} has no heading '{heading}'"
    return found[1]
