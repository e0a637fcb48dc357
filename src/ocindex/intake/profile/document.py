"""A profile's lines, whatever the kind of file they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ocindex.errors import Fault

# How a line stands to the one before: it goes on; a paragraph surely begins; there is a
# gap that parts paragraphs, or is a page's end inside of one.
Break = Literal["none", "start", "gap"]
# What the type of a PDF's line says that it is: notes are set smaller than the text.
Kind = Literal["heading", "text", "note"]

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*(\d{1,3})?$")
BULLET = re.compile(r"[•▪*-]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    `text` ends in a space where one parts it from the line that goes on; `number` is the
    line of a text file or the page of a PDF.
    """

    text: str
    number: int
    before: Break = "none"
    kind: Kind = "text"

    @property
    def bare(self) -> str:
        return self.text.strip()


@dataclass(frozen=True)
class Document:
    """A profile's lines in reading order, furniture of pages removed."""

    file: str
    lines: tuple[Line, ...]
    paged: bool

    def fault(self, line: Line, rule: str, remedy: str, value: str | None = None) -> Fault:
        """A fault at a line, named by line or by page."""
        if self.paged:
            return Fault(self.file, rule, remedy, value, column=f"page {line.number}")
        return Fault(self.file, rule, remedy, value, row=line.number)


def paragraphs(lines: Sequence[Line]) -> tuple[str, ...]:
    """Lines to paragraphs; one that a gap split in the middle of a sentence is joined."""
    result: list[str] = []
    for line in lines:
        begins = line.before == "start" or (line.before == "gap" and ended(result, line))
        if begins or not result:
            result.append(line.text)
        else:
            result[-1] += line.text
    return tuple(re.sub(r"[ \t]+", " ", text).strip() for text in result)


def ended(before: Sequence[str], following: Line) -> bool:
    """Whether the last paragraph is complete, so that what follows a gap is another one."""
    complete = bool(before) and SENTENCE_END.search(before[-1].rstrip())
    return bool((complete and not following.text[0].islower()) or BULLET.match(following.text))


def spaced(text: str, following: str) -> str:
    """A line with the space, or none, that parts it from the line that goes on."""
    text = text.rstrip()
    if re.search(r"://\S*[/?&=#%+]$", text):
        return text  # an address goes on
    word = re.search(r"\w[-–—/]$", text) or re.match(r"—\S", following)
    if word and not re.match(r"(and|or|to)\b", following):
        return text
    return text + " "
