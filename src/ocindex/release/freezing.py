"""Editions to a release folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ocindex.edition import fill_edition
from ocindex.errors import Fault, InputError, RequestError
from ocindex.framework import BUNDLED
from ocindex.index import Result, build
from ocindex.index.published import printed_faults
from ocindex.intervals import ChangeIntervals, Intervals
from ocindex.placing import Kind, place_folder
from ocindex.release.intervals import check_intervals, interval_tables
from ocindex.release.manifest import FILE, manifest_text
from ocindex.release.tables import release_tables
from ocindex.version import __version__
from ocindex.vocabulary import Edition

MARKER = "release.json"
KIND = Kind(
    MARKER, frozenset({MARKER, FILE, "draws", "editions", "frameworks", "tables"}), carries=False
)
FORMAT = 2
NONE: Mapping[str, Any] = MappingProxyType({})


def freeze(
    editions: Sequence[Edition],
    folder: Path | str,
    replace: bool = False,
    *,
    intervals: Mapping[str, Intervals] = NONE,
    changes: Sequence[ChangeIntervals] = (),
    draws: Mapping[str, bytes] = NONE,
) -> None:
    """Compute all figures of some editions and freeze them with their inputs.

    Parameters
    ----------
    editions : sequence of Edition
        In any order; they are put in the order of their years.
    folder : Path or str
        Where to; docs/release.md says what is in it.
    replace : bool, optional
        Replace a release that is there already.
    intervals : mapping of str to Intervals, optional
        How sure figures are, by the ids of editions. Without any, a release has the same
        bytes as before there were intervals.
    changes : sequence of ChangeIntervals, optional
        How sure changes between two of the editions are.
    draws : mapping of str to bytes, optional
        Draws that intervals were made of, by edition: `draws_bytes` of `ocindex.intervals`.

    Raises
    ------
    InputError
        A printed figure differs from the computed one.
    RequestError
        No edition, or two of the same id; intervals of others than these editions.
    OutputError
        The folder is taken, or cannot be written; nothing has changed then.
    """
    if not editions:
        raise RequestError("A release needs at least one edition.")
    for name, count in Counter(edition.id for edition in editions).items():
        if count > 1:
            raise RequestError(
                f"A release holds an edition once, '{name}' was given {count} times."
            )
    results = [build(edition) for edition in sorted(editions, key=lambda e: (e.year, e.id))]
    faults: list[Fault] = []
    for result in results:
        faults += printed_faults(result, f"edition {result.edition.id}, printed.csv")
    if faults:
        raise InputError(faults)
    check_intervals(results, intervals, changes, draws)
    more = interval_tables(results, intervals, changes)
    place_folder(
        Path(folder), lambda aside: fill_release(results, aside, more, draws), KIND, replace
    )


def fill_release(
    results: Sequence[Result],
    folder: Path,
    more: Mapping[str, str] = NONE,
    draws: Mapping[str, bytes] = NONE,
) -> None:
    """Write a release's files into `folder`, which must be there; `more` are further tables."""
    for result in results:
        place = folder / "editions" / result.edition.id
        place.mkdir(parents=True)
        fill_edition(result.edition, place)
    write_frameworks(results, folder / "frameworks")
    (folder / "tables").mkdir()
    for name, text in {**release_tables(results), **more}.items():
        write_text(folder / "tables" / name, text)
    for name, content in draws.items():
        (folder / "draws").mkdir(exist_ok=True)
        (folder / "draws" / f"{name}.parquet").write_bytes(content)
    write_text(folder / MARKER, descriptor(results))
    write_text(folder / FILE, manifest_text(folder))


def write_frameworks(results: Sequence[Result], folder: Path) -> None:
    """Keep the bundled frameworks too: a later version may ship others."""
    for result in results:
        if result.edition.framework.reference in BUNDLED:
            folder.mkdir(exist_ok=True)
            for name, text in result.edition.framework.files.items():
                write_text(folder / name, text)


def write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def descriptor(results: Sequence[Result]) -> str:
    """`release.json`: what the release is and what it was made of."""
    content = {
        "format": FORMAT,
        "title": results[-1].edition.title,
        "made_by": f"ocindex {__version__}",
        "simulated": any(result.edition.simulated for result in results),
        "editions": [
            {
                "id": edition.id,
                "title": edition.title,
                "year": edition.year,
                "framework": edition.framework.id,
                "countries": len(edition.countries),
                "simulated": edition.simulated,
                "attribution": edition.attribution,
                "origin": edition.origin,
            }
            for edition in (result.edition for result in results)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
