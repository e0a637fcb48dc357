"""A process that replaces a folder over and over until it is killed.

Run as `python swapping.py TARGET MODE`; MODE is `exchange`, or `renames` for file systems
that cannot exchange two folders in one step.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from ocindex import placing

MARKER = "marker.txt"
FILES = 20
# It ends by itself even where nobody is left to kill it.
MOST = 20_000
KIND = placing.Kind(MARKER, frozenset({MARKER, *(f"{i}.txt" for i in range(FILES))}), carries=False)


def fill(folder: Path, number: int) -> None:
    """Files that all hold the same number: a mixture of two trees shows."""
    for name in (MARKER, *(f"{i}.txt" for i in range(FILES))):
        (folder / name).write_text(str(number))


def main(target: Path, mode: str) -> None:
    if mode == "renames":
        placing.swap = placing.swap_by_renames
    for number in range(MOST):
        placing.place_folder(target, partial(fill, number=number), KIND, replace=True)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
