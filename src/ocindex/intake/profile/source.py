"""A profile's file to its document, by what kind of file it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ocindex.errors import Fault, IntakeError
from ocindex.intake.profile.document import Document
from ocindex.intake.profile.text import read_text_document

LARGEST = 20_000_000
PDF_MARK = b"%PDF-"
# Readers of PDF look for the mark in as many bytes.
PDF_START = 1024


def read_document(path: Path, is_label: Callable[[str], bool]) -> Document:
    """The lines of a profile in a text file or a PDF.

    Parameters
    ----------
    path : Path
    is_label : callable
        Whether a text names what a figure beside it measures.

    Raises
    ------
    IntakeError
        It cannot be read, is empty, larger than `LARGEST`, or neither text nor PDF.
    """
    file = str(path)
    fault, start = opened(path, file)
    if fault:
        raise IntakeError([fault])
    if PDF_MARK in start:
        # It loads a library of its own, which text profiles do not need.
        from ocindex.intake.profile.columns import document_lines
        from ocindex.intake.profile.pdf import read_cells

        lines = document_lines(read_cells(path, file), is_label)
        return Document(file, lines, paged=True)
    return read_text_document(path, file)


def opened(path: Path, file: str) -> tuple[Fault | None, bytes]:
    """What is wrong with the file as such, and its first bytes."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no regular file"
            return Fault(file, f"This is {kind}", "Name a profile's .txt or .pdf."), b""
        with path.open("rb") as stream:
            start = stream.read(PDF_START)
    except OSError as error:
        rule = f"The file cannot be read: {error.strerror}"
        return Fault(file, rule, "Name a readable file."), b""
    if not size:
        return Fault(file, "The file is empty", "Fetch it again."), b""
    if size > LARGEST:
        rule = f"A profile holds at most {LARGEST:,} bytes, this one {size:,}"
        return Fault(file, rule, "Name the right file."), b""
    return None, start
