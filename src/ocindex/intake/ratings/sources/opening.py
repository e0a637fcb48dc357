"""The table of a file, by its ending."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ocindex.errors import Fault, RequestError
from ocindex.intake.ratings.sources.parquet import parquet_source
from ocindex.intake.ratings.sources.source import Source
from ocindex.intake.ratings.sources.statistics import statistics_source
from ocindex.intake.ratings.sources.texts import text_source
from ocindex.intake.ratings.sources.workbooks import workbook_source

TEXT = (".csv", ".tsv", ".tab", ".txt")
STATISTICS = (".dta", ".sav", ".zsav")
SUFFIXES = (*TEXT, ".parquet", ".xlsx", *STATISTICS)


def open_source(
    path: Path, *, sheet: str, encoding: str, wanted: Collection[str], faults: list[Fault]
) -> Source | None:
    """The table of a file; None, with a fault, where it cannot be read.

    Raises
    ------
    RequestError
        Its ending is not known, or an option is of another format.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise RequestError(f"{path} is none of {', '.join(SUFFIXES)}. Save it as one of them.")
    if sheet and suffix != ".xlsx":
        raise RequestError(f"{path} has no sheets. Leave out --sheet.")
    if encoding and suffix not in TEXT:
        raise RequestError(f"{path} says itself what it is. Leave out --encoding.")
    if suffix in TEXT:
        return text_source(path, encoding, wanted, faults)
    if suffix == ".parquet":
        return parquet_source(path, faults)
    if suffix == ".xlsx":
        return workbook_source(path, sheet, faults)
    return statistics_source(path, faults)
