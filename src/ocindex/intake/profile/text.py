"""A text file to a profile's lines."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path

from ocindex.edition.rows import read_text
from ocindex.errors import Fault, IntakeError
from ocindex.intake.profile.document import Document, Line, spaced

# Twenty times the longest profile known.
MOST_CHARACTERS, MOST_LINES = 500_000, 10_000
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


def read_text_document(path: Path, file: str) -> Document:
    """The lines of a text file; paragraphs stand between empty lines.

    Raises
    ------
    IntakeError
        It is not UTF-8, holds no text or far more than a profile.
    """
    faults: list[Fault] = []
    text = read_text(path, file, faults)
    if text is None:
        raise IntakeError(faults)
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        rule = f"A profile's text has at most {MOST_CHARACTERS:,} characters, {MOST_LINES:,} lines"
        raise IntakeError([Fault(file, rule, "Name the right file.")])
    control = re.search(r"[\x00-\x08\x0e-\x1f]", text)
    if control:
        rule = "This is neither text nor PDF: it holds control characters"
        row = text.count("\n", 0, control.start()) + 1
        raise IntakeError([Fault(file, rule, "Name a profile's .txt or .pdf.", row=row)])
    lines = text_lines(text)
    if not lines:
        raise IntakeError([Fault(file, "The file holds no text", "Fetch it again.")])
    return Document(file, lines, paged=False)


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines that are not empty, free of tags and of marks of bold type."""
    rows = re.split(r"\r\n|\n|\r", text)
    plain = [TAG.sub("", row).replace("**", "").strip() for row in rows]
    filled = [i for i, row in enumerate(plain) if row]
    result = []
    for i, after in zip_longest(filled, filled[1:]):
        following = "" if after is None else plain[after]
        # A form feed, which strip() takes off, begins a page.
        goes_on = i > 0 and plain[i - 1] and "\f" not in rows[i]
        result.append(Line(spaced(plain[i], following), i + 1, "none" if goes_on else "gap"))
    return tuple(result)
