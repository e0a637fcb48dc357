"""Where the publisher's workbook is had from: a file that is named, the cache, the publisher."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

from ocindex.errors import Fault, IntakeError
from ocindex.placing import place_file

ADDRESS = "https://ocindex.net/assets/downloads/global_oc_index.xlsx"
KNOWN = "0bdfe8943de5a82bd4f709f92c91c596de5c60a192dca463bc722d88be7b55f5"
VARIABLE = "OCINDEX_WORKBOOK"
PATIENCE = 20  # seconds to connect, and between two pieces
LARGEST = 50_000_000
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook at hand: its path, where it came from, and whether it is the one we know."""

    path: Path
    origin: str
    known: bool


def find_workbook(
    address: str = ADDRESS, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Workbook:
    """The file in `$OCINDEX_WORKBOOK`, else the cached one, else the publisher's.

    Parameters
    ----------
    address : str, optional
        Where the publisher offers it.
    progress : callable, optional
        Told the bytes fetched and the bytes in all (0 where the server does not say).

    Returns
    -------
    Workbook

    Raises
    ------
    IntakeError
        The file that is named does not exist, or the publisher cannot be reached.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            rule = f"${VARIABLE} names a file that does not exist"
            raise IntakeError([Fault(named, rule, f"Mend or unset {VARIABLE}.")])
        return Workbook(Path(named), f"${VARIABLE}", is_known(Path(named)))
    cached = user_cache_path("ocindex") / "global_oc_index.xlsx"
    if cached.is_file():
        return Workbook(cached, "the cache", is_known(cached))
    content = fetch(address, progress)
    place_file(cached, content)
    return Workbook(cached, address, is_known(cached))


def is_known(path: Path) -> bool:
    """Whether a workbook is the version that this release of ocindex was tested with."""
    return sha256(path.read_bytes()).hexdigest() == KNOWN


def fetch(address: str, progress: Callable[[int, int], None]) -> bytes:
    """The bytes at `address`; IntakeError where they cannot be had whole."""
    pieces: list[bytes] = []
    done = 0
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as response:  # noqa: S310 (ours)
            total = int(response.headers.get("Content-Length") or 0)
            while piece := response.read(PIECE):
                pieces.append(piece)
                done += len(piece)
                if done > LARGEST:
                    raise OSError(f"it is larger than {LARGEST:,} bytes")
                progress(done, total)
    except (OSError, urllib.error.HTTPError, ValueError) as error:
        raise unreachable(address, plain_reason(error)) from error
    if total and done != total:
        raise unreachable(address, f"{done:,} of {total:,} bytes came")
    return b"".join(pieces)


def plain_reason(error: Exception) -> str:
    """Why a fetch failed, without the words of the library that tells it."""
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, OSError):
        return error.reason.strerror or str(error.reason)
    return str(error)


def unreachable(address: str, reason: str) -> IntakeError:
    rule = f"The workbook cannot be fetched: {reason}"
    return IntakeError([Fault(address, rule, f"Try again, or name a copy in ${VARIABLE}.")])
