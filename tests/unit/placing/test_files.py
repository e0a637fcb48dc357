"""A file is placed whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocindex.errors import OutputError
from ocindex.placing import place_file

DEAD = 2**22 + 7


def test_a_new_file_and_its_parents(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "out.csv"
    seen = []

    def write(path: Path) -> None:
        seen.append(path.suffix)
        path.write_text("new")

    place_file(target, write)
    assert target.read_text() == "new"
    assert seen == [".csv"]
    assert list(target.parent.iterdir()) == [target]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    place_file(target, lambda path: path.write_text("old") and None)

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match=r"No space left on device\. Nothing was changed"):
        place_file(target, fail)
    assert target.read_text() == "old"
    (tmp_path / f".{DEAD}.partial.out.csv").write_text("left by a killed run")
    place_file(target, lambda path: path.write_text("new") and None)
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_stands_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"is a folder\. Name a file"):
        place_file(tmp_path, lambda path: path.write_text("x") and None)


def test_a_part_of_the_path_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(OutputError, match="Name another place"):
        place_file(tmp_path / "a" / "b", lambda path: path.write_text("x") and None)
