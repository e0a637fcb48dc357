"""Outputs are written aside and moved into place whole.

A run that is killed leaves the old result or the new one, never a mixture. To swap a
folder that is there already with its successor takes one system call (Linux `renameat2`,
macOS `renamex_np`) that Python does not offer; where neither is to be had, two renames
stand in for it.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ocindex.errors import OutputError

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


Fill = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of folder: by which file it is known, and what it is made of.

    `own` are the names that such a folder may hold; what else stands in one that is
    replaced is its user's. It is carried over, or the folder is left alone.
    """

    marker: str
    own: frozenset[str]
    carries: bool


# A folder that is not there yet has nothing to be known by or to be kept.
NEW = Kind("", frozenset(), carries=False)


def place_folder(target: Path, fill: Fill, kind: Kind, replace: bool = False) -> None:
    """Make a folder by `fill` and move it to `target`.

    Parameters
    ----------
    target : Path
        Where the folder shall be. What is there already is left alone where it equals the
        new one, and replaced only where `replace` is set and it is of the same kind.
    fill : callable
        Writes all files into the folder that it is given.
    kind : Kind
    replace : bool, optional

    Raises
    ------
    OutputError
        Something else is there, or the disk refuses; nothing has changed then.
    """
    place_folders({target: fill}, kind, replace)


def place_folders(fills: Mapping[Path, Fill], kind: Kind, replace: bool = False) -> None:
    """Make several folders; none is moved into place before all are made and may be moved.

    See `place_folder`, which does so for one.
    """
    with ExitStack() as stack:
        moves = [
            stack.enter_context(set_aside(destination(target), fill, kind, replace))
            for target, fill in fills.items()
        ]
        for move in moves:
            move()


def place_below(fills: Mapping[str, Fill], out: Path, kind: Kind, replace: bool = False) -> None:
    """Make folders below `out`, all or none; in one step where nothing is there yet."""

    def fill_all(folder: Path) -> None:
        for name, fill in fills.items():
            (folder / name).mkdir()
            fill(folder / name)

    if out.exists():
        place_folders({out / name: fill for name, fill in fills.items()}, kind, replace)
    else:
        place_folder(out, fill_all, NEW)


@contextmanager
def set_aside(target: Path, fill: Fill, kind: Kind, replace: bool) -> Iterator[Callable[[], None]]:
    """Make a folder beside `target`; gives the function that moves it there."""
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file. Name a folder.")
    if target.exists() and Path.cwd().is_relative_to(target):
        raise OutputError(
            f"{target} is the folder that you stand in, or holds it. Name one below it, or "
            "call from elsewhere."
        )
    if occupied(target) and replace and not (target / kind.marker).is_file():
        raise OutputError(
            f"{target} is there and holds no {kind.marker}, so it is none of ocindex's making. "
            "Name another place."
        )
    aside = target.with_name(f".{target.name}.{os.getpid()}.partial")

    def move() -> None:
        if not occupied(target):
            aside.rename(target)
        elif not same_tree(aside, target):
            swap(aside, target)

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        aside.mkdir()
        fill(aside)
        if occupied(target):
            keep_strangers(target, aside, kind)
        if occupied(target) and not replace and not same_tree(aside, target):
            raise OutputError(
                f"{target} is there already and differs. Nothing was changed; "
                "name another place, or pass --replace."
            )
        yield move
    except OSError as error:
        raise OutputError(refusal(target, error)) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def keep_strangers(target: Path, aside: Path, kind: Kind) -> None:
    """Carry over what the user keeps in a folder that may be replaced; else refuse."""
    strangers = [p for p in sorted(target.iterdir()) if p.name not in kind.own]
    strangers = [p for p in strangers if not (aside / p.name).exists()]
    if strangers and not kind.carries:
        names = ", ".join(p.name for p in strangers)
        raise OutputError(
            f"{target} holds {names}, which is none of ocindex's making. Move it away."
        )
    for stranger in strangers:
        if stranger.is_dir() and not stranger.is_symlink():
            shutil.copytree(stranger, aside / stranger.name, symlinks=True)
        else:
            shutil.copy2(stranger, aside / stranger.name, follow_symlinks=False)


def place_file(target: Path, content: bytes) -> None:
    """Write a file aside and move it to `target`, over what may be there.

    Raises
    ------
    OutputError
        The disk refuses; nothing has changed then.
    """
    target = destination(target)
    aside = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target)
        if target.is_dir():
            raise OutputError(f"{target} is a folder. Name a file.")
        try:
            aside.write_bytes(content)
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(refusal(target, error)) from error


def destination(target: Path) -> Path:
    """The absolute path to write to: what a link points to, so that the link stays."""
    target = Path(os.path.abspath(target))
    return Path(os.path.realpath(target)) if target.is_symlink() else target


def occupied(target: Path) -> bool:
    """Whether something stands at `target`; an empty folder does not count."""
    if target.is_dir():
        return any(target.iterdir())
    return os.path.lexists(target)


def sweep(target: Path) -> None:
    """Remove what killed runs left aside of `target`; put back what one had moved away."""
    name = re.escape(target.name)
    left_over = re.compile(rf"\.{name}\.(\d+)\.(partial|former)")
    for left in list(target.parent.iterdir()):
        match = left_over.fullmatch(left.name)
        if not match or alive(int(match[1])):
            continue
        if match[2] == "former" and not occupied(target):
            left.rename(target)
        elif left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def same_tree(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file())
    if files != sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file()):
        return False
    return all(filecmp.cmp(one / file, other / file, shallow=False) for file in files)


def swap(one: Path, other: Path) -> None:
    """Exchange two folders in one step."""
    libc = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):  # pragma: no cover (macOS)
        done = libc.renamex_np(*paths, RENAME_SWAP) == 0
    elif hasattr(libc, "renameat2"):
        done = libc.renameat2(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0
    else:  # pragma: no cover (a C library without it)
        done = False
    if not done:
        swap_by_renames(one, other)


def swap_by_renames(one: Path, other: Path) -> None:
    """The same in three steps, for file systems that cannot exchange.

    Killed after the first, it leaves nothing at `other`; the next run's `sweep` puts the
    former folder back.
    """
    former = one.with_suffix(".former")
    other.rename(former)
    one.rename(other)
    former.rename(one)


def refusal(target: Path, error: OSError) -> str:
    """What a failed write says."""
    remedies = {
        errno.ENOSPC: "Free some space, or name another disk.",
        errno.EFBIG: "Raise the limit on file sizes, or name another disk.",
        errno.EROFS: "Name a place that can be written.",
        errno.EACCES: "Name a place where you may write.",
        errno.ENOTDIR: "A part of that path is a file. Name another place.",
        errno.EEXIST: "A part of that path is a file. Name another place.",
    }
    reason = error.strerror or str(error)
    remedy = remedies.get(error.errno or 0, "Name another place.")
    return f"{target} cannot be written: {reason}. Nothing was changed. {remedy}"
