"""Scores that the narrative's pages repeat: they are checked, and are no narrative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ocindex.intake.profile.document import Line
from ocindex.intake.profile.labels import node_of

CHANGE = r"\(?(?:[+−–±▲▼↑↓-]\s?\d[\d.,]*|n/a|new)\)?"
PAIR = re.compile(
    rf"[\s·•|;,]*(?P<label>\D+?)\s+(?P<value>\d{{1,3}}[.,]\d{{1,9}})(?:\s*{CHANGE})?[\s·•|;,]*"
)


def recap_at(
    lines: Sequence[Line], start: int, labels: Mapping[str, str]
) -> tuple[list[tuple[str, str]], int]:
    """Nodes and values that the lines from `start` on repeat, and the number of lines.

    They are the notes below a heading, or one line by itself.
    """
    end = start
    while end < len(lines) and lines[end].kind == "note":
        end += 1
    for stop in (end, start + 1):
        text = "".join(line.text.rstrip() + " " for line in lines[start:stop])
        found = pairs(text, labels)
        if found:
            return found, stop - start
    return [], 0


def pairs(text: str, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Nodes and values where a text consists of nothing else, else none."""
    found = []
    at = 0
    while at < len(text):
        match = PAIR.match(text, at)
        node = node_of(match["label"], labels) if match else None
        if not match or not node:
            return []
        found.append((node, match["value"]))
        at = match.end()
    return found
