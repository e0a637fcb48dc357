"""A folder is placed whole, over its like only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ocindex import placing
from ocindex.errors import OutputError
from ocindex.placing import place_folder
from support.editing import contents

MARKER = "edition.toml"
KIND = placing.Kind(MARKER, frozenset({MARKER, "below"}), carries=True)


def fill(folder: Path, text: str = "new") -> None:
    (folder / MARKER).write_text(text)
    (folder / "below").mkdir()
    (folder / "below" / "file").write_text(text)


def old(folder: Path) -> None:
    fill(folder, "old")


NEW = {MARKER: b"new", "below/file": b"new"}
OLD = {MARKER: b"old", "below/file": b"old"}


def alone(target: Path) -> bool:
    return [p.name for p in target.parent.iterdir()] == [target.name]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "parent" / "target"


def test_a_new_folder_and_its_parents(target: Path) -> None:
    place_folder(target, fill, KIND)
    assert contents(target) == NEW
    assert alone(target)


def test_an_empty_folder_is_filled(target: Path) -> None:
    target.mkdir(parents=True)
    place_folder(target, fill, KIND)
    assert contents(target) == NEW


def test_the_same_is_left_alone(target: Path) -> None:
    place_folder(target, fill, KIND)
    before = target.stat().st_ino
    place_folder(target, fill, KIND)
    place_folder(target, fill, KIND, replace=True)
    assert target.stat().st_ino == before
    assert alone(target)


@pytest.mark.parametrize("change", ["text", "more", "fewer"])
def test_another_is_refused_unless_it_may_be_replaced(change: str, target: Path) -> None:
    place_folder(target, fill, KIND)
    if change == "text":
        (target / "below/file").write_text("old")
    elif change == "more":
        (target / "below/extra").write_text("x")
    else:
        (target / "below/file").unlink()
    before = contents(target)
    with pytest.raises(OutputError, match=r"is there already and differs\. Nothing was changed"):
        place_folder(target, fill, KIND)
    assert contents(target) == before
    place_folder(target, fill, KIND, replace=True)
    assert contents(target) == NEW
    assert alone(target)


def test_a_folder_not_of_our_making_is_never_replaced(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match="none of ocindex's making"):
        place_folder(target, fill, KIND, replace=True)
    with pytest.raises(OutputError, match="differs"):
        place_folder(target, fill, KIND)
    assert contents(target) == {"thesis.doc": b"years of work"}


def test_a_file_stands_there(target: Path) -> None:
    target.parent.mkdir()
    target.write_text("x")
    for replace in (True, False):
        with pytest.raises(OutputError):
            place_folder(target, fill, KIND, replace=replace)
    assert target.read_text() == "x"


def test_a_part_of_the_path_is_a_file(target: Path) -> None:
    target.parent.write_text("x")
    with pytest.raises(OutputError, match=r"cannot be written: .* Name another place"):
        place_folder(target, fill, KIND)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    place_folder(tmp_path / "real", old, KIND)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    place_folder(tmp_path / "link", fill, KIND, replace=True)
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "real") == NEW
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OutputError):
        place_folder(tmp_path / "loop", fill, KIND)


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyError])
def test_a_failure_on_the_way_leaves_the_old(failure: Exception, target: Path) -> None:
    place_folder(target, old, KIND)

    def fail(folder: Path) -> None:
        fill(folder)
        raise failure

    told = OutputError if isinstance(failure, OSError) else KeyError
    with pytest.raises(told) as caught:
        place_folder(target, fail, KIND, replace=True)
    if told is OutputError:
        assert str(caught.value) == (
            f"{target} cannot be written: No space left on device. Nothing was changed. "
            "Free some space, or name another disk."
        )
    assert contents(target) == OLD
    assert alone(target)


def test_an_error_without_words(target: Path) -> None:
    def fail(folder: Path) -> None:
        raise OSError("odd")

    with pytest.raises(OutputError, match=r"odd\. Nothing was changed\. Name another place"):
        place_folder(target, fail, KIND)


def test_where_folders_cannot_be_exchanged(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        def renameat2(self, *_: object) -> int:
            return -1

    place_folder(target, old, KIND)
    monkeypatch.setattr(placing.ctypes, "CDLL", lambda *_, **__: Library())
    place_folder(target, fill, KIND, replace=True)
    assert contents(target) == NEW
    assert alone(target)


DEAD = 2**22 + 7  # beyond the largest process id that Linux gives


def test_what_killed_runs_left_is_swept(target: Path) -> None:
    place_folder(target, old, KIND)
    parent = target.parent
    for name in (f".target.{DEAD}.partial", f".target.{DEAD}.former"):
        (parent / name).mkdir()
        (parent / name / "file").write_text("x")
    kept = (
        f".target.{os.getppid()}.partial", f".other.{DEAD}.partial", ".target.x.partial",
        f".target.{'9' * 30}.partial",
    )  # fmt: skip
    for name in kept:
        (parent / name).mkdir()
    place_folder(target, fill, KIND, replace=True)
    assert {p.name for p in parent.iterdir()} == {"target", *kept}


def test_a_process_of_another_user_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(placing.os, "kill", refuse)
    assert placing.alive(1)


def test_what_a_killed_swap_had_moved_away_is_put_back(target: Path) -> None:
    target.parent.mkdir()
    former = target.parent / f".target.{DEAD}.former"
    former.mkdir()
    fill(former, "old")
    with pytest.raises(OutputError, match="differs"):
        place_folder(target, fill, KIND)
    assert contents(target) == OLD
    assert alone(target)


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("x")
    with pytest.raises(OutputError, match=r"is a file\. Name a folder"):
        place_folder(tmp_path / "target", fill, KIND, replace=True)


def test_several_folders_are_placed_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "other").write_text("x")
    fills = {tmp_path / "one": fill, tmp_path / "two": fill}
    with pytest.raises(OutputError, match="differs"):
        placing.place_folders(fills, KIND)
    assert {p.name for p in tmp_path.iterdir()} == {"two"}
    (tmp_path / "two" / "other").unlink()
    placing.place_folders(fills, KIND)
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == NEW


def test_what_the_user_keeps_in_a_folder_is_carried_over(target: Path) -> None:
    place_folder(target, old, KIND)
    (target / "notes.txt").write_text("mine")
    (target / ".git").mkdir()
    (target / ".git" / "HEAD").write_text("mine too")
    (target / "link").symlink_to("notes.txt")
    place_folder(target, fill, KIND, replace=True)
    kept = {"notes.txt": b"mine", ".git/HEAD": b"mine too", "link": b"mine"}
    assert contents(target) == {**NEW, **kept}
    assert (target / "link").is_symlink()


def test_or_a_folder_that_must_hold_nothing_else_is_left_alone(target: Path) -> None:
    kind = placing.Kind(MARKER, KIND.own, carries=False)
    place_folder(target, old, kind)
    (target / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"holds notes\.txt, which is none of ocindex's making"):
        place_folder(target, fill, kind, replace=True)
    assert contents(target) == {**OLD, "notes.txt": b"mine"}


def test_the_folder_that_one_stands_in_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here" / "below").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here" / "below")
    for target in (Path(), Path(".."), tmp_path / "here"):
        with pytest.raises(OutputError, match="the folder that you stand in"):
            place_folder(target, fill, KIND, replace=True)
    place_folder(Path("new"), fill, KIND)
    assert contents(Path("new")) == NEW
