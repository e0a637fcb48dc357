"""Whether a file is a workbook that is safe to open, before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from ocindex.errors import Fault

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 200_000_000
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
        if path.is_dir():
            return Fault(shown, "This is a folder", "Name a workbook (.xlsx).")
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        return Fault(shown, f"The file cannot be read: {error.strerror}", "Name a readable file.")
    if size == 0:
        return Fault(shown, "The file is empty", "Fetch it again.")
    if start == COMPOUND_FILE:
        rule = "The workbook is encrypted, or in the old .xls format"
        return Fault(shown, rule, "Open it in a spreadsheet and save it as .xlsx with no password.")
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
            damaged = archive.testzip()
    except DAMAGE as error:
        rule = f"The file is truncated or damaged: {error}"
        return Fault(shown, rule, "Fetch it again.")
    if damaged:
        return Fault(shown, f"Its part {damaged} is damaged", "Fetch it again.")
    return None
