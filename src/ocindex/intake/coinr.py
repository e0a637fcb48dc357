"""Indices in the form of the R package COINr, `iData` and `iMeta`, to editions and back."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from narwhals.typing import IntoDataFrame

from ocindex.errors import Fault, IntakeError, RequestError
from ocindex.intake.coinr_data import Units, edition_at, units_of
from ocindex.intake.coinr_meta import entries_of, framework_of
from ocindex.intake.coinr_table import CoinrTable, csv_table, frame_table
from ocindex.vocabulary import Edition, Framework


def from_coinr(
    idata: IntoDataFrame,
    imeta: IntoDataFrame,
    *,
    id: str = "",  # noqa: A002 (the field's word)
    title: str = "",
    year: int | None = None,
    time: int | None = None,
) -> Edition:
    """Make an edition of COINr's two tables; the framework comes along.

    Parameters
    ----------
    idata : data frame
        A row a unit: uCode, uName and Time if known, and a column for each indicator, group
        and denominator; of pandas, Polars, PyArrow or any library that narwhals knows.
    imeta : data frame
        A row a column of `idata`, or an aggregate: Level, iCode, Parent, Direction, Type and
        Weight, and iName, Unit, Target and Denominator if known.
    id : str, optional
        The year if left out.
    title : str, optional
        Title of the framework; the name of its highest aggregate if left out.
    year : int, optional
        Needed where `idata` has no Time.
    time : int, optional
        Which Time to take, where there are several.

    Returns
    -------
    Edition
        Of measured indicators. Columns of type Other are its facts.

    Raises
    ------
    IntakeError
        With every fault of both tables; rows are counted from 1.
    RequestError
        The year is not known, or there are several times and none is chosen.

    References
    ----------
    W. Becker et al., COINr: An R package for developing composite indicators, Journal of
    Open Source Software 7(78), 2022, 4567.
    """
    units, framework = frames(idata, imeta, title)
    return single(units, framework, id, year, time)


def panel_from_coinr(
    idata: IntoDataFrame, imeta: IntoDataFrame, *, title: str = ""
) -> tuple[Edition, ...]:
    """Make an edition of each Time of COINr's tables, from the earliest on.

    Parameters
    ----------
    idata, imeta : data frame
        As `from_coinr` takes them; `idata` has a Time.
    title : str, optional

    Returns
    -------
    tuple of Edition

    Raises
    ------
    IntakeError
        With every fault of both tables.
    RequestError
        There is no Time.
    """
    units, framework = frames(idata, imeta, title)
    if not times_of(units):
        raise RequestError("iData has no Time. Use from_coinr, and give the year.")
    return tuple(edition_at(units, framework, t, t, "") for t in times_of(units))


def read_coinr(
    idata: Path,
    imeta: Path,
    *,
    id: str = "",  # noqa: A002 (the field's word)
    title: str = "",
    year: int | None = None,
    time: int | None = None,
) -> tuple[Edition, ...]:
    """Read COINr's two tables from csv files: an edition a Time, or the one that is chosen.

    Parameters
    ----------
    idata, imeta : Path
    id, title : str, optional
    year, time : int, optional
        As `from_coinr` takes them.

    Returns
    -------
    tuple of Edition
        From the earliest on; their `origin` names both files.

    Raises
    ------
    IntakeError
        With every fault of both files.
    RequestError
        There is no such time, no year, or one id for several editions.
    """
    faults: list[Fault] = []
    data, meta = csv_table(Path(idata), faults), csv_table(Path(imeta), faults)
    units, framework = checked(data, meta, title, faults)
    times = times_of(units)
    if len(times) > 1 and time is None:
        if id or year is not None:
            raise RequestError(
                f"iData holds {len(times)} times, each an edition of its own year. "
                "Choose one by --time, or leave out --id and --year."
            )
        found = tuple(edition_at(units, framework, t, t, "") for t in times)
    else:
        found = (single(units, framework, id, year, time),)
    origin = "; ".join(
        f"{path.name}, SHA-256 {sha256(path.read_bytes()).hexdigest()}"
        for path in (Path(idata), Path(imeta))
    )
    return tuple(replace(edition, origin=origin) for edition in found)


def frames(idata: IntoDataFrame, imeta: IntoDataFrame, title: str) -> tuple[Units, Framework]:
    faults: list[Fault] = []
    data, meta = frame_table(idata, "iData", faults), frame_table(imeta, "iMeta", faults)
    return checked(data, meta, title, faults)


def checked(
    data: CoinrTable, meta: CoinrTable, title: str, faults: list[Fault]
) -> tuple[Units, Framework]:
    """Units and framework, or an IntakeError with all that is wrong."""
    if faults:  # of files that could not be read; all else would follow from it
        raise IntakeError(faults)
    entries = entries_of(meta)
    units = units_of(data, entries) if entries else None
    if faults or units is None:
        raise IntakeError(faults)
    return units, framework_of(entries, title)


def times_of(units: Units) -> list[int]:
    known: np.ndarray[tuple[int], np.dtype[np.float64]] = units.times[~np.isnan(units.times)]
    return [int(time) for time in np.unique(known)]


def single(
    units: Units, framework: Framework, identity: str, year: int | None, time: int | None
) -> Edition:
    """The edition of the only time, or of the one that is chosen."""
    times = times_of(units)
    shown = ", ".join(map(str, times)) or "none"
    if time is not None and time not in times:
        raise RequestError(f"There is no time {time} in iData; there are: {shown}.")
    if time is None and len(times) > 1:
        raise RequestError(f"iData holds several times ({shown}). Choose one by its time.")
    if not times and year is None:
        raise RequestError("iData has no Time. Give the edition's year.")
    only = time if time is not None else (times[0] if times else None)
    chosen = year if year is not None else only
    assert chosen is not None, "one of the two is known by now"
    return edition_at(units, framework, chosen, only, identity)
