"""A profile's lines to tokens: figures, labels, ranks and text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ocindex.intake.names import plain
from ocindex.intake.profile.document import Line
from ocindex.intake.profile.labels import node_of

VALUE = r"-?\d{1,3}(?:[.,]\d{1,9})?"
# A whole number on a line of its own is a page's.
NUMBER = re.compile(r"-?\d{1,3}[.,]\d{1,9}")
LABEL_FIRST = re.compile(rf"(?P<label>.*\D)\s+(?P<value>{VALUE})")
VALUE_FIRST = re.compile(rf"(?P<value>{VALUE})\s+(?P<label>\D.*)")
# Behind a label, and parted from it as a column is, stands a score even if it is no number.
AMISS = re.compile(r"(?P<label>.*\S)(?:\t| {2,})\s*(?P<value>\S.{0,19})")
RANK = re.compile(
    r"(?P<rank>\d{1,4}) ?(?:st|nd|rd|th) (?:of|out of) (?P<of>\d{1,4}) (?P<group>.{1,300})",
    re.IGNORECASE,
)
Kind = Literal["figure", "label", "heading", "number", "rank", "text"]


@dataclass(frozen=True, slots=True)
class Token:
    """What a line says: a node, a value, or both; a section's name; the rest is text.

    `at` is its index in the document, `rows` the text of the one or two lines that say it.
    """

    kind: Kind
    at: int
    line: Line
    rows: tuple[str, ...]
    node: str = ""
    value: str = ""


def tokens(
    lines: Sequence[Line], labels: Mapping[str, str], sections: Mapping[str, str]
) -> list[Token]:
    """What each line says; a label and the number beside it are one figure."""
    result: list[Token] = []
    for i, line in enumerate(lines):
        kind, node, value = read_line(line.bare, labels, sections)
        token = Token(kind, i, line, (line.bare,), node, value)
        before = result[-1] if result else None
        if before and {before.kind, token.kind} == {"label", "number"}:
            # From the top down a number above its label and one below it both find it.
            result[-1] = replace(
                before,
                kind="figure",
                rows=before.rows + token.rows,
                node=before.node or token.node,
                value=before.value or token.value,
            )
        else:
            result.append(token)
    return result


def read_line(
    text: str, labels: Mapping[str, str], sections: Mapping[str, str]
) -> tuple[Kind, str, str]:
    """Kind, node and value of a line by itself."""
    if NUMBER.fullmatch(text):
        return "number", "", text
    node = node_of(text, labels)
    if node:
        return "label", node, ""
    if plain(text) in sections:
        return "heading", "", ""
    for pattern in (LABEL_FIRST, VALUE_FIRST, AMISS):
        match = pattern.fullmatch(text)
        node = node_of(match["label"], labels) if match else None
        if match and node:
            return "figure", node, match["value"]
    return ("rank" if RANK.fullmatch(text) else "text"), "", ""
