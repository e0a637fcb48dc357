"""Whether a file is a workbook that is safe to open, before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from ocindex.errors import Fault

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 200_000_000
MOST_ROWS, MOST_COLUMNS = 10_000, 1_000
CELL = re.compile(rb"""\br=["']([A-Z]{1,9})(\d{1,9})["']""")
ENCRYPTED = 1  # the bit that says so of an archive's entry
DECRYPT = "Open it in a spreadsheet and save it as .xlsx with no password."
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def container_fault(path: Path) -> Fault | None:
    """Why `path` is no readable xlsx file, or None where it is one.

    Zip bombs are known by the sizes that the archive states; what unpacks to more than it
    states is cut off by the reader of each part, and shows as damage.
    """
    shown = str(path)
    try:
        size = path.stat().st_size
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no regular file"
            return Fault(shown, f"This is {kind}", "Name a workbook (.xlsx).")
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        return Fault(shown, f"The file cannot be read: {error.strerror}", "Name a readable file.")
    if size == 0:
        return Fault(shown, "The file is empty", "Fetch it again.")
    if start == COMPOUND_FILE:
        return Fault(shown, "The workbook is encrypted, or in the old .xls format", DECRYPT)
    if not start.startswith(b"PK"):
        return Fault(shown, "This is no workbook (.xlsx)", "Name the publisher's .xlsx file.")
    if size > LARGEST_FILE:
        rule = f"A workbook holds at most {LARGEST_FILE:,} bytes, this one {size:,}"
        return Fault(shown, rule, "Name the right file.")
    return archive_fault(path, shown)


def archive_fault(path: Path, shown: str) -> Fault | None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > LARGEST_UNPACKED:
                rule = (
                    f"A workbook unpacks to at most {LARGEST_UNPACKED:,} bytes, this one to "
                    f"{unpacked:,}: it may be a zip bomb"
                )
                return Fault(shown, rule, "Fetch it from the publisher again.")
            if "xl/workbook.xml" not in archive.namelist():
                return Fault(shown, "This zip file is no workbook", "Name an .xlsx file.")
            if any(entry.flag_bits & ENCRYPTED for entry in entries):
                return Fault(shown, "The workbook is encrypted", DECRYPT)
            damaged = archive.testzip()
            far = None if damaged else far_cell(archive)
    except DAMAGE as error:
        rule = f"The file is truncated or damaged: {error}"
        return Fault(shown, rule, "Fetch it again.")
    if damaged:
        return Fault(shown, f"Its part {damaged} is damaged", "Fetch it again.")
    if far:
        part, cell = far
        rule = f"A sheet has at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns ({part})"
        return Fault(shown, rule, "Delete the cell, or fetch the workbook again.", cell)
    return None


def far_cell(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    """A sheet's part and a cell of it that stands absurdly far out; None where none does.

    The reader makes room for every cell up to the farthest: one stray cell takes all memory.
    """
    for part in archive.namelist():
        if not part.startswith("xl/worksheets/"):
            continue
        for column, row in set(CELL.findall(archive.read(part))):
            if int(row) > MOST_ROWS or column_number(column.decode()) > MOST_COLUMNS:
                return part, f"{column.decode()}{row.decode()}"
    return None


def column_number(letters: str) -> int:
    """A column's number, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
