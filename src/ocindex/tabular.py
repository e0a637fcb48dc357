"""A data frame to a file: csv, parquet, json or xlsx by its name, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from ocindex.errors import RequestError

# A workbook states when it was made; the same bytes each time need the same moment.
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
Writer = Callable[[pl.DataFrame, Path, Sequence[str]], None]


def write_frame(frame: pl.DataFrame, path: Path, about: Sequence[str] = ()) -> None:
    """Write a frame in the format that the file's name ends in.

    Parameters
    ----------
    frame : polars.DataFrame
    path : Path
        Ends in .csv, .parquet, .json or .xlsx.
    about : sequence of str, optional
        Lines for a workbook's first sheet: what it is, where it is from.

    Raises
    ------
    RequestError
        The name ends in something else.
    """
    writer_of(path)(frame, path, about)


def writer_of(path: Path) -> Writer:
    """The writer for a file's name; RequestError where there is none."""
    try:
        return WRITERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(WRITERS)
        raise RequestError(f"{path} has no known ending. Name a file in one of {known}.") from None


def write_csv(frame: pl.DataFrame, path: Path, about: Sequence[str]) -> None:  # noqa: ARG001
    frame.write_csv(path)


def write_parquet(frame: pl.DataFrame, path: Path, about: Sequence[str]) -> None:  # noqa: ARG001
    frame.write_parquet(path, compression="zstd")


def write_json(frame: pl.DataFrame, path: Path, about: Sequence[str]) -> None:  # noqa: ARG001
    frame.write_json(path)


def write_xlsx(frame: pl.DataFrame, path: Path, about: Sequence[str]) -> None:
    """A workbook whose texts stay texts: none is taken for a formula or an address."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), plain) as workbook:
        workbook.set_properties({"created": MADE})
        if about:
            sheet = workbook.add_worksheet("Read me")
            sheet.set_column(0, 0, 100)
            sheet.write_column(0, 0, about)
        sheet = workbook.add_worksheet("Data")
        bold = workbook.add_format({"bold": True})
        sheet.write_row(0, 0, frame.columns, bold)
        for i, name in enumerate(frame.columns):
            sheet.write_column(1, i, frame[name].to_list())
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))
        sheet.autofit(300)


WRITERS: Mapping[str, Writer] = {
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".json": write_json,
    ".xlsx": write_xlsx,
}
