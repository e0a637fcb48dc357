"""Whether a release is, byte for byte, what was frozen, and its figures what they should be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ocindex.edition import read_edition
from ocindex.errors import Fault, ReleaseError
from ocindex.index import build
from ocindex.release.freezing import MARKER
from ocindex.release.manifest import (
    FILE,
    digest,
    files_below,
    manifest_text,
    read_fingerprint,
    read_manifest,
)
from ocindex.release.tables import release_tables
from ocindex.version import __version__

AGAIN = "Fetch the release again, or freeze it anew by 'ocindex release'."


@dataclass(frozen=True, slots=True)
class Verification:
    """What was verified.

    Attributes
    ----------
    files : int
        Files whose bytes are those that were frozen.
    tables : int
        Tables that were computed anew from the editions and came out the same; 0 where the
        release was made by another version.
    fingerprint : str
        SHA-256 of the manifest: the same for the same release anywhere.
    """

    files: int
    tables: int
    fingerprint: str
    made_by: str


def verify(folder: Path | str) -> Verification:
    """Hold every byte of a release against its manifest, and its tables against its editions.

    Parameters
    ----------
    folder : Path or str

    Returns
    -------
    Verification

    Raises
    ------
    ReleaseError
        With every file that was changed, added or removed, and every table that does not
        follow from the editions.
    """
    folder = Path(folder)
    text = manifest_of(folder)
    faults = manifest_faults(folder, text)
    if faults:
        raise ReleaseError(faults)
    made_by = stated_maker(folder)
    tables = 0
    if made_by == f"ocindex {__version__}":
        faults, tables = table_faults(folder)
    if faults:
        raise ReleaseError(faults)
    return Verification(len(files_below(folder)) + 1, tables, read_fingerprint(folder), made_by)


def stated_maker(folder: Path) -> str:
    """The version that says it made a release."""
    try:
        return str(json.loads((folder / MARKER).read_text(encoding="utf-8"))["made_by"])
    except (ValueError, LookupError, TypeError) as error:
        rule = f"It does not say what made it: {error!r}"
        raise ReleaseError([Fault(str(folder / MARKER), rule, AGAIN)]) from error


def manifest_of(folder: Path) -> str:
    """A release's manifest; ReleaseError where the folder is no release."""
    if not (folder / MARKER).is_file():
        rule = f"A release is a folder that holds {MARKER}"
        raise ReleaseError([Fault(str(folder), rule, "Make one by 'ocindex release'.")])
    try:
        return (folder / FILE).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        rule = "The manifest is missing or damaged"
        raise ReleaseError([Fault(str(folder / FILE), rule, AGAIN)]) from None


def manifest_faults(folder: Path, text: str) -> list[Fault]:
    """Files that were changed, added or removed, the manifest itself included."""
    frozen = read_manifest(text)
    present = files_below(folder)
    faults = [
        Fault(str(folder / name), "The file was frozen, and is missing", AGAIN)
        for name in frozen
        if name not in present
    ]
    for name in present:
        if name not in frozen:
            rule = "The file was not there when the release was frozen"
            faults.append(Fault(str(folder / name), rule, "Remove it."))
        elif digest(folder / name) != frozen[name]:
            rule = "The file has changed since it was frozen"
            faults.append(Fault(str(folder / name), rule, AGAIN))
    if not faults and text != manifest_text(folder):
        faults.append(Fault(str(folder / FILE), "The manifest itself has changed", AGAIN))
    return faults


def table_faults(folder: Path) -> tuple[list[Fault], int]:
    """Tables that do not follow from the frozen editions, and how many were computed."""
    editions = [read_edition(path) for path in (folder / "editions").iterdir()]
    results = [build(edition) for edition in sorted(editions, key=lambda e: (e.year, e.id))]
    tables = release_tables(results)
    faults = [
        Fault(str(folder / "tables" / name), "The figures do not follow from the editions", AGAIN)
        for name, text in tables.items()
        if table_bytes(folder / "tables" / name) != text.encode("utf-8")
    ]
    return faults, len(tables)


def table_bytes(path: Path) -> bytes:
    """A frozen table, empty where the release was frozen without it."""
    return path.read_bytes() if path.is_file() else b""
