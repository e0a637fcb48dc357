"""A file is placed whole."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from ocindex.errors import OutputError
from ocindex.placing import place_file

DEAD = 2**22 + 7


def test_a_new_file_and_its_parents(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "out.csv"
    place_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_is_replaced_and_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    (tmp_path / f".out.csv.{DEAD}.partial").write_text("left by a killed run")
    place_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    code = (
        "import sys; from pathlib import Path; from ocindex.placing import place_file\n"
        "place_file(Path(sys.argv[1]), bytes(20_000))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )  # fmt: skip
    assert "OutputError" in done.stderr
    assert "Nothing was changed. Raise the limit on file sizes" in done.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("old")
    (tmp_path / "out.csv").symlink_to("current")
    place_file(tmp_path / "out.csv", b"new")
    assert (tmp_path / "out.csv").is_symlink()
    assert (tmp_path / "current").read_bytes() == b"new"


def test_a_folder_stands_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"is a folder\. Name a file"):
        place_file(tmp_path, b"x")


def test_a_part_of_the_path_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(OutputError, match="A part of that path is a file"):
        place_file(tmp_path / "a" / "b", b"x")
