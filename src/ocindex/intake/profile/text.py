"""A text file to a profile's lines."""

from __future__ import annotations

import re
from pathlib import Path

from ocindex.edition.rows import read_text
from ocindex.errors import Fault, IntakeError
from ocindex.intake.profile.document import Document, Line, spaced

TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


def read_text_document(path: Path, file: str) -> Document:
    """The lines of a text file; paragraphs stand between empty lines.

    Raises
    ------
    IntakeError
        It is not UTF-8, or holds no text.
    """
    faults: list[Fault] = []
    text = read_text(path, file, faults)
    if text is None:
        raise IntakeError(faults)
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
    result = []
    for i, row in enumerate(plain):
        if row:
            following = next(filter(None, plain[i + 1 :]), "")
            # A form feed, which strip() takes off, begins a page.
            goes_on = i > 0 and plain[i - 1] and "\f" not in rows[i]
            result.append(Line(spaced(row, following), i + 1, "none" if goes_on else "gap"))
    return tuple(result)
