"""A PDF's characters to cells: runs of text on one line, where they stand and how they are set."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from ocindex.errors import Fault, IntakeError

MOST_PAGES = 100
# The end of the file is marked in its last bytes; readers look in as many.
PDF_END = 1024
BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; lengths in points, y from the page's foot.

    `artifact` is what a tagged PDF calls that which is no part of its text.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text on one line. `height` is its page's, other lengths as in `Glyph`."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    height: float
    artifact: bool = False


def read_cells(path: Path, file: str) -> list[Cell]:
    """The cells of a PDF, page by page in the order in which they were drawn.

    Raises
    ------
    IntakeError
        It is encrypted, truncated, damaged, has no text or more than `MOST_PAGES` pages.
    """
    content = path.read_bytes()
    if b"%%EOF" not in content[-PDF_END:]:
        rule = "The PDF is truncated: its end is missing"
        raise IntakeError([Fault(file, rule, "Fetch it again.")])
    try:
        with pdfium.PdfDocument(content) as pdf:
            if len(pdf) > MOST_PAGES:
                rule = f"A profile has at most {MOST_PAGES} pages, this PDF {len(pdf)}"
                raise IntakeError([Fault(file, rule, "Name the right file.")])
            cells = [cell for page in range(len(pdf)) for cell in page_cells(pdf, page)]
    except pdfium.PdfiumError as error:
        raise IntakeError([pdf_fault(file, error)]) from None
    if not cells:
        rule = "The PDF holds no text: its pages are pictures"
        raise IntakeError([Fault(file, rule, "Have its text recognised, and name the result.")])
    return cells


def pdf_fault(file: str, error: pdfium.PdfiumError) -> Fault:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
        return Fault(file, "The PDF is encrypted", "Save it with no password.")
    return Fault(file, f"The PDF is damaged: {error}", "Fetch it again.")


def page_cells(pdf: pdfium.PdfDocument, index: int) -> list[Cell]:
    """The cells of one page in the order in which they were drawn."""
    page = pdf[index]
    text = page.get_textpage()
    height = page.get_height()
    runs: list[list[Glyph]] = []
    for glyph in glyphs(text):
        if runs and adjacent(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    text.close()
    page.close()
    return [cell(run, index + 1, height) for run in runs if any(g.char.strip() for g in run)]


def glyphs(text: pdfium.PdfTextPage) -> Iterator[Glyph]:
    """The characters that are in the file; those that the reader made up are left out."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box, flags = raw.FS_RECTF(), ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    for i in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        # The reader turns a hyphen at a line's end into a control character.
        code = raw.FPDFText_GetUnicode(text, i)
        char = "-" if raw.FPDFText_IsHyphen(text, i) == 1 else chr(code)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetFontInfo(text, i, name, len(name), flags)
        font = name.value.decode("utf-8", "replace").lower()
        size = (
            abs(box.top - box.bottom)
            if raw.FPDFText_GetFontSize(text, i) <= 1
            else (raw.FPDFText_GetFontSize(text, i))
        )
        bold = any(word in font for word in BOLD)
        artifact = is_artifact(raw.FPDFText_GetTextObject(text, i))
        yield Glyph(char, x.value, box.right, y.value, size, bold, artifact)


def is_artifact(drawn: object) -> bool:
    """Whether a drawn text is marked as no part of the document's."""
    for k in range(raw.FPDFPageObj_CountMarks(drawn)):
        name, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
        mark = raw.FPDFPageObj_GetMark(drawn, k)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if bytes(name)[: length.value].decode("utf-16-le").rstrip("\0") == "Artifact":
            return True
    return False


def adjacent(before: Glyph, after: Glyph) -> bool:
    """Whether two characters stand side by side; superscripts do.

    A space in justified text is wider than it says; what lies between columns is wider still.
    """
    size = max(before.size, after.size)
    widest = 1.8 * size if before.char.isspace() or after.char.isspace() else size
    gap = after.left - before.right
    in_line = abs(after.base - before.base) < 0.5 * size and -size < gap < widest
    return in_line and before.artifact == after.artifact


def cell(run: list[Glyph], page: int, height: float) -> Cell:
    """A run of characters as a cell; a gap between two of them is a space."""
    text = run[0].char
    for before, after in pairwise(run):
        parted = after.left - before.right > 0.2 * after.size
        if parted and not (before.char.isspace() or after.char.isspace()):
            text += " "
        text += after.char
    size = Counter(round(g.size, 1) for g in run if g.char.strip()).most_common(1)[0][0]
    return Cell(
        text=text,
        page=page,
        left=min(g.left for g in run if g.char.strip()),
        right=max(g.right for g in run if g.char.strip()),
        base=Counter(round(g.base, 1) for g in run).most_common(1)[0][0],
        size=size,
        bold=all(g.bold for g in run if not g.char.isspace()),
        height=height,
        artifact=all(g.artifact for g in run),
    )
