"""A data frame to a file: csv, parquet, json or xlsx by its name, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
import xlsxwriter

from ocindex.errors import RequestError

# A workbook states when it was made; the same bytes each time need the same moment.
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
Encoder = Callable[[pl.DataFrame, Sequence[str]], bytes]


def encoder_of(path: Path) -> Encoder:
    """What makes a file's bytes of a frame, by the file's name.

    Parameters
    ----------
    path : Path
        Ends in .csv, .parquet, .json or .xlsx.

    Returns
    -------
    callable
        Takes a polars.DataFrame, and lines for a workbook's first sheet that say what it is
        and where it is from; returns bytes.

    Raises
    ------
    RequestError
        The name ends in something else.
    """
    try:
        return ENCODERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(ENCODERS)
        raise RequestError(f"{path} has no known ending. Name a file in one of {known}.") from None


def csv_bytes(frame: pl.DataFrame, _about: Sequence[str]) -> bytes:
    return frame.write_csv().encode("utf-8")


def parquet_bytes(frame: pl.DataFrame, _about: Sequence[str]) -> bytes:
    file = BytesIO()
    frame.write_parquet(file, compression="zstd")
    return file.getvalue()


def json_bytes(frame: pl.DataFrame, _about: Sequence[str]) -> bytes:
    return frame.write_json().encode("utf-8")


def xlsx_bytes(frame: pl.DataFrame, about: Sequence[str]) -> bytes:
    return sheets_bytes({"Data": frame}, about)


def sheets_bytes(frames: Mapping[str, pl.DataFrame], about: Sequence[str]) -> bytes:
    """A workbook of a sheet a frame; texts stay texts, none is a formula or an address.

    Parameters
    ----------
    frames : mapping of str to polars.DataFrame
        By the sheet's name.
    about : sequence of str
        Lines for the first sheet, that say what it is and where it is from; none, no sheet.

    Returns
    -------
    bytes
    """
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = BytesIO()
    with xlsxwriter.Workbook(file, plain | {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        if about:
            sheet = workbook.add_worksheet("Read me")
            sheet.set_column(0, 0, 100)
            sheet.write_column(0, 0, about)
        bold = workbook.add_format({"bold": True})
        for title, frame in frames.items():
            sheet = workbook.add_worksheet(title)
            sheet.write_row(0, 0, frame.columns, bold)
            for i, name in enumerate(frame.columns):
                sheet.write_column(1, i, frame[name].to_list())
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))
            sheet.autofit(300)
    return file.getvalue()


ENCODERS: Mapping[str, Encoder] = {
    ".csv": csv_bytes,
    ".parquet": parquet_bytes,
    ".json": json_bytes,
    ".xlsx": xlsx_bytes,
}
