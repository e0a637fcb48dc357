"""Fits are kept: the same ratings by the same method need no second one.

They lie in the user's cache, or in the folder that $OCINDEX_CACHE names; an empty
$OCINDEX_CACHE keeps none. The folder may be deleted at any time.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from ocindex.errors import OutputError
from ocindex.placing import place_file
from ocindex.scoring.fits.storing import from_bytes, to_bytes

VARIABLE = "OCINDEX_CACHE"
# The newest are kept; one of the Index's size takes 25 MB.
MOST = 20
DAMAGE = (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile)
Value = TypeVar("Value")


def kept(key: str, kind: type[Value], make: Callable[[], Value]) -> Value:
    """A value from the cache, else made and kept there.

    Parameters
    ----------
    key : str
        What the value follows from, as a checksum.
    kind : type
        The dataclass that it is.
    make : callable

    Returns
    -------
    dataclass
    """
    folder = cache_folder()
    if folder is None:
        return make()
    path = folder / f"{key}.npz"
    try:
        found = from_bytes(path.read_bytes(), kind)
        os.utime(path)
    except DAMAGE:
        found = make()
        keep(path, to_bytes(found))
    return found


def cache_folder() -> Path | None:
    """Where fits are kept; None where they are not."""
    named = os.environ.get(VARIABLE)
    if named is None:
        return user_cache_path("ocindex") / "fits"
    return Path(named) / "fits" if named else None


def keep(path: Path, content: bytes) -> None:
    """Put a fit into the cache, and drop the one longest unused where there are many."""
    try:
        place_file(path, content)
        kept_ones = sorted(path.parent.glob("*.npz"), key=lambda each: each.stat().st_mtime_ns)
        for old in kept_ones[:-MOST]:
            old.unlink(missing_ok=True)
    except (OutputError, OSError):
        return  # a full disk, or a cache of somebody else's: the fit is there all the same
