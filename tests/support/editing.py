"""Edition folders that a test spoils."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ocindex.edition import read_edition, write_edition
from ocindex.errors import EditionError
from ocindex.vocabulary import Edition

Change = tuple[str, str]


def written(edition: Edition, folder: Path) -> Path:
    """Write an edition to a new folder, `folder/edition`."""
    target = folder / "edition"
    write_edition(edition, target)
    return target


def spoil(folder: Path, file: str, *changes: Change) -> None:
    """Replace the first occurrence of a text in a file, for each change."""
    path = folder / file
    text = path.read_bytes().decode()
    for old, new in changes:
        assert old in text, f"{old!r} is not in {file}"
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def faults_of(folder: Path) -> list[str]:
    """The messages of all that is wrong with an edition."""
    with pytest.raises(EditionError) as caught:
        read_edition(folder)
    assert all(fault.rule and fault.remedy for fault in caught.value.faults)
    return [str(fault) for fault in caught.value.faults]


def contents(folder: Path) -> Mapping[str, bytes]:
    """The bytes of every file below a folder, by its path there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
