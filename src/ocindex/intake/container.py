"""Whether a file is a workbook that is safe to open, before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ocindex.errors import Fault

CELL = re.compile(rb"""\br=["']([A-Z]{1,9})(\d{1,9})["']""")
ENCRYPTED = 1  # the bit that says so of an archive's entry
DECRYPT = "Open it in a spreadsheet and save it as .xlsx with no password."
DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be: bytes, packed and unpacked, and rows, columns and cells."""

    file: int = 50_000_000
    unpacked: int = 200_000_000
    rows: int = 10_000
    columns: int = 1_000
    cells: int = 10_000_000


USUAL = Limits()


def container_fault(path: Path, limits: Limits = USUAL) -> Fault | None:
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
    if size > limits.file:
        rule = f"A workbook holds at most {limits.file:,} bytes, this one {size:,}"
        return Fault(shown, rule, "Name the right file.")
    return archive_fault(path, shown, limits)


def archive_fault(path: Path, shown: str, limits: Limits) -> Fault | None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > limits.unpacked:
                rule = (
                    f"A workbook unpacks to at most {limits.unpacked:,} bytes, this one to "
                    f"{unpacked:,}: it may be a zip bomb"
                )
                return Fault(shown, rule, "Fetch it from the publisher again.")
            if "xl/workbook.xml" not in archive.namelist():
                return Fault(shown, "This zip file is no workbook", "Name an .xlsx file.")
            if any(entry.flag_bits & ENCRYPTED for entry in entries):
                return Fault(shown, "The workbook is encrypted", DECRYPT)
            damaged = archive.testzip()
            far = None if damaged else far_cell(archive, limits)
    except DAMAGE as error:
        rule = f"The file is truncated or damaged: {error}"
        return Fault(shown, rule, "Fetch it again.")
    if damaged:
        return Fault(shown, f"Its part {damaged} is damaged", "Fetch it again.")
    if far:
        part, cell = far
        rule = (
            f"A sheet has at most {limits.rows:,} rows, {limits.columns:,} columns and "
            f"{limits.cells:,} cells ({part})"
        )
        return Fault(shown, rule, "Delete the cell, or fetch the workbook again.", cell)
    return None


def far_cell(archive: zipfile.ZipFile, limits: Limits) -> tuple[str, str] | None:
    """A sheet's part and a cell of it that stands absurdly far out; None where none does.

    The reader makes room for every cell up to the farthest: one stray cell takes all memory.
    """
    for part in archive.namelist():
        if not part.startswith("xl/worksheets/"):
            continue
        rows = columns = 0
        for found in CELL.finditer(archive.read(part)):
            rows = max(rows, int(found[2]))
            columns = max(columns, column_number(found[1].decode()))
            if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
                return part, f"{found[1].decode()}{found[2].decode()}"
    return None


@cache
def column_number(letters: str) -> int:
    """A column's number, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
